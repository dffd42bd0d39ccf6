import {SimulatePrincipalPolicyCommand} from '@aws-sdk/client-iam';
import {describe, expect, test} from 'vitest';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {allow, policy} from '../../source/practice/scenarios/build/policies.ts';
import {practise} from './clients.ts';

const RoleName = orders.role;

const roleArn = `arn:aws:iam::123456789012:role/${RoleName}`;

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
