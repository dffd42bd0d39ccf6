import {expect, test} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import {printLogging} from '../../source/account/logging-text.ts';
import {sizesOf, targetOf} from '../../source/changes/describe-change.ts';
import {refusalOf} from '../../source/changes/guards.ts';
import {withTexts} from '../../source/changes/kinds/kind-of.ts';
import {type Change, creating, deleting, updating} from '../../source/diagnosis/remedy.ts';
import {type FakeState, fakeAccount} from './fake-account.ts';
import {allow, everySample, inline, policy, samples} from './sample-changes.ts';

const long = (characters: number): string => {
	const empty = policy(allow('s3:GetObject', '')).length;
	return policy(allow('s3:GetObject', 'x'.repeat(characters - empty)));
};

const refusal = (change: Change, state: Partial<FakeState> = {}) =>
	refusalOf(change, fakeAccount(state).reads);

const role = (given: Partial<FakeState['roles'][string]>): Partial<FakeState> => ({
	roles: {'orders-role': {path: '/', trustPolicy: '{}', policies: [], ...given}},
});

const inlinePolicy = (name: string, document: string) =>
	({kind: 'inline', name, arn: null, document}) as const;

for (const change of everySample) {
	test(`nothing speaks against the sample of ${change.kind}`, async () => {
		expect(await refusal(change)).toBeNull();
	});
}

const trust = samples['role-trust-policy'];
const managed = samples['role-managed-policy'];
const accountPolicy = samples['account-log-resource-policy'];
const groupPolicy = samples['log-group-resource-policy'];
const group = samples['log-group'];
const logging = samples['logging-configuration'];
const {definition} = samples;
const groupDeletion: Change = {
	kind: 'log-group',
	logGroupName: group.logGroupName,
	...deleting('{}'),
};
const nine = Object.fromEntries([...'123456789'].map(name => [name, '{}']));

const refused: Array<[title: string, why: string, change: Change, state?: Partial<FakeState>]> = [
	[
		'a service-linked role',
		'service-linked role, which only its AWS service changes. Give',
		inline(),
		role({path: '/aws-service-role/states.amazonaws.com/'}),
	],
	[
		'a policy of AWS',
		'managed by AWS and cannot be changed. Add an inline policy',
		{...managed, policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess'},
	],
	['a managed policy that is too long', '6145 characters', {...managed, ...creating(long(6145))}],
	[
		'a role with as many managed policies as IAM allows',
		'has 25 managed policies already',
		managed,
		role({
			policies: Array.from({length: 25}, (_, index) => ({
				kind: 'customer-managed',
				name: `p${index}`,
				arn: `arn:aws:iam::123456789012:policy/p${index}`,
				document: '{}',
			})),
		}),
	],
	[
		'a trust policy that is too long',
		'8193 characters',
		{...trust, ...updating(trust.before, long(8193))},
	],
	[
		'inline policies that are too long together',
		'would hold 10241 characters together, and IAM allows 10240. Move',
		inline({after: long(241)}),
		role({policies: [inlinePolicy('a', long(5_000)), inlinePolicy('b', long(5_000))]}),
	],
	['an account log policy that is too long', '5121', {...accountPolicy, ...creating(long(5121))}],
	[
		'an eleventh account log policy',
		"AWS allows 10. Put the statement on the log group's own",
		accountPolicy,
		{accountPolicies: {...nine, ten: '{}'}},
	],
	[
		'a log group policy that is too long',
		'51201 bytes',
		{...groupPolicy, ...creating(long(51_201))},
	],
	['a role name of AWS no', 'no role name that AWS accepts', inline({roleName: 'a/b'})],
	['a policy name of AWS no', 'no policy name', inline({policyName: 'é'})],
	['a log policy name of AWS no', 'no resource policy name', {...accountPolicy, policyName: 'a:b'}],
	['a log group name of AWS no', 'no log group name', {...group, logGroupName: 'aws/x'}],
	['what is no JSON', 'not valid JSON', inline({after: '{'})],
	['a character that IAM does not take', '"漢"', inline({after: policy(allow('漢', '*'))})],
	['nothing to do', 'nothing to write', inline({before: '{}', after: '{}'})],
	[
		'logging to no log group',
		'exactly one log group, and this has 0',
		{...logging, after: '{"level":"ALL"}'},
	],
	[
		'a log group ARN without its end',
		'with :* at its end',
		{
			...logging,
			after: printLogging({level: 'ALL', includeExecutionData: false, destinations: ['arn']}),
		},
	],
	[
		'a definition that AWS calls invalid',
		'invalid at /States/Ship: MISSING_END_STATE: No end. Correct',
		definition,
		{
			diagnostics: [
				{severity: 'WARNING', code: 'NO_PATH', message: 'A path.', location: null},
				{
					severity: 'ERROR',
					code: 'MISSING_END_STATE',
					message: 'No end',
					location: '/States/Ship',
				},
			],
		},
	],
	[
		'the deletion of a log group with log events',
		'holds log events',
		groupDeletion,
		{
			logGroups: [group.logGroupName],
			logEvents: [{timestamp: 1, ingestedAt: 1, stream: 'orders', message: 'x'}],
		},
	],
];

for (const [title, why, change, state] of refused) {
	test(`refused: ${title}`, async () => {
		expect(await refusal(change, state)).toContain(why);
	});
}

test('what always exists is only updated, and what has no update is not', () => {
	expect(withTexts(trust, trust.before, null)).toBeNull();
	expect(withTexts(definition, null, '{}')).toBeNull();
	expect(withTexts(logging, null, '{}')).toBeNull();
	expect(withTexts(managed, '{}', '{}')).toBeNull();
	expect(withTexts(group, '{}', '{}')).toBeNull();
	expect(withTexts(accountPolicy, null, null)).toBeNull();
	expect(withTexts(managed, '{}', null)).toMatchObject({action: 'delete', before: '{}'});
});

test('what fits the limit to the character is let through', async () => {
	const policies = [inlinePolicy('a', long(5_000)), inlinePolicy('sfn-fix-logs', long(9_000))];
	expect(await refusal(inline({after: long(5_240)}), role({policies}))).toBeNull();
	expect(
		await refusal({...accountPolicy, ...creating(long(5_120))}, {accountPolicies: nine}),
	).toBeNull();
	expect(
		await refusal(
			{...accountPolicy, ...updating('{}', accountPolicy.after ?? '')},
			{accountPolicies: {...nine, [accountPolicy.policyName]: '{}'}},
		),
	).toBeNull();
});

test('white space does not count for IAM, and does for CloudWatch Logs', async () => {
	const spaced = (text: string): string => text + ' '.repeat(20_000);
	expect(await refusal(inline({after: spaced(long(200))}))).toBeNull();
	expect(await refusal({...accountPolicy, ...creating(spaced(long(200)))})).toContain('20200');
});

test('a warning does not refuse a definition, nor does being unable to ask', async () => {
	const warning = {
		severity: 'WARNING',
		code: 'NO_PATH',
		message: 'A path.',
		location: null,
	} as const;
	expect(await refusal(definition, {diagnostics: [warning]})).toBeNull();

	const account = fakeAccount();
	account.before.validateDefinition = () => {
		throw new AccountError('access-denied', 'states:ValidateStateMachineDefinition', 'No.');
	};
	expect(await refusalOf(definition, account.reads)).toBeNull();
});

test('a log group that holds only what AWS tried it out with counts as empty', async () => {
	const stream = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';
	expect(
		await refusal(groupDeletion, {
			logGroups: [group.logGroupName],
			logEvents: [{timestamp: 1, ingestedAt: 1, stream, message: 'x'}],
		}),
	).toBeNull();
});

test('a log group that cannot be shown to be empty is not deleted', async () => {
	const account = fakeAccount({logGroups: [group.logGroupName]});
	account.before.logEvents = () => {
		throw new AccountError('access-denied', 'logs:FilterLogEvents', 'No.');
	};
	expect(await refusalOf(groupDeletion, account.reads)).toContain('could not be shown to be empty');
});

test('sizes are counted as AWS counts them, and targets are named', () => {
	expect(sizesOf(inline({before: `${long(300)}  `, after: long(400)}))).toEqual({
		before: 300,
		after: 400,
		limit: 10_240,
	});
	expect(sizesOf({...accountPolicy, ...creating(`${long(400)}  `)})).toEqual({
		before: 0,
		after: 402,
		limit: 5_120,
	});
	expect(sizesOf(group)).toBeNull();
	expect(everySample.map(targetOf)).toEqual([
		'inline policy sfn-fix-logs of role orders-role',
		'trust policy of role orders-role',
		'managed policy orders-logs attached to role orders-role',
		'CloudWatch Logs resource policy sfn-fix-orders',
		'resource policy of log group /aws/vendedlogs/states/orders',
		'log group /aws/vendedlogs/states/orders',
		'logging configuration of state machine orders',
		'definition of state machine orders',
	]);
});
