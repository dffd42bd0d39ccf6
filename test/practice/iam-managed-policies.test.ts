import {
	AttachRolePolicyCommand,
	CreatePolicyCommand,
	DeletePolicyCommand,
	DetachRolePolicyCommand,
	GetPolicyCommand,
	GetPolicyVersionCommand,
	ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import {describe, expect, test} from 'vitest';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {allow} from '../../source/practice/scenarios/build/policies.ts';
import {practise} from './clients.ts';

const RoleName = orders.role;

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
