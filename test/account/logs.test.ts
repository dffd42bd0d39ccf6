import {expect, test} from 'vitest';
import {accountOver, Refusal} from './fake-wire.ts';

const groupArn = (name: string) => `arn:aws:logs:eu-west-1:123456789012:log-group:${name}`;
const group = (name: string, more: object = {}) => ({
	logGroupName: name,
	arn: `${groupArn(name)}:*`,
	logGroupArn: groupArn(name),
	creationTime: 1_767_323_045_000,
	...more,
});

test('a log group is found by its whole name, past others that it is a prefix of', async () => {
	const {reads, inputs} = accountOver({
		'logs:DescribeLogGroups': ({nextToken}) =>
			nextToken
				? {logGroups: [group('orders', {kmsKeyId: 'arn:key', retentionInDays: 14})]}
				: {logGroups: [group('orders-archive')], nextToken: 'more'},
	});

	expect(await reads.logGroup('orders')).toEqual({
		name: 'orders',
		arn: groupArn('orders'),
		class: 'STANDARD',
		kmsKeyArn: 'arn:key',
		retentionInDays: 14,
		createdAt: new Date(1_767_323_045_000),
	});
	expect(inputs('logs:DescribeLogGroups')).toMatchObject([
		{logGroupNamePrefix: 'orders'},
		{nextToken: 'more'},
	]);
});

test('a log group that is only the beginning of other names is not there', async () => {
	const {reads} = accountOver({
		'logs:DescribeLogGroups': () => ({logGroups: [group('orders-archive')]}),
	});

	expect(await reads.logGroup('orders')).toBeNull();
});

test('an ARN that comes with the trailing :* alone loses it', async () => {
	const {reads} = accountOver({
		'logs:DescribeLogGroups': () => ({
			logGroups: [{logGroupName: 'orders', arn: `${groupArn('orders')}:*`}],
		}),
	});

	expect((await reads.listLogGroups('ord')).items).toMatchObject([{arn: groupArn('orders')}]);
});

test('an endpoint that pages forever is left after a bound', async () => {
	let page = 0;
	const {reads, calls} = accountOver({
		'logs:DescribeLogGroups': () => {
			page += 1;

			return {logGroups: [], nextToken: `page-${page}`};
		},
	});

	expect(await reads.listLogGroups()).toEqual({items: [], complete: false});
	expect(calls.length).toBe(400);
	// Nothing is known from a list without an end.
	await expect(reads.logGroup('orders')).rejects.toMatchObject({kind: 'unavailable'});
	await expect(reads.logGroupsNamed(['orders'])).rejects.toMatchObject({kind: 'unavailable'});
});

test('that a log group does not exist is believed only once it was asked for by its name', async () => {
	const {reads} = accountOver({
		'logs:DescribeLogGroups': ({logGroupIdentifiers, logGroupNamePrefix}) =>
			// An endpoint that does not know the identifiers answers with its first page.
			logGroupIdentifiers
				? {logGroups: [group('a'), group('zebra')], nextToken: 'more'}
				: {
						logGroups: ['b', 'bb']
							.filter(name => name.startsWith(String(logGroupNamePrefix)))
							.map(name => group(name)),
					},
	});

	const names = (await reads.logGroupsNamed(['a', 'b', 'c'])).map(({name}) => name);
	expect(names).toEqual(['a', 'b']);
});

test('a log stream is there only under its whole name', async () => {
	const {reads} = accountOver({
		'logs:DescribeLogStreams': () => ({logStreams: [{logStreamName: 'ab'}]}),
	});

	expect(await reads.logStreamExists('orders', 'a')).toBe(false);
	expect(await reads.logStreamExists('orders', 'ab')).toBe(true);
});

const policy = (policyName: string, more: object = {}) => ({
	policyName,
	policyDocument: `{"Id":"${policyName}"}`,
	lastUpdatedTime: 1,
	...more,
});

test('the policies of the account are read to the last page', async () => {
	const {reads, inputs} = accountOver({
		'logs:DescribeResourcePolicies': ({nextToken}) =>
			nextToken
				? {resourcePolicies: [policy('two', {policyScope: 'ACCOUNT'})]}
				: {resourcePolicies: [policy('one')], nextToken: 'more'},
	});

	expect(await reads.accountResourcePolicies()).toEqual([
		{name: 'one', document: '{"Id":"one"}', logGroupArn: null, revisionId: null},
		{name: 'two', document: '{"Id":"two"}', logGroupArn: null, revisionId: null},
	]);
	expect(inputs('logs:DescribeResourcePolicies')).toEqual([
		{limit: 50, policyScope: 'ACCOUNT'},
		{limit: 50, policyScope: 'ACCOUNT', nextToken: 'more'},
	]);
});

const ownPolicyAmong = (resourcePolicies: object[]) =>
	accountOver({'logs:DescribeResourcePolicies': () => ({resourcePolicies})});

test('the policy of a log group is asked for by its ARN without :*', async () => {
	const account = ownPolicyAmong([
		policy('own', {
			policyScope: 'RESOURCE',
			resourceArn: groupArn('orders'),
			revisionId: 'r1',
		}),
	]);

	expect(await account.reads.logGroupResourcePolicy(`${groupArn('orders')}:*`)).toEqual({
		name: 'own',
		document: '{"Id":"own"}',
		logGroupArn: groupArn('orders'),
		revisionId: 'r1',
	});
	expect(account.inputs('logs:DescribeResourcePolicies')).toEqual([
		{limit: 50, policyScope: 'RESOURCE', resourceArn: groupArn('orders')},
	]);
});

test('a policy of the account or of another log group does not pass for that of the log group', async () => {
	const {reads} = ownPolicyAmong([
		policy('account', {policyScope: 'ACCOUNT'}),
		policy('other', {policyScope: 'RESOURCE', resourceArn: groupArn('other')}),
	]);

	expect(await reads.logGroupResourcePolicy(groupArn('orders'))).toBeNull();
});

test('no policies at all is an answer, policies without a scope are none', async () => {
	const none = ownPolicyAmong([]);
	expect(await none.reads.logGroupResourcePolicy(groupArn('orders'))).toBeNull();

	const untold = ownPolicyAmong([policy('account')]);
	await expect(untold.reads.logGroupResourcePolicy(groupArn('orders'))).rejects.toMatchObject({
		kind: 'unavailable',
		message: expect.stringContaining('does not tell policies on log groups apart'),
	});
});

test('a first policy on a log group is sent without a revision, a later one with it', async () => {
	const {writes, inputs} = accountOver({
		'logs:PutResourcePolicy': () => ({}),
		'logs:DeleteResourcePolicy': () => ({}),
	});
	await writes.putLogGroupResourcePolicy(groupArn('orders'), 'own', '{}', null);
	await writes.putLogGroupResourcePolicy(groupArn('orders'), 'own', '{}', 'r1');
	await writes.deleteLogGroupResourcePolicy(groupArn('orders'), 'own', 'r2');
	await writes.putAccountResourcePolicy('account', '{}');

	const own = {policyName: 'own', policyDocument: '{}', resourceArn: groupArn('orders')};
	expect(inputs('logs:PutResourcePolicy')).toEqual([
		own,
		{...own, expectedRevisionId: 'r1'},
		{policyName: 'account', policyDocument: '{}'},
	]);
	expect(inputs('logs:DeleteResourcePolicy')).toEqual([
		{policyName: 'own', resourceArn: groupArn('orders'), expectedRevisionId: 'r2'},
	]);
});

test('a policy that moved in between is a conflict', async () => {
	const {writes} = accountOver({
		'logs:PutResourcePolicy': () => new Refusal('OperationAbortedException', 'It moved'),
	});

	await expect(
		writes.putLogGroupResourcePolicy(groupArn('orders'), 'own', '{}', 'r0'),
	).rejects.toMatchObject({kind: 'conflict'});
});
