import {expect, test} from 'vitest';
import {check as deliveryResourcePolicy} from '../../../flows/log-delivery/delivery-resource-policy.ts';
import {check as resourcePolicyHeadroom} from '../../../flows/log-delivery/resource-policy-headroom.ts';
import {answered, ask} from '../../support/ask.ts';
import type {FakeAccount} from '../../support/fake-reads.ts';
import {
	aLogGroupPolicy,
	anAccountPolicy,
	awsPolicyName,
	deliveryTo,
	fullAwsPolicy,
	logGroupArnOf,
	tenPolicies,
} from '../../support/log-policies.ts';
import {aLogGroup, anAccount, ordersLogGroup} from '../../support/samples.ts';

const room = (given: FakeAccount) => ask(resourcePolicyHeadroom, anAccount(given));

const alive = (...names: string[]) =>
	[...names, ordersLogGroup].map(name => aLogGroup({name, arn: logGroupArnOf(name)}));

test('an account without policies has room', async () => {
	expect((await room({})).outcome).toBe('ok');
});

test('shows each policy against the limit', async () => {
	const policy = anAccountPolicy(awsPolicyName, deliveryTo([ordersLogGroup, '/workflows/other']));
	const {outcome, details} = await room({
		accountPolicies: [policy],
		logGroups: alive('/workflows/other'),
	});
	expect(outcome).toBe('ok');
	expect(details).toEqual([
		`${awsPolicyName}: ${policy.document.length} of 5,120 characters, 2 log groups`,
	]);
});

test('a full policy of AWS is a problem, since AWS appends to it alone', async () => {
	const {policy, names} = fullAwsPolicy();
	const account = {accountPolicies: [policy], logGroups: alive(...names.slice(1))};
	const {outcome, answer, details, remedies} = await room(account);

	expect(outcome).toBe('problem');
	expect(answer).toContain(awsPolicyName);
	expect(answer).toContain('5,120 characters each');
	expect(details?.[0]).toContain(`1 of them deleted (${names[0]})`);
	expect(remedies?.[0]?.id).toBe('log-group-policy');
});

test('offers the very remedies of the check on the delivery', async () => {
	const {policy} = fullAwsPolicy('/aws/vendedlogs/states/team-');
	const account = anAccount({accountPolicies: tenPolicies(policy), logGroups: alive()});
	const here = await ask(resourcePolicyHeadroom, account);
	const there = await ask(deliveryResourcePolicy, account);
	expect(here.remedies).toEqual(there.remedies);
	expect(here.remedies?.length).toBeGreaterThan(2);
});

test('ten policies are a problem for a log group that is not allowed yet', async () => {
	const {outcome, answer} = await room({accountPolicies: tenPolicies()});
	expect(outcome).toBe('problem');
	expect(answer).toContain('already has 10 policies');
});

test('nine policies leave a place', async () => {
	expect((await room({accountPolicies: tenPolicies().slice(1)})).outcome).toBe('ok');
});

test.each(['account', 'log group'])('full, and allowed by the %s, is a warning', async where => {
	const {policy, names} = fullAwsPolicy();
	const allowing = deliveryTo([ordersLogGroup]);
	const {outcome, answer, remedies} = await room({
		accountPolicies: [policy, ...(where === 'account' ? [anAccountPolicy('more', allowing)] : [])],
		logGroupPolicies: where === 'account' ? [] : [aLogGroupPolicy('own', allowing)],
		logGroups: alive(...names.slice(2)),
	});
	expect(outcome).toBe('warning');
	expect(answer).toContain(`${ordersLogGroup} is allowed already`);
	expect(remedies?.map(({id}) => id)).toEqual(['prune-dead-arns']);
});

test('ten policies, and allowed, is a warning that offers to merge', async () => {
	const {outcome, details, remedies} = await room({
		accountPolicies: tenPolicies(
			anAccountPolicy('one', deliveryTo([ordersLogGroup])),
			anAccountPolicy('two', deliveryTo(['/workflows/two'])),
		),
		logGroups: alive('/workflows/two'),
	});
	const [kept] = remedies?.[0]?.changes ?? [];

	expect(outcome).toBe('warning');
	expect(details?.join()).toContain('fewer than 10 policies');
	expect(remedies?.map(({id}) => id)).toEqual(['merge-policies']);
	expect(JSON.parse(kept?.after ?? '').Statement[0].Resource).toHaveLength(2);
});

test('a wildcard makes room for every further log group under it', async () => {
	const wildcard = deliveryTo([], {Resource: [`${logGroupArnOf('/aws/vendedlogs/')}*`]});
	const {outcome} = await room({
		accountPolicies: tenPolicies(anAccountPolicy(awsPolicyName, wildcard)),
	});
	expect(outcome).toBe('ok');
});

test('deleted log groups are a warning, and letting them go keeps all else', async () => {
	const events = {
		Sid: 'Events',
		Effect: 'Allow',
		Principal: {Service: 'events.amazonaws.com'},
		Action: 'logs:PutLogEvents',
		Resource: `${logGroupArnOf('/aws/events/gone')}:*`,
	};
	const accountPolicies = [
		anAccountPolicy(awsPolicyName, deliveryTo([ordersLogGroup, '/workflows/gone']), events),
		anAccountPolicy('old', deliveryTo(['/workflows/old'])),
	];
	const {outcome, remedies} = await room({accountPolicies, logGroups: alive()});

	expect(outcome).toBe('warning');
	expect(remedies?.[0]).toMatchObject({id: 'prune-dead-arns', widens: null});
	expect(remedies?.[0]?.changes).toEqual([
		{
			kind: 'account-log-resource-policy',
			policyName: awsPolicyName,
			action: 'update',
			before: accountPolicies[0]?.document,
			after: anAccountPolicy('', deliveryTo([ordersLogGroup]), events).document,
		},
		{
			kind: 'account-log-resource-policy',
			policyName: 'old',
			action: 'delete',
			before: accountPolicies[1]?.document,
			after: null,
		},
	]);
});

test('a log group that is yet to be created is not taken for a deleted one', async () => {
	const accountPolicies = [anAccountPolicy(awsPolicyName, deliveryTo([ordersLogGroup]))];
	expect((await room({accountPolicies, logGroups: []})).outcome).toBe('ok');
});

test('where the log groups may not be listed, it is not known how many are deleted', async () => {
	const accountPolicies = [anAccountPolicy(awsPolicyName, deliveryTo([ordersLogGroup]))];
	const {outcome, details, remedies} = await room({accountPolicies, denied: ['logGroupsNamed']});
	expect(outcome).toBe('unknown');
	expect(details?.join()).toContain('not known');
	expect(remedies).toEqual([]);
});

test("the account's policies denied are unknown", async () => {
	const {outcome} = await answered(
		resourcePolicyHeadroom,
		anAccount({denied: ['accountResourcePolicies']}),
	);
	expect(outcome).toBe('unknown');
});

test("a wildcard of another policy makes room even where AWS's own has none left", async () => {
	const {policy, names} = fullAwsPolicy();
	const wildcard = {Resource: [`${logGroupArnOf('/aws/vendedlogs/')}*`]};
	const {outcome} = await room({
		accountPolicies: [policy, anAccountPolicy('wide', deliveryTo([], wildcard))],
		logGroups: alive(...names),
	});
	expect(outcome).toBe('ok');
});

test("the log group's own policy makes no room for another one", async () => {
	const {policy, names} = fullAwsPolicy();
	const {outcome} = await room({
		accountPolicies: [policy],
		logGroupPolicies: [aLogGroupPolicy('own', deliveryTo([], {Resource: ['*']}))],
		logGroups: alive(...names),
	});
	expect(outcome).toBe('warning');
});

test('what a policy apart allows is not named once more when others are merged', async () => {
	const {names} = fullAwsPolicy();
	// It stands for this log group, and not for the next.
	const wildcard = {Resource: [`${logGroupArnOf('/aws/vendedlogs/states/order?')}:log-stream:*`]};
	const {remedies} = await room({
		accountPolicies: tenPolicies(
			anAccountPolicy('apart', deliveryTo(names.slice(0, -6)), deliveryTo([], wildcard)),
			anAccountPolicy('one', deliveryTo(['/workflows/one'])),
			anAccountPolicy('two', deliveryTo(['/workflows/two'])),
		),
		logGroups: alive('/workflows/one', '/workflows/two', ...names),
	});
	const texts = remedies?.flatMap(({changes}) => changes.map(({after}) => after ?? ''));

	expect(remedies?.map(({id}) => id)).toEqual(['merge-policies']);
	expect(texts?.join()).toContain('/workflows/one');
	expect(texts?.join()).not.toContain(ordersLogGroup);
});
