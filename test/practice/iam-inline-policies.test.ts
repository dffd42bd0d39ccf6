import {
	DeleteRolePolicyCommand,
	GetRolePolicyCommand,
	ListRolePoliciesCommand,
	PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {describe, expect, test} from 'vitest';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {allow, policy} from '../../source/practice/scenarios/build/policies.ts';
import {practise} from './clients.ts';

const RoleName = orders.role;

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
