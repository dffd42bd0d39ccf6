import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	CreateRoleCommand,
	GetRolePolicyCommand,
	IAMClient,
	ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import {CreateStateMachineCommand, SFNClient} from '@aws-sdk/client-sfn';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type HistoryProxy, startHistoryProxy} from '../support/history-proxy.ts';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';
import {runProgram} from '../support/run-program.ts';

const account = '123456789012';
const region = 'us-east-1';
const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:orders`;
const charge = `arn:aws:lambda:${region}:${account}:function:charge`;
const arnOf = (name: string) => `arn:aws:states:${region}:${account}:execution:orders:${name}`;
const input = '{"order":41}';

const definition = JSON.stringify({
	StartAt: 'Charge',
	States: {
		Charge: {
			Type: 'Task',
			Resource: 'arn:aws:states:::lambda:invoke',
			Parameters: {FunctionName: charge, 'Payload.$': '$'},
			Catch: [{ErrorEquals: ['States.ALL'], Next: 'Failed'}],
			End: true,
		},
		Failed: {Type: 'Fail', Error: 'OrderFailed', Cause: 'see the logs'},
	},
});

const denied = {
	error: 'Lambda.AWSLambdaException',
	cause: `User: arn:aws:sts::${account}:assumed-role/orders-role/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEf is not authorized to perform: lambda:InvokeFunction on resource: ${charge} because no identity-based policy allows the lambda:InvokeFunction action (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: 0b1f; Proxy: null)`,
};
const ended = {error: 'OrderFailed', cause: 'see the logs'};
const task = {resourceType: 'lambda', resource: 'invoke'};
const now = Date.now() / 1000 - 600;

/** As AWS writes it: each event with the one before, the second points to none. */
const events = (told: Array<[string, string, object]>) =>
	told.map(([type, member, details], index) => ({
		id: index + 1,
		previousEventId: index < 2 ? 0 : index,
		timestamp: now + index,
		type,
		[member]: details,
	}));

const begun: Array<[string, string, object]> = [
	['ExecutionStarted', 'executionStartedEventDetails', {input}],
	['TaskStateEntered', 'stateEnteredEventDetails', {name: 'Charge', input}],
	['TaskScheduled', 'taskScheduledEventDetails', {...task, region, parameters: '{}'}],
	['TaskStarted', 'taskStartedEventDetails', task],
];
const failed = events([
	...begun,
	['TaskFailed', 'taskFailedEventDetails', {...task, ...denied}],
	['TaskStateExited', 'stateExitedEventDetails', {name: 'Charge', output: '{}'}],
	['FailStateEntered', 'stateEnteredEventDetails', {name: 'Failed', input: '{}'}],
	['ExecutionFailed', 'executionFailedEventDetails', ended],
]);
const succeeded = events([
	...begun,
	['TaskSucceeded', 'taskSucceededEventDetails', {...task, output: '{}'}],
	['TaskStateExited', 'stateExitedEventDetails', {name: 'Charge', output: '{}'}],
	['ExecutionSucceeded', 'executionSucceededEventDetails', {output: '{}'}],
]);

describe.skipIf(!motoIsInstalled())(
	'a caught failure, against another implementation of AWS',
	() => {
		let moto: Moto | null;
		let proxy: HistoryProxy;
		/** Name to whether it succeeded. */
		const executions = new Map([['order-41', false]]);
		const client = () => ({
			endpoint: moto?.url ?? '',
			region,
			credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
		});

		const policies = async (): Promise<Record<string, string>> => {
			const iam = new IAMClient(client());
			const {PolicyNames: names = []} = await iam.send(
				new ListRolePoliciesCommand({RoleName: 'orders-role'}),
			);
			const documents = await Promise.all(
				names.map(async PolicyName => {
					const {PolicyDocument = ''} = await iam.send(
						new GetRolePolicyCommand({RoleName: 'orders-role', PolicyName}),
					);
					return [PolicyName, decodeURIComponent(PolicyDocument)] as const;
				}),
			);
			return Object.fromEntries(documents);
		};

		const described = (name: string) => {
			const isDone = executions.get(name) ?? false;

			return {
				executionArn: arnOf(name),
				stateMachineArn,
				name,
				status: isDone ? 'SUCCEEDED' : 'FAILED',
				startDate: now,
				stopDate: now + 10,
				input,
				redriveStatus: 'REDRIVABLE',
				...(isDone ? {output: '{}'} : ended),
			};
		};
		const nameIn = ({executionArn}: Record<string, unknown>) =>
			String(executionArn).split(':').at(-1) ?? '';

		beforeAll(async () => {
			moto = await startMoto();
			proxy = await startHistoryProxy(moto?.url ?? '', {
				ListExecutions: ({statusFilter}) => ({
					executions: [...executions.keys()]
						.map(described)
						.filter(({status}) => statusFilter === undefined || status === statusFilter)
						.toReversed(),
				}),
				DescribeExecution: asked => described(nameIn(asked)),
				DescribeStateMachineForExecution: () => ({
					stateMachineArn,
					name: 'orders',
					definition,
					roleArn: `arn:aws:iam::${account}:role/orders-role`,
					updateDate: now,
				}),
				GetExecutionHistory: ({reverseOrder, ...asked}) => {
					const all = executions.get(nameIn(asked)) ? succeeded : failed;
					return {events: reverseOrder ? all.toReversed() : all};
				},
				// It succeeds where the role allows by now what the state calls.
				StartExecution: async () => {
					const isAllowed = Object.values(await policies()).some(text =>
						text.includes('lambda:InvokeFunction'),
					);
					executions.set('order-42', isAllowed);
					return {executionArn: arnOf('order-42'), startDate: now};
				},
			});
			await new IAMClient(client()).send(
				new CreateRoleCommand({
					RoleName: 'orders-role',
					AssumeRolePolicyDocument: JSON.stringify({
						Version: '2012-10-17',
						Statement: [
							{
								Effect: 'Allow',
								Principal: {Service: 'states.amazonaws.com'},
								Action: 'sts:AssumeRole',
							},
						],
					}),
				}),
			);
			await new SFNClient(client()).send(
				new CreateStateMachineCommand({
					name: 'orders',
					definition,
					roleArn: `arn:aws:iam::${account}:role/orders-role`,
				}),
			);
		}, 60_000);

		afterAll(async () => {
			await proxy?.stop();
			await moto?.stop();
		});

		it('is fixed with exactly the missing action, and proved by a new execution', async () => {
			const {status, stdout, stderr} = await runProgram(
				['fix', arnOf('order-41'), '--yes', '--retry', '--json'],
				{
					env: {
						AWS_ENDPOINT_URL: proxy.url,
						AWS_ACCESS_KEY_ID: 'test',
						AWS_SECRET_ACCESS_KEY: 'test',
						AWS_REGION: region,
						XDG_STATE_HOME: await mkdtemp(path.join(tmpdir(), 'sfn-fix-caught-')),
					},
				},
			);
			expect(stderr).toBe('');
			const json = JSON.parse(stdout);
			expect(
				json.failure.chain.map(({kind, state}: Record<string, string>) => [kind, state]),
			).toEqual([
				['execution', null],
				['state', 'Failed'],
				['caught', 'Charge'],
			]);
			expect(json.applied).toMatchObject([{outcome: 'applied'}]);
			expect(json.retried).toMatchObject({outcome: 'succeeded'});
			expect(status).toBe(0);
			expect(proxy.calls).toContain('StartExecution');
			expect(proxy.calls).not.toContain('RedriveExecution');
			const [document, ...others] = Object.values(await policies());
			expect(others).toEqual([]);
			expect(JSON.parse(document ?? '{}').Statement).toEqual([
				expect.objectContaining({
					Effect: 'Allow',
					Action: ['lambda:InvokeFunction'],
					Resource: [charge],
				}),
			]);
		}, 120_000);
	},
);
