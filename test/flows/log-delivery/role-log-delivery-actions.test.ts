import {expect, test} from 'vitest';
import {check as roleLogDeliveryActions} from '../../../flows/log-delivery/role-log-delivery-actions.ts';
import type {RolePolicy} from '../../../source/account/iam.ts';
import {answered, ask} from '../../support/ask.ts';
import {
	anAccount,
	anInlinePolicy,
	aPolicy,
	aRole,
	notCreatedYet,
	ordersLogGroupArn,
} from '../../support/samples.ts';

const eight = [
	'logs:CreateLogDelivery',
	'logs:GetLogDelivery',
	'logs:UpdateLogDelivery',
	'logs:DeleteLogDelivery',
	'logs:ListLogDeliveries',
	'logs:PutResourcePolicy',
	'logs:DescribeResourcePolicies',
	'logs:DescribeLogGroups',
];
const ten = [...eight, 'logs:CreateLogStream', 'logs:PutLogEvents'];

const allow = (actions: string[], resource: string | string[] = '*') => ({
	Effect: 'Allow',
	Action: actions,
	Resource: resource,
});

const withPolicies = (...policies: RolePolicy[]) =>
	anAccount({rolePolicies: {'orders-role': policies}});

const managed = (name: string, kind: RolePolicy['kind'], ...statements: object[]): RolePolicy => ({
	kind,
	name,
	arn: `arn:aws:iam::123456789012:policy/${name}`,
	document: aPolicy(...statements),
});

const granted = (account: ReturnType<typeof withPolicies>) => ask(roleLogDeliveryActions, account);

test('all ten are allowed, whatever kind of policy says so', async () => {
	const {outcome, details} = await granted(
		withPolicies(
			anInlinePolicy('some', allow(ten.slice(0, 3))),
			managed('more', 'customer-managed', allow(ten.slice(3, 6))),
			managed('CloudWatchLogsFullAccess', 'aws-managed', {...allow(['logs:*']), Sid: 'Logs'}),
		),
	);
	expect(outcome).toBe('ok');
	expect(details).toContain('Allowed by inline policy some, statement 1.');
	expect(details).toContain(
		'Allowed by AWS-managed policy CloudWatchLogsFullAccess, statement Logs.',
	);
});

test('the two that write may be granted on the log group alone', async () => {
	const {outcome} = await granted(
		withPolicies(
			anInlinePolicy('logs', allow(eight), allow(ten.slice(8), `${ordersLogGroupArn}:*`)),
		),
	);
	expect(outcome).toBe('ok');
});

test('the eight granted on the log group alone are not granted', async () => {
	const {outcome, answer, details} = await granted(
		withPolicies(anInlinePolicy('logs', allow(ten, `${ordersLogGroupArn}:*`))),
	);
	expect(outcome).toBe('problem');
	expect(answer).toBe('8 of 10 log-delivery actions are missing from role orders-role.');
	expect(details.join()).toContain('logs:CreateLogDelivery');
	expect(answer).not.toContain('logs:PutLogEvents');
});

test('a role without policies gets all ten in an inline policy of their own', async () => {
	const {outcome, remedies} = await granted(withPolicies());
	expect(outcome).toBe('problem');
	expect(remedies).toHaveLength(1);
	expect(remedies?.[0]).toMatchObject({
		id: 'grant-log-delivery',
		changes: [
			{
				kind: 'role-inline-policy',
				roleName: 'orders-role',
				policyName: 'sfn-fix-permissions',
				before: null,
			},
		],
	});
	expect(remedies?.[0]?.why).toContain('AWS requires Resource "*" for the 8 actions');
	expect(JSON.parse(remedies?.[0]?.changes[0]?.after ?? '')).toEqual({
		Version: '2012-10-17',
		Statement: [{Sid: 'StepFunctionsLogDelivery', Effect: 'Allow', Action: ten, Resource: ['*']}],
	});
});

test("an earlier remedy's statements are kept", async () => {
	const own = anInlinePolicy('sfn-fix-permissions', {
		Sid: 'PassTaskRole',
		Effect: 'Allow',
		Action: 'iam:PassRole',
		Resource: 'arn:aws:iam::123456789012:role/task',
	});
	const {remedies} = await granted(withPolicies(own));
	const [change] = remedies?.[0]?.changes ?? [];
	expect(change?.before).toBe(own.document);
	expect(JSON.parse(change?.after ?? '').Statement).toMatchObject([
		{Sid: 'PassTaskRole', Action: 'iam:PassRole'},
		{Sid: 'StepFunctionsLogDelivery'},
	]);
});

test('where inline policies leave no room, a managed policy of its own is made', async () => {
	const large = anInlinePolicy(
		'large',
		allow(
			['s3:GetObject'],
			Array.from({length: 300}, (_, index) => `arn:aws:s3:::a-bucket-of-orders-${index}/*`),
		),
	);
	const {remedies} = await granted(withPolicies(large));
	expect(remedies?.[0]?.changes[0]).toMatchObject({
		kind: 'role-managed-policy',
		roleName: 'orders-role',
		policyName: 'sfn-fix-permissions-orders-role',
		policyArn: 'arn:aws:iam::123456789012:policy/sfn-fix-permissions-orders-role',
		before: null,
	});
});

test('one of the eight missing is a problem that names it', async () => {
	const {outcome, answer} = await granted(
		withPolicies(
			anInlinePolicy('logs', allow(ten.filter(action => action !== 'logs:UpdateLogDelivery'))),
		),
	);
	expect(outcome).toBe('problem');
	expect(answer).toBe(
		'1 of 10 log-delivery actions is missing from role orders-role: logs:UpdateLogDelivery.',
	);
});

test('the two added later missing is a warning that promises no cure', async () => {
	const {outcome, answer, details, remedies} = await granted(
		withPolicies(anInlinePolicy('logs', allow(eight))),
	);
	expect(outcome).toBe('warning');
	expect(answer).toContain('logs:CreateLogStream and logs:PutLogEvents');
	expect(details?.join()).toContain('not confirmed');
	expect(remedies?.map(({id}) => id)).toEqual(['grant-log-delivery']);
});

test("the console's denial of everything is found, and nothing is added under it", async () => {
	const {outcome, answer, details, remedies, requests} = await granted(
		withPolicies(
			anInlinePolicy('logs', allow(ten)),
			managed('StepFunctionsDenyAll', 'customer-managed', {
				Effect: 'Deny',
				Action: '*',
				Resource: '*',
			}),
		),
	);
	expect(outcome).toBe('problem');
	expect(answer).toContain('Customer-managed policy StepFunctionsDenyAll, statement 1');
	expect(details?.join()).toContain('no Allow added to this role has any effect');
	expect(remedies).toEqual([]);
	expect(requests?.[0]?.to).toContain('StepFunctionsDenyAll');
});

test('no remedy is offered against an explicit deny, even when actions are missing besides', async () => {
	const {outcome, remedies, requests} = await granted(
		withPolicies(
			anInlinePolicy('guard', {
				Sid: 'NoPolicies',
				Effect: 'Deny',
				Action: 'logs:PutResourcePolicy',
				Resource: '*',
			}),
		),
	);
	expect(outcome).toBe('problem');
	expect(remedies).toEqual([]);
	expect(requests).toHaveLength(1);
	expect(requests?.[0]?.to).toContain('somebody who can change role orders-role');
	expect(requests?.[0]?.text).toContain('inline policy guard, statement NoPolicies');
	expect(requests?.[0]?.text).not.toContain('logs:CreateLogDelivery');
});

test('a deny of no more than the two that write is a warning', async () => {
	const {outcome, remedies, requests} = await granted(
		withPolicies(
			anInlinePolicy('logs', allow(ten), {
				Effect: 'Deny',
				Action: 'logs:PutLogEvents',
				Resource: '*',
			}),
		),
	);
	expect(outcome).toBe('warning');
	expect(remedies).toEqual([]);
	expect(requests).toHaveLength(1);
});

test('what the boundary does not allow is a request, and never one more Allow', async () => {
	const {outcome, answer, remedies, requests} = await granted(
		withPolicies(managed('team-boundary', 'boundary', allow(['lambda:*', 'logs:Describe*']))),
	);
	expect(outcome).toBe('problem');
	expect(answer).toContain('permissions boundary team-boundary');
	expect(answer).not.toContain('logs:DescribeLogGroups');
	expect(remedies).toEqual([]);
	expect(requests?.[0]?.to).toContain('boundary');
	expect(requests?.[0]?.text).toContain('logs:CreateLogDelivery');
});

test('a denial inside the boundary is named as such', async () => {
	const {answer, remedies, requests} = await granted(
		withPolicies(
			anInlinePolicy('logs', allow(ten)),
			managed('team-boundary', 'boundary', allow(['*']), {
				Sid: 'NoLogs',
				Effect: 'Deny',
				Action: 'logs:*',
				Resource: '*',
			}),
		),
	);
	expect(answer).toContain('Permissions boundary team-boundary, statement NoLogs');
	expect(remedies).toEqual([]);
	expect(requests?.[0]?.to).toContain('boundary');
});

test('a boundary that lacks the two that write does not hide that the eight are missing', async () => {
	const {outcome, remedies} = await granted(
		withPolicies(managed('team-boundary', 'boundary', allow(eight))),
	);
	expect(outcome).toBe('problem');
	expect(remedies?.map(({id}) => id)).toEqual(['grant-log-delivery']);
});

test('a boundary that allows everything changes nothing', async () => {
	const {outcome} = await granted(
		withPolicies(anInlinePolicy('logs', allow(ten)), managed('wide', 'boundary', allow(['*']))),
	);
	expect(outcome).toBe('ok');
});

test('a condition that cannot be judged leaves it unknown', async () => {
	const conditional = {
		...allow(ten),
		Condition: {StringEquals: {'aws:SourceVpc': 'vpc-11112222'}},
	};
	const {outcome, answer, remedies} = await granted(
		withPolicies(anInlinePolicy('logs', conditional)),
	);
	expect(outcome).toBe('unknown');
	expect(answer).toContain('conditions');
	expect(remedies).toEqual([]);
});

test('a condition on the region is judged', async () => {
	const inRegion = (region: string) => ({
		...allow(ten),
		Condition: {StringEquals: {'aws:RequestedRegion': region}},
	});
	expect((await granted(withPolicies(anInlinePolicy('logs', inRegion('eu-west-1'))))).outcome).toBe(
		'ok',
	);
	expect((await granted(withPolicies(anInlinePolicy('logs', inRegion('us-east-1'))))).outcome).toBe(
		'problem',
	);
});

test('a service-linked role is never changed', async () => {
	const {outcome, remedies, requests} = await granted(
		anAccount({roles: [aRole({path: '/aws-service-role/states.amazonaws.com/'})]}),
	);
	expect(outcome).toBe('problem');
	expect(remedies).toEqual([]);
	expect(requests?.[0]?.text).toContain('service-linked');
});

test('the role is known before its state machine is', async () => {
	const account = {
		...withPolicies(anInlinePolicy('logs', allow(ten))),
		stateMachines: [],
	};
	expect((await ask(roleLogDeliveryActions, account, notCreatedYet())).outcome).toBe('ok');
});

test.each(['stateMachine', 'role', 'rolePolicies'] as const)(
	'a denied %s is unknown and never ok',
	async read => {
		const {outcome, details} = await answered(roleLogDeliveryActions, {
			...withPolicies(anInlinePolicy('logs', allow(ten))),
			denied: [read],
		});
		expect(outcome).toBe('unknown');
		expect(details.join()).toContain(
			read === 'stateMachine'
				? '--query roleArn'
				: 'aws iam simulate-principal-policy --policy-source-arn arn:aws:iam::123456789012:role/orders-role',
		);
	},
);

test('an own policy that is there already stays inline, however full', async () => {
	const own = anInlinePolicy(
		'sfn-fix-permissions',
		allow(
			['s3:GetObject'],
			Array.from({length: 300}, (_, index) => `arn:aws:s3:::a-bucket-of-orders-${index}/*`),
		),
	);
	const {remedies} = await granted(withPolicies(own));
	expect(remedies?.[0]?.changes[0]).toMatchObject({
		kind: 'role-inline-policy',
		before: own.document,
	});
});
