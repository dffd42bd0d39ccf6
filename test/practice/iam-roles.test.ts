import {
	GetRoleCommand,
	ListRolesCommand,
	ListRoleTagsCommand,
	PutRolePolicyCommand,
	paginateListRoles,
	UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {describe, expect, test} from 'vitest';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {allow, trust} from '../../source/practice/scenarios/build/policies.ts';
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
				role.tags = {team: 'fulfillment', 'cost-center': '<7 & up>'};
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
			{Key: 'team', Value: 'fulfillment'},
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
