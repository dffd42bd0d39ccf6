import {expect, test} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import {accountOver, Refusal} from './fake-wire.ts';

const trust = '{"Statement":[{"Principal":{"Service":"states.amazonaws.com"}}]}';
const roleArn = 'arn:aws:iam::123456789012:role/orders';
const role = {
	Arn: roleArn,
	RoleName: 'orders',
	Path: '/',
	RoleId: 'AROAEXAMPLE',
	CreateDate: '2026-01-02T03:04:05Z',
	AssumeRolePolicyDocument: encodeURIComponent(trust),
};

test('a role comes with its trust policy decoded, its boundary and its tags', async () => {
	const {reads} = accountOver({
		'iam:GetRole': () => ({
			Role: {
				...role,
				PermissionsBoundary: {
					PermissionsBoundaryType: 'Policy',
					PermissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/edge',
				},
				Tags: [{Key: 'team', Value: 'orders'}],
			},
		}),
	});

	expect(await reads.role('orders')).toEqual({
		arn: roleArn,
		name: 'orders',
		path: '/',
		createdAt: new Date('2026-01-02T03:04:05Z'),
		trustPolicy: trust,
		permissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/edge',
		tags: {team: 'orders'},
	});
});

test('roles are listed to the last page', async () => {
	const {reads, count} = accountOver({
		'iam:ListRoles': ({Marker}) => {
			const page = Number(Marker ?? 0);
			const Roles = [{...role, RoleName: `role-${page}`}];

			return page < 3 ? {Roles, IsTruncated: true, Marker: page + 1} : {Roles, IsTruncated: false};
		},
	});

	const {items: roles} = await reads.listRoles();

	expect(roles.map(({name}) => name)).toEqual(['role-0', 'role-1', 'role-2', 'role-3']);
	expect(count('iam:ListRoles')).toBe(4);
});

const managed = (arn: string) => ({
	PolicyName: arn.split('/').at(-1),
	Arn: arn,
	DefaultVersionId: 'v3',
});

test('the policies of a role are read from every place, decoded, each once', async () => {
	const edge = 'arn:aws-cn:iam::123456789012:policy/edge';
	const awsOwn = 'arn:aws-cn:iam::aws:policy/service-role/Own';
	const document = (name: string) => `{"Statement":[{"Sid":"${name} + 100% sure"}]}`;
	const account = accountOver({
		'iam:GetRole': () => ({
			Role: {...role, PermissionsBoundary: {PermissionsBoundaryArn: edge}},
		}),
		'iam:ListRolePolicies': ({Marker}) =>
			Marker
				? {PolicyNames: ['second'], IsTruncated: false}
				: {PolicyNames: ['first'], IsTruncated: true, Marker: 'more'},
		'iam:GetRolePolicy': ({PolicyName}) => ({
			RoleName: 'orders',
			PolicyName,
			PolicyDocument: encodeURIComponent(document(String(PolicyName))),
		}),
		'iam:ListAttachedRolePolicies': () => ({
			AttachedPolicies: [edge, awsOwn].map(PolicyArn => ({PolicyArn, PolicyName: 'x'})),
			IsTruncated: false,
		}),
		'iam:GetPolicy': ({PolicyArn}) => ({Policy: managed(String(PolicyArn))}),
		'iam:GetPolicyVersion': ({PolicyArn, VersionId}) => ({
			PolicyVersion: {
				VersionId,
				Document: encodeURIComponent(document(`${PolicyArn} ${VersionId}`)),
			},
		}),
	});

	expect(await account.reads.rolePolicies('orders')).toEqual([
		{kind: 'inline', name: 'first', arn: null, document: document('first')},
		{kind: 'inline', name: 'second', arn: null, document: document('second')},
		{kind: 'customer-managed', name: 'edge', arn: edge, document: document(`${edge} v3`)},
		{kind: 'aws-managed', name: 'Own', arn: awsOwn, document: document(`${awsOwn} v3`)},
		{kind: 'boundary', name: 'edge', arn: edge, document: document(`${edge} v3`)},
	]);
	expect(account.count('iam:GetPolicy')).toBe(2);
	expect(account.count('iam:GetPolicyVersion')).toBe(2);
});

const noPolicy = () => new Refusal('NoSuchEntity', 'The role policy cannot be found.', 404);

test('an inline policy that is not there is null, one of a role that is not there is an error', async () => {
	const there = accountOver({'iam:GetRolePolicy': noPolicy, 'iam:GetRole': () => ({Role: role})});
	expect(await there.reads.inlinePolicy('orders', 'logs')).toBeNull();

	const missing = () =>
		new Refusal('NoSuchEntity', 'The role with name orders cannot be found.', 404);
	const gone = accountOver({'iam:GetRolePolicy': noPolicy, 'iam:GetRole': missing});
	const error = await gone.reads.inlinePolicy('orders', 'logs').catch(thrown => thrown);

	expect(error).toBeInstanceOf(AccountError);
	expect(error).toMatchObject({kind: 'not-found', operation: 'iam:GetRole'});
	expect(error.message).toContain('The role with name orders cannot be found.');
});

test('the simulator is asked with context and proposed policies, and answers for each resource', async () => {
	const {reads, inputs} = accountOver({
		'iam:SimulatePrincipalPolicy': ({Marker}) =>
			Marker
				? {
						IsTruncated: false,
						EvaluationResults: [
							{
								EvalActionName: 'iam:PassRole',
								EvalResourceName: '*',
								EvalDecision: 'implicitDeny',
								MissingContextValues: ['aws:SourceArn'],
							},
						],
					}
				: {
						IsTruncated: true,
						Marker: 'more',
						EvaluationResults: [
							{
								EvalActionName: 'ecs:RunTask',
								EvalDecision: 'explicitDeny',
								OrganizationsDecisionDetail: {AllowedByOrganizations: false},
								ResourceSpecificResults: [
									{
										EvalResourceName: 'arn:one',
										EvalResourceDecision: 'allowed',
										PermissionsBoundaryDecisionDetail: {AllowedByPermissionsBoundary: true},
									},
									{EvalResourceName: 'arn:two', EvalResourceDecision: 'explicitDeny'},
								],
							},
						],
					},
	});

	const results = await reads.simulate({
		roleArn,
		actions: ['ecs:RunTask', 'iam:PassRole'],
		resources: ['arn:one', 'arn:two'],
		context: {'iam:PassedToService': ['ecs-tasks.amazonaws.com']},
		extraPolicies: ['{}'],
	});

	expect(results).toEqual([
		{
			action: 'ecs:RunTask',
			resource: 'arn:one',
			decision: 'allowed',
			allowedByOrganization: false,
			allowedByBoundary: true,
			missingContextKeys: [],
		},
		{
			action: 'ecs:RunTask',
			resource: 'arn:two',
			decision: 'explicitDeny',
			allowedByOrganization: false,
			allowedByBoundary: null,
			missingContextKeys: [],
		},
		{
			action: 'iam:PassRole',
			resource: '*',
			decision: 'implicitDeny',
			allowedByOrganization: null,
			allowedByBoundary: null,
			missingContextKeys: ['aws:SourceArn'],
		},
	]);
	expect(inputs('iam:SimulatePrincipalPolicy')[0]).toMatchObject({
		PolicySourceArn: roleArn,
		'ResourceArns.member.2': 'arn:two',
		'PolicyInputList.member.1': '{}',
		'ContextEntries.member.1.ContextKeyName': 'iam:PassedToService',
		'ContextEntries.member.1.ContextKeyType': 'string',
	});
});
