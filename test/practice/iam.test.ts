import {
	AttachRolePolicyCommand,
	CreatePolicyCommand,
	DeletePolicyCommand,
	DeleteRolePolicyCommand,
	DetachRolePolicyCommand,
	GetPolicyCommand,
	GetPolicyVersionCommand,
	GetRoleCommand,
	GetRolePolicyCommand,
	ListAttachedRolePoliciesCommand,
	ListRolePoliciesCommand,
	ListRolesCommand,
	ListRoleTagsCommand,
	PutRolePolicyCommand,
	paginateListRoles,
	SimulatePrincipalPolicyCommand,
	UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {describe, expect, test} from 'vitest';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {allow, policy, trust} from '../../source/practice/scenarios/build/policies.ts';
import {practise} from './clients.ts';

const RoleName = orders.role;
const roleArn = `arn:aws:iam::123456789012:role/${RoleName}`;

describe('roles', () => {
	test('an unknown role is not found', async () => {
		const {iam} = practise();

		await expect(iam.send(new GetRoleCommand({RoleName: 'nobody'}))).rejects.toMatchObject({
			name: 'NoSuchEntityException',
			message: 'The role with name nobody cannot be found.',
			$metadata: {httpStatusCode: 404, requestId: expect.stringMatching(/^[\da-f-]{36}$/)},
		});
	});

	test('a role tells its boundary and its tags', async () => {
		const {iam} = practise(undefined, ({roles}) => {
			for (const role of roles) {
				role.permissionsBoundaryArn = 'arn:aws:iam::123456789012:policy/edge';
				role.tags = {team: 'fulfilment', 'cost-center': '<7 & up>'};
			}
		});

		const {Role: role} = await iam.send(new GetRoleCommand({RoleName}));

		expect(role).toMatchObject({
			Arn: roleArn,
			Path: '/',
			MaxSessionDuration: 3600,
			PermissionsBoundary: {PermissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/edge'},
		});
		expect(role?.CreateDate).toBeInstanceOf(Date);
		expect(role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
		const {Tags} = await iam.send(new ListRoleTagsCommand({RoleName}));
		expect(Tags).toEqual([
			{Key: 'team', Value: 'fulfilment'},
			{Key: 'cost-center', Value: '<7 & up>'},
		]);
		expect(role?.Tags).toEqual(Tags);
	});

	test('the list comes in pages, with all roles and each once', async () => {
		const {iam, state} = practise(undefined, ({behaviour}) => {
			behaviour.pageSize = 4;
		});
		const pages: string[][] = [];

		for await (const {Roles = []} of paginateListRoles({client: iam}, {})) {
			pages.push(Roles.map(({RoleName: name = ''}) => name));
		}

		expect(pages.map(({length}) => length)).toEqual([4, 4, 4, 4]);
		expect(pages.flat()).toEqual(state.roles.map(({name}) => name));
	});

	test('MaxItems is kept to, and a made-up marker is refused', async () => {
		const {iam} = practise();

		const page = await iam.send(new ListRolesCommand({MaxItems: 3}));
		expect(page.Roles).toHaveLength(3);
		expect(page.IsTruncated).toBe(true);
		await expect(iam.send(new ListRolesCommand({Marker: 'made up'}))).rejects.toMatchObject({
			name: 'ValidationError',
			message: 'Invalid Marker.',
		});
	});

	test('a trust policy is replaced, and can grow too large', async () => {
		const {iam, clock} = practise();
		await iam.send(
			new UpdateAssumeRolePolicyCommand({
				RoleName,
				PolicyDocument: trust('states.eu-west-1.amazonaws.com'),
			}),
		);
		clock.advance(1000);

		const {Role: role} = await iam.send(new GetRoleCommand({RoleName}));
		expect(decodeURIComponent(role?.AssumeRolePolicyDocument ?? '')).toContain('eu-west-1');
		await expect(
			iam.send(
				new UpdateAssumeRolePolicyCommand({RoleName, PolicyDocument: trust('x'.repeat(2048))}),
			),
		).rejects.toMatchObject({name: 'LimitExceededException'});
	});

	test('service-linked roles cannot be changed', async () => {
		const {iam} = practise(undefined, ({roles}) => {
			for (const role of roles) {
				role.path = '/aws-service-role/ecs.amazonaws.com/';
			}
		});

		await expect(
			iam.send(
				new PutRolePolicyCommand({RoleName, PolicyName: 'p', PolicyDocument: allow(['s3:*'])}),
			),
		).rejects.toMatchObject({name: 'UnmodifiableEntityException'});
	});
});

describe('inline policies', () => {
	test('what is written is read a moment later, byte for byte', async () => {
		const {iam, clock} = practise();
		const PolicyDocument = allow(["s3:Get*'()!", 'é & "ü"']);
		const read = () => iam.send(new GetRolePolicyCommand({RoleName, PolicyName: 'more@home'}));

		await iam.send(new PutRolePolicyCommand({RoleName, PolicyName: 'more@home', PolicyDocument}));
		await expect(read()).rejects.toMatchObject({
			name: 'NoSuchEntityException',
			message: 'The role policy with name more@home cannot be found.',
		});

		clock.advance(1000);
		const {PolicyDocument: encoded = ''} = await read();
		expect(encoded).toMatch(/^[\w.~%-]+$/);
		expect(decodeURIComponent(encoded)).toBe(PolicyDocument);
	});

	test('a policy is deleted', async () => {
		const {iam, clock} = practise();
		await iam.send(new DeleteRolePolicyCommand({RoleName, PolicyName: 'log-delivery'}));
		clock.advance(1000);

		const {PolicyNames} = await iam.send(new ListRolePoliciesCommand({RoleName}));
		expect(PolicyNames).toEqual(['invoke-functions']);
		await expect(
			iam.send(new DeleteRolePolicyCommand({RoleName, PolicyName: 'log-delivery'})),
		).rejects.toMatchObject({name: 'NoSuchEntityException'});
	});

	test('writes soon after one another build on each other', async () => {
		const {iam, clock} = practise();

		for (const PolicyName of ['a', 'b']) {
			await iam.send(
				new PutRolePolicyCommand({RoleName, PolicyName, PolicyDocument: allow(['s3:*'])}),
			);
		}

		clock.advance(1000);
		const {PolicyNames} = await iam.send(new ListRolePoliciesCommand({RoleName}));
		expect(PolicyNames).toEqual(['a', 'b', 'invoke-functions', 'log-delivery']);
	});

	test('all of them together are held to 10,240 characters without white space', async () => {
		const {iam} = practise();
		const put = (PolicyName: string, length: number, indent: number) =>
			iam.send(
				new PutRolePolicyCommand({
					RoleName,
					PolicyName,
					PolicyDocument: JSON.stringify(
						JSON.parse(
							policy({Sid: 'x'.repeat(length), Effect: 'Allow', Action: '*', Resource: '*'}),
						),
						null,
						indent,
					),
				}),
			);

		await put('large', 8000, 8);
		await expect(put('too-large', 2000, 0)).rejects.toMatchObject({
			name: 'LimitExceededException',
			message: `Maximum policy size of 10240 bytes exceeded for role ${RoleName}`,
			$metadata: {httpStatusCode: 409},
		});
		await put('large', 7000, 8);
	});

	test.each(['{"Version":', '[]', '{"Statement":[{"Effect":"Permit"}]}'])(
		'%s is no policy',
		async PolicyDocument => {
			const {iam} = practise();

			await expect(
				iam.send(new PutRolePolicyCommand({RoleName, PolicyName: 'p', PolicyDocument})),
			).rejects.toMatchObject({name: 'MalformedPolicyDocumentException'});
		},
	);

	test('a name with a blank in it is refused', async () => {
		const {iam} = practise();

		await expect(
			iam.send(
				new PutRolePolicyCommand({RoleName, PolicyName: 'a b', PolicyDocument: allow(['s3:*'])}),
			),
		).rejects.toMatchObject({name: 'ValidationError'});
	});
});

describe('managed policies', () => {
	const create = {PolicyName: 'logs', PolicyDocument: allow(['logs:CreateLogDelivery'])};
	const PolicyArn = 'arn:aws:iam::123456789012:policy/logs';

	test('one is created, attached, read, detached and deleted', async () => {
		const {iam, clock} = practise();
		const {Policy: created} = await iam.send(new CreatePolicyCommand(create));
		expect(created?.Arn).toBe(PolicyArn);

		await iam.send(new AttachRolePolicyCommand({RoleName, PolicyArn}));
		clock.advance(1000);
		expect(await iam.send(new ListAttachedRolePoliciesCommand({RoleName}))).toMatchObject({
			AttachedPolicies: [{PolicyName: 'logs', PolicyArn}],
		});
		const {Policy: read} = await iam.send(new GetPolicyCommand({PolicyArn}));
		expect(read).toMatchObject({AttachmentCount: 1, DefaultVersionId: 'v1', Path: '/'});
		const {PolicyVersion: version} = await iam.send(
			new GetPolicyVersionCommand({PolicyArn, VersionId: read?.DefaultVersionId}),
		);
		expect(decodeURIComponent(version?.Document ?? '')).toBe(create.PolicyDocument);

		await expect(iam.send(new DeletePolicyCommand({PolicyArn}))).rejects.toMatchObject({
			name: 'DeleteConflictException',
			message: 'Cannot delete a policy attached to entities.',
		});
		await iam.send(new DetachRolePolicyCommand({RoleName, PolicyArn}));
		await iam.send(new DeletePolicyCommand({PolicyArn}));
		await expect(iam.send(new GetPolicyCommand({PolicyArn}))).rejects.toMatchObject({
			name: 'NoSuchEntityException',
		});
	});

	test('a name is given once, and a policy has 6,144 characters', async () => {
		const {iam} = practise();
		await iam.send(new CreatePolicyCommand(create));

		await expect(iam.send(new CreatePolicyCommand(create))).rejects.toMatchObject({
			name: 'EntityAlreadyExistsException',
		});
		await expect(
			iam.send(
				new CreatePolicyCommand({
					PolicyName: 'large',
					PolicyDocument: allow(['x'.repeat(6144)]),
				}),
			),
		).rejects.toMatchObject({
			name: 'LimitExceededException',
			message: 'Cannot exceed quota for PolicySize: 6144',
		});
	});

	test('what is not there cannot be attached, detached or read in another version', async () => {
		const {iam} = practise();
		const missing = {name: 'NoSuchEntityException', $metadata: {httpStatusCode: 404}};

		await expect(
			iam.send(new AttachRolePolicyCommand({RoleName, PolicyArn})),
		).rejects.toMatchObject(missing);
		await expect(
			iam.send(new DetachRolePolicyCommand({RoleName, PolicyArn})),
		).rejects.toMatchObject(missing);
		await iam.send(new CreatePolicyCommand(create));
		await expect(
			iam.send(new GetPolicyVersionCommand({PolicyArn, VersionId: 'v2'})),
		).rejects.toMatchObject(missing);
	});

	test('a role carries twenty', async () => {
		const {iam} = practise();
		const attach = async (name: string) => {
			const {Policy: policyCreated} = await iam.send(
				new CreatePolicyCommand({...create, PolicyName: name}),
			);
			await iam.send(new AttachRolePolicyCommand({RoleName, PolicyArn: policyCreated?.Arn}));
		};

		for (let count = 0; count < 20; count += 1) {
			await attach(`p${count}`);
		}

		await expect(attach('one-more')).rejects.toMatchObject({
			name: 'LimitExceededException',
			message: 'Cannot exceed quota for PoliciesPerRole: 20',
		});
	});
});

describe('the simulator', () => {
	const simulate = (
		{iam}: ReturnType<typeof practise>,
		input: Partial<SimulatePrincipalPolicyCommand['input']>,
	) =>
		iam
			.send(
				new SimulatePrincipalPolicyCommand({
					PolicySourceArn: roleArn,
					ActionNames: ['logs:CreateLogDelivery'],
					...input,
				}),
			)
			.then(({EvaluationResults = []}) =>
				EvaluationResults.map(({EvalActionName, EvalResourceName, EvalDecision}) => [
					EvalActionName,
					EvalResourceName,
					EvalDecision,
				]),
			);

	test('answers for every action on every resource', async () => {
		expect(
			await simulate(practise(), {
				ActionNames: ['logs:CreateLogDelivery', 's3:GetObject'],
				ResourceArns: ['*', 'arn:aws:s3:::orders/a'],
			}),
		).toEqual([
			['logs:CreateLogDelivery', '*', 'allowed'],
			['logs:CreateLogDelivery', 'arn:aws:s3:::orders/a', 'allowed'],
			['s3:GetObject', '*', 'implicitDeny'],
			['s3:GetObject', 'arn:aws:s3:::orders/a', 'implicitDeny'],
		]);
	});

	test('takes in what the caller proposes', async () => {
		expect(
			await simulate(practise(), {
				ActionNames: ['s3:GetObject', 'logs:GetLogDelivery'],
				PolicyInputList: [
					allow(['s3:GetObject']),
					policy({Effect: 'Deny', Action: 'logs:*', Resource: '*'}),
				],
			}),
		).toEqual([
			['s3:GetObject', '*', 'allowed'],
			['logs:GetLogDelivery', '*', 'explicitDeny'],
		]);
	});

	test('judges conditions by the context, and names what it misses', async () => {
		const practice = practise();
		const PolicyInputList = [
			policy({
				Effect: 'Allow',
				Action: 'iam:PassRole',
				Resource: '*',
				Condition: {StringEquals: {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}},
			}),
		];
		const to = (service: string) => ({
			ActionNames: ['iam:PassRole'],
			PolicyInputList,
			ContextEntries: [
				{
					ContextKeyName: 'iam:PassedToService',
					ContextKeyValues: [service],
					ContextKeyType: 'string' as const,
				},
			],
		});

		expect(await simulate(practice, to('ecs-tasks.amazonaws.com'))).toEqual([
			['iam:PassRole', '*', 'allowed'],
		]);
		expect(await simulate(practice, to('lambda.amazonaws.com'))).toEqual([
			['iam:PassRole', '*', 'implicitDeny'],
		]);
		const {EvaluationResults} = await practice.iam.send(
			new SimulatePrincipalPolicyCommand({
				PolicySourceArn: roleArn,
				ActionNames: ['iam:PassRole'],
				PolicyInputList,
			}),
		);
		expect(EvaluationResults).toMatchObject([
			{EvalDecision: 'implicitDeny', MissingContextValues: ['iam:PassedToService']},
		]);
	});

	test('tells what the boundary says', async () => {
		const practice = practise(undefined, ({roles, managedPolicies}) => {
			const arn = 'arn:aws:iam::123456789012:policy/edge';
			managedPolicies.push({
				arn,
				name: 'edge',
				path: '/',
				createdAt: 0,
				document: allow(['lambda:*']),
			});

			for (const role of roles) {
				role.permissionsBoundaryArn = arn;
			}
		});

		const {EvaluationResults} = await practice.iam.send(
			new SimulatePrincipalPolicyCommand({
				PolicySourceArn: roleArn,
				ActionNames: ['logs:CreateLogDelivery'],
			}),
		);
		expect(EvaluationResults).toMatchObject([
			{
				EvalDecision: 'implicitDeny',
				PermissionsBoundaryDecisionDetail: {AllowedByPermissionsBoundary: false},
			},
		]);
	});
});
