import {expect, test} from 'vitest';
import {check as deliveryResourcePolicy} from '../../../flows/log-delivery/delivery-resource-policy.ts';
import {AccountError} from '../../../source/account/account-error.ts';
import type {Subject} from '../../../source/diagnosis/subject.ts';
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
import {
	aLogGroup,
	anAccount,
	anInlinePolicy,
	aSubject,
	notCreatedYet,
	ordersLogGroup,
	ordersLogGroupArn,
} from '../../support/samples.ts';

const judge = (given: FakeAccount, subject: Subject = aSubject()) =>
	ask(deliveryResourcePolicy, anAccount(given), subject);

const idsOf = async (
	given: FakeAccount,
	subject: Subject = aSubject(),
): Promise<string[] | undefined> => (await judge(given, subject)).remedies?.map(({id}) => id);

const deny = {
	...deliveryTo([ordersLogGroup]),
	Sid: 'Frozen',
	Effect: 'Deny',
	Condition: undefined,
};

test("the account's policy allows it, and is named with its statement", async () => {
	const {outcome, answer} = await judge({
		accountPolicies: [anAccountPolicy('team-logs', deliveryTo([ordersLogGroup], {Sid: 'Ours'}))],
	});
	expect(outcome).toBe('ok');
	expect(answer).toContain("The account's policy team-logs, statement Ours");
});

test("the log group's own policy allows it", async () => {
	const {outcome, answer} = await judge({
		logGroupPolicies: [aLogGroupPolicy('own', deliveryTo([ordersLogGroup]))],
	});
	expect(outcome).toBe('ok');
	expect(answer).toContain("The log group's own policy own");
});

test('neither name nor Sid says anything', async () => {
	const {outcome} = await judge({
		accountPolicies: [anAccountPolicy(awsPolicyName, deliveryTo(['/workflows/other']))],
	});
	expect(outcome).toBe('problem');
});

test.each([
	['an older policy without conditions', {Condition: undefined}],
	['a wildcard', {Resource: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/*'}],
	['the whole log group', {Resource: `${ordersLogGroupArn}:*`}],
	['everything', {Resource: '*', Action: 'logs:*'}],
	['a single string', {Principal: {Service: 'delivery.logs.amazonaws.com'}}],
])('%s allows it', async (_what, given) => {
	const policy = anAccountPolicy('any', deliveryTo([ordersLogGroup], given));
	expect((await judge({accountPolicies: [policy]})).outcome).toBe('ok');
});

test.each([
	['another principal', {Principal: {Service: 'es.amazonaws.com'}}],
	['the role as the principal', {Principal: {AWS: 'arn:aws:iam::123456789012:role/orders-role'}}],
	[
		'another account in its condition',
		{Condition: {StringEquals: {'aws:SourceAccount': '111122223333'}}},
	],
	[
		'another region in its condition',
		{Condition: {ArnLike: {'aws:SourceArn': 'arn:aws:logs:us-east-1:123456789012:*'}}},
	],
	['one stream alone', {Resource: `${ordersLogGroupArn}:log-stream:one`}],
])('%s does not', async (_what, given) => {
	const policy = anAccountPolicy('any', deliveryTo([ordersLogGroup], given));
	expect((await judge({accountPolicies: [policy]})).outcome).toBe('problem');
});

test('one of the two actions is not enough, and the other is named', async () => {
	const policy = anAccountPolicy(
		'half',
		deliveryTo([ordersLogGroup], {Action: 'logs:PutLogEvents'}),
	);
	const {outcome, answer} = await judge({accountPolicies: [policy]});
	expect(outcome).toBe('problem');
	expect(answer).toContain('logs:CreateLogStream');
	expect(answer).not.toContain('logs:PutLogEvents');
});

test('the two scopes may allow it together', async () => {
	const {outcome} = await judge({
		accountPolicies: [
			anAccountPolicy('half', deliveryTo([ordersLogGroup], {Action: 'logs:PutLogEvents'})),
		],
		logGroupPolicies: [
			aLogGroupPolicy('own', deliveryTo([ordersLogGroup], {Action: 'logs:CreateLogStream'})),
		],
	});
	expect(outcome).toBe('ok');
});

test.each(['account', 'log group'])(
	'a deny of the %s outweighs the Allow, and has no remedy',
	async where => {
		const {outcome, answer, remedies, requests} = await judge({
			accountPolicies: [
				anAccountPolicy('allow', deliveryTo([ordersLogGroup])),
				...(where === 'account' ? [anAccountPolicy('freeze', deny)] : []),
			],
			logGroupPolicies: where === 'account' ? [] : [aLogGroupPolicy('freeze', deny)],
		});
		expect(outcome).toBe('problem');
		expect(answer).toContain('policy freeze, statement Frozen');
		expect(remedies).toEqual([]);
		expect(requests?.[0]?.to).toContain('freeze');
		expect(requests?.[0]?.text).toContain(ordersLogGroupArn);
	},
);

test('a condition that cannot be judged leaves it unknown', async () => {
	const policy = anAccountPolicy(
		'organisation',
		deliveryTo([ordersLogGroup], {Condition: {StringEquals: {'aws:SourceOrgID': 'o-1a2b3c4d5e'}}}),
	);
	const {outcome, answer} = await judge({accountPolicies: [policy]});
	expect(outcome).toBe('unknown');
	expect(answer.toLowerCase()).toContain('aws:sourceorgid');
});

test('the narrowest remedy is a policy on the log group itself', async () => {
	const {remedies} = await judge({});
	expect(remedies?.map(({id}) => id)).toEqual(['log-group-policy', 'add-to-account-policy']);
	expect(remedies?.[0]).toMatchObject({
		widens: null,
		changes: [
			{
				kind: 'log-group-resource-policy',
				logGroupArn: ordersLogGroupArn,
				revisionId: null,
				before: null,
			},
		],
	});
	expect(remedies?.[0]?.title).toContain('of 51,200');
	expect(JSON.parse(remedies?.[0]?.changes[0]?.after ?? '')).toEqual({
		Version: '2012-10-17',
		Statement: [deliveryTo([ordersLogGroup])],
	});
});

test("the log group's own policy is added to, at the revision that was read", async () => {
	const own = aLogGroupPolicy('own', {
		Sid: 'Events',
		Effect: 'Allow',
		Principal: {Service: 'events.amazonaws.com'},
		Action: 'logs:PutLogEvents',
		Resource: `${ordersLogGroupArn}:*`,
	});
	const {remedies} = await judge({logGroupPolicies: [own]});
	const [change] = remedies?.[0]?.changes ?? [];
	expect(change).toMatchObject({
		policyName: 'own',
		revisionId: 'revision-7',
		before: own.document,
	});
	expect(JSON.parse(change?.after ?? '').Statement).toEqual([
		JSON.parse(own.document).Statement[0],
		deliveryTo([ordersLogGroup]),
	]);
});

test("an account's delivery policy with room takes one more log group, and shows its size", async () => {
	const policy = anAccountPolicy(awsPolicyName, deliveryTo(['/workflows/other']));
	const after = anAccountPolicy(awsPolicyName, deliveryTo(['/workflows/other', ordersLogGroup]));
	const {remedies} = await judge({accountPolicies: [policy]});
	const added = remedies?.find(({id}) => id === 'add-to-account-policy');

	expect(added?.changes).toEqual([
		{
			kind: 'account-log-resource-policy',
			policyName: awsPolicyName,
			action: 'update',
			before: policy.document,
			after: after.document,
		},
	]);
	expect(added?.title).toContain(
		`${policy.document.length} characters now, ${after.document.length} after, of 5,120`,
	);
});

test("another service's policy is left alone: a free place is taken", async () => {
	const other = anAccountPolicy('route53', {
		Effect: 'Allow',
		Principal: {Service: 'route53.amazonaws.com'},
		Action: 'logs:PutLogEvents',
		Resource: '*',
	});
	const {remedies} = await judge({accountPolicies: [other]});
	expect(remedies?.[1]?.changes).toMatchObject([
		{policyName: 'sfn-fix-log-delivery', before: null},
	]);
});

test('a new policy takes no place of one that is there', async () => {
	const {policy} = fullAwsPolicy();
	const taken = {...policy, name: 'sfn-fix-log-delivery'};
	const {remedies} = await judge({accountPolicies: [taken]});
	expect(remedies?.find(({id}) => id === 'add-to-account-policy')?.changes).toMatchObject([
		{policyName: 'sfn-fix-log-delivery-2', before: null},
	]);
});

test('a full policy can let deleted log groups go, and keeps the living', async () => {
	const {policy, names} = fullAwsPolicy();
	const living = names.slice(0, 3);
	const {remedies} = await judge({
		accountPolicies: [policy],
		logGroups: [...living, ordersLogGroup].map(name => aLogGroup({name, arn: logGroupArnOf(name)})),
	});
	const pruned = remedies?.find(({id}) => id === 'prune-and-add');

	expect(JSON.parse(pruned?.changes[0]?.after ?? '').Statement).toEqual([
		deliveryTo([...living, ordersLogGroup]),
	]);
	expect(pruned?.changes[0]?.before).toBe(policy.document);
	expect(pruned?.title).toContain(`${names.length - 3} deleted log groups`);
	expect(pruned?.widens).toBeNull();
});

test('nothing is pruned where the log groups may not be listed', async () => {
	const {policy} = fullAwsPolicy();
	expect(await idsOf({accountPolicies: [policy], denied: ['logGroupsNamed']})).toEqual([
		'log-group-policy',
		'add-to-account-policy',
	]);
});

test('one wildcard is the last resort, and says whom it lets in', async () => {
	const {policy} = fullAwsPolicy('/aws/vendedlogs/states/team-');
	const {remedies} = await judge({accountPolicies: [policy], denied: ['logGroupsNamed']});
	const widened = remedies?.at(-1);

	expect(widened?.id).toBe('widen-to-vendedlogs');
	expect(widened?.widens).toBe(
		'Logs can be delivered to every log group whose name starts with /aws/vendedlogs/states/, including those of other teams and future ones.',
	);
	expect(JSON.parse(widened?.changes[0]?.after ?? '').Statement).toEqual([
		deliveryTo([], {Resource: [`${logGroupArnOf('/aws/vendedlogs/states/')}*`]}),
	]);
});

test('a log group of another name is never let in by a wildcard', async () => {
	const subject = notCreatedYet({logGroupArn: logGroupArnOf('/workflows/orders')});
	const {policy} = fullAwsPolicy('/aws/vendedlogs/states/team-');
	expect(await idsOf({accountPolicies: [policy]}, subject)).not.toContain('widen-to-vendedlogs');
});

test('with ten policies two that go together are merged, and none of what they say is lost', async () => {
	const accountPolicies = tenPolicies(
		anAccountPolicy('one', deliveryTo(['/workflows/one'])),
		anAccountPolicy('two', deliveryTo(['/workflows/two'])),
	);
	const {remedies} = await judge({accountPolicies});
	const merged = remedies?.find(({id}) => id === 'merge-policies');
	const [kept, removed] = merged?.changes ?? [];

	expect(merged?.changes).toHaveLength(2);
	expect(JSON.parse(kept?.after ?? '').Statement[0].Resource.toSorted()).toEqual([
		`${ordersLogGroupArn}:log-stream:*`,
		`${logGroupArnOf('/workflows/one')}:log-stream:*`,
		`${logGroupArnOf('/workflows/two')}:log-stream:*`,
	]);
	expect(removed).toMatchObject({kind: 'account-log-resource-policy', after: null});
	expect(removed?.before).toBe(
		accountPolicies.find(
			({name}) =>
				'policyName' in (removed ?? {}) &&
				removed?.kind === 'account-log-resource-policy' &&
				name === removed.policyName,
		)?.document,
	);
});

test('with ten full policies of others only the log group itself is left', async () => {
	expect(await idsOf({accountPolicies: tenPolicies()})).toEqual(['log-group-policy']);
});

test('every remedy makes the check say yes', async () => {
	const {policy, names} = fullAwsPolicy('/aws/vendedlogs/states/team-');
	const accountPolicies = tenPolicies(
		policy,
		anAccountPolicy('one', deliveryTo(['/workflows/one'])),
		anAccountPolicy('two', deliveryTo(['/workflows/two'])),
	);
	const logGroups = [aLogGroup(), aLogGroup({name: names[0] ?? ''})];
	const {remedies = []} = await judge({accountPolicies, logGroups});

	expect(remedies.map(({id}) => id)).toEqual([
		'log-group-policy',
		'add-to-account-policy',
		'prune-and-add',
		'merge-policies',
		'widen-to-vendedlogs',
	]);

	for (const {id, changes} of remedies) {
		const after = new Map(accountPolicies.map(one => [one.name, one]));
		const own: FakeAccount['logGroupPolicies'] = [];

		for (const change of changes) {
			if (change.kind === 'log-group-resource-policy') {
				own.push({...aLogGroupPolicy(change.policyName), document: change.after ?? ''});
			} else if (change.kind === 'account-log-resource-policy' && change.after === null) {
				after.delete(change.policyName);
			} else if (change.kind === 'account-log-resource-policy') {
				after.set(change.policyName, {
					...anAccountPolicy(change.policyName),
					document: change.after ?? '',
				});
			}
		}

		const {outcome} = await judge({accountPolicies: [...after.values()], logGroupPolicies: own});
		expect([id, outcome]).toEqual([id, 'ok']);
		expect([...after.values()].every(({document}) => document.length <= 5120)).toBe(true);
		expect(after.size).toBeLessThanOrEqual(10);
	}
});

// What was not read can allow it: nothing is written for it unless it is named.
test("where the log group's own policy may not be read, an Allow of the account is enough, and its lack is open", async () => {
	const denied: FakeAccount = {denied: ['logGroupResourcePolicy']};
	const allowed = await judge({
		...denied,
		accountPolicies: [anAccountPolicy('any', deliveryTo([ordersLogGroup]))],
	});
	const lacking = await judge(denied);

	expect(allowed.outcome).toBe('ok');
	expect(allowed.details?.join()).toContain('could not be read');
	expect(lacking.outcome).toBe('unknown');
	expect(lacking.details?.join()).toContain('could not be read');
	expect(lacking.remedies?.map(({id}) => id)).toEqual(['add-to-account-policy']);
});

test('a log group that does not exist yet has no policy of its own', async () => {
	const {remedies} = await judge({
		logGroups: [],
		reads: {
			logGroupResourcePolicy: () =>
				Promise.reject(
					new AccountError('not-found', 'logs:DescribeResourcePolicies', 'no such log group.'),
				),
		},
	});
	expect(remedies?.[0]?.id).toBe('log-group-policy');
});

test('says so when the role lets AWS write the policy by itself', async () => {
	const may = anInlinePolicy('logs', {
		Effect: 'Allow',
		Action: ['logs:PutResourcePolicy', 'logs:Describe*'],
		Resource: '*',
	});
	const with_ = await judge({rolePolicies: {'orders-role': [may]}});
	const without = await judge({});

	expect(with_.outcome).toBe('problem');
	expect(with_.details?.join()).toContain('AWS writes the policy itself');
	expect(without.details?.join()).not.toContain('AWS writes the policy itself');
});

test('a role that may not be read does not hide the answer', async () => {
	expect((await judge({denied: ['role']})).outcome).toBe('problem');
});

test("the account's policies denied, or no JSON, are unknown and never ok", async () => {
	const denied = await answered(
		deliveryResourcePolicy,
		anAccount({denied: ['accountResourcePolicies']}),
	);
	const broken = await answered(
		deliveryResourcePolicy,
		anAccount({accountPolicies: [{...anAccountPolicy('broken'), document: '{"Statement":'}]}),
	);

	expect(denied.outcome).toBe('unknown');
	expect(denied.details.join()).toContain('--policy-scope RESOURCE');
	expect(broken.outcome).toBe('unknown');
});

test('policies for log delivery are merged among themselves, rather than with those of others', async () => {
	const small = anAccountPolicy('a', {
		Effect: 'Allow',
		Principal: {Service: 'es.amazonaws.com'},
		Action: 'logs:PutLogEvents',
		Resource: '*',
	});
	const {remedies} = await judge({
		accountPolicies: tenPolicies(
			small,
			anAccountPolicy('one', deliveryTo(['/workflows/one'])),
			anAccountPolicy('two', deliveryTo(['/workflows/two'])),
		),
	});
	const merged = remedies?.find(({id}) => id === 'merge-policies');
	const names = merged?.changes.map(change => 'policyName' in change && change.policyName);
	expect(names?.toSorted()).toEqual(['one', 'two']);
});

test('a policy with room is not pruned on the way', async () => {
	const policy = anAccountPolicy(awsPolicyName, deliveryTo(['/workflows/gone']));
	expect(await idsOf({accountPolicies: [policy]})).not.toContain('prune-and-add');
});
