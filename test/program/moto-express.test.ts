import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	CloudWatchLogsClient,
	CreateLogGroupCommand,
	CreateLogStreamCommand,
	type InputLogEvent,
	PutLogEventsCommand,
	PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {CreateRoleCommand, IAMClient, PutRolePolicyCommand} from '@aws-sdk/client-iam';
import {CreateStateMachineCommand, SFNClient} from '@aws-sdk/client-sfn';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

const account = '123456789012';
const region = 'us-east-1';
const logGroupName = '/aws/vendedlogs/states/pricing-Logs';
const logGroupArn = `arn:aws:logs:${region}:${account}:log-group:${logGroupName}`;
const validation = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';
const minute = 60_000;

const policy = (...statements: object[]) =>
	JSON.stringify({Version: '2012-10-17', Statement: statements});

const arnOf = (name: string) => `arn:aws:states:${region}:${account}:express:pricing:${name}:9c1e`;

type Run = {name: string; begun: number; types: string[]; details?: object; foreign?: boolean};

const middle = ['PassStateEntered', 'QuantumStateEntangled', 'PassStateExited'];

/** One event as Step Functions writes it; every third run has numbers where there are texts otherwise. */
function eventsOf(
	{name, begun, types, details = {}, foreign}: Run,
	index: number,
): InputLogEvent[] {
	const written = (value: number) => (index % 3 === 0 ? value : String(value));
	const arn = foreign ? arnOf(name).replace(':pricing:', ':refunds:') : arnOf(name);

	return types.map((type, position) => ({
		timestamp: begun + position,
		message: JSON.stringify({
			id: written(position + 1),
			type,
			details: position === types.length - 1 ? details : {input: '{}'},
			redrive_count: '0',
			previous_event_id: written(position),
			event_timestamp: written(begun + position),
			execution_arn: arn,
		}),
	}));
}

const special = (now: number): Run[] => [
	{
		name: 'good',
		begun: now - 40 * minute,
		types: ['ExecutionStarted', ...middle, 'ExecutionSucceeded'],
	},
	{
		name: 'bad',
		begun: now - 40 * minute + 1,
		types: ['ExecutionStarted', ...middle, 'ExecutionFailed'],
		details: {error: 'NoPrice', cause: 'The list is empty'},
	},
	{
		name: 'slow',
		begun: now - 40 * minute + 2,
		types: ['ExecutionStarted', 'PassStateEntered', 'ExecutionTimedOut'],
	},
	{name: 'stopped', begun: now - 40 * minute + 3, types: ['ExecutionStarted', 'ExecutionAborted']},
	{name: 'lost', begun: now - 40 * minute + 4, types: ['ExecutionStarted', ...middle]},
	{name: 'fresh', begun: now - minute, types: ['ExecutionStarted', ...middle]},
];

/** More events than three pages hold. */
const crowd = (now: number): Run[] =>
	Array.from({length: 4500}, (_, index) => ({
		name: `run-${index}`,
		begun: now - 100 * minute + index * 20,
		types: ['ExecutionStarted', ...middle, 'ExecutionSucceeded'],
		foreign: index % 10 === 9,
	}));

const noise = (now: number): InputLogEvent[] =>
	['', '{"type":', 'START RequestId: 4c1', '{"level":"info"}', '[1,2]']
		.filter(message => message !== '')
		.map((message, index) => ({timestamp: now - 50 * minute + index, message}));

type Check = {id: string; outcome: string; answer: string; details: string[]};

describe.skipIf(!motoIsInstalled())(
	'an Express state machine on another implementation of AWS',
	() => {
		let moto: Moto | null;
		let state: string;
		const client = () => ({
			endpoint: moto?.url ?? '',
			region,
			credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
		});

		async function check(target: string) {
			const args = ['check', target, '--flow', 'express-status-unknown', '--json'];
			const {status, stdout} = await runProgram(args, {
				env: {
					AWS_ENDPOINT_URL: moto?.url,
					AWS_ACCESS_KEY_ID: 'test',
					AWS_SECRET_ACCESS_KEY: 'test',
					AWS_REGION: region,
					XDG_STATE_HOME: state,
				},
			});
			const report = JSON.parse(stdout);
			const answers: Check[] = report.checks;
			expect(schemaErrors('check', report)).toEqual([]);

			return {
				status,
				verdict: report.verdict,
				of: (id: string) => answers.find(one => one.id === id),
			};
		}

		beforeAll(async () => {
			moto = await startMoto();
			state = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
			await createMachine();
			await fillLogGroup(Date.now());
		}, 120_000);

		afterAll(async () => {
			await moto?.stop();
		});

		async function createMachine() {
			const iam = new IAMClient(client());
			const trust = {
				Effect: 'Allow',
				Principal: {Service: 'states.amazonaws.com'},
				Action: 'sts:AssumeRole',
			};
			await iam.send(
				new CreateRoleCommand({RoleName: 'pricing', AssumeRolePolicyDocument: policy(trust)}),
			);
			await iam.send(
				new PutRolePolicyCommand({
					RoleName: 'pricing',
					PolicyName: 'logs',
					PolicyDocument: policy({Effect: 'Allow', Action: 'logs:*', Resource: '*'}),
				}),
			);
			const logs = new CloudWatchLogsClient(client());
			await logs.send(new CreateLogGroupCommand({logGroupName}));
			await logs.send(
				new PutResourcePolicyCommand({
					policyName: 'delivery',
					policyDocument: policy({
						Effect: 'Allow',
						Principal: {Service: 'delivery.logs.amazonaws.com'},
						Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
						Resource: `${logGroupArn}:log-stream:*`,
					}),
				}),
			);
			await new SFNClient(client()).send(
				new CreateStateMachineCommand({
					name: 'pricing',
					type: 'EXPRESS',
					roleArn: `arn:aws:iam::${account}:role/pricing`,
					definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
					loggingConfiguration: {
						level: 'ALL',
						includeExecutionData: true,
						destinations: [{cloudWatchLogsLogGroup: {logGroupArn: `${logGroupArn}:*`}}],
					},
				}),
			);
		}

		/** Two streams, the events of all executions interleaved by time in each. */
		async function fillLogGroup(now: number) {
			const logs = new CloudWatchLogsClient(client());
			const events = [...crowd(now), ...special(now)].flatMap(eventsOf);
			const sorted = [...events, ...noise(now)].sort(
				(a, b) => Number(a.timestamp) - Number(b.timestamp),
			);

			for (const logStreamName of [validation, 'states/pricing/a', 'states/pricing/b']) {
				await logs.send(new CreateLogStreamCommand({logGroupName, logStreamName}));
			}

			for (let from = 0; from < sorted.length; from += 5000) {
				const batch = sorted.slice(from, from + 5000);

				for (const [stream, remainder] of [
					['a', 0],
					['b', 1],
				] as const) {
					await logs.send(
						new PutLogEventsCommand({
							logGroupName,
							logStreamName: `states/pricing/${stream}`,
							logEvents: batch.filter((_, index) => index % 2 === remainder),
						}),
					);
				}
			}
		}

		it.each([
			[
				'good',
				0,
				'not-a-fault',
				/^good succeeded at .+The console builds its page from these logs/,
			],
			['bad', 1, 'problem', /^bad FAILED at \S+ \S+ UTC with NoPrice: The list is empty\./],
			['slow', 1, 'problem', /^slow TIMED OUT at /],
			['stopped', 1, 'problem', /^stopped was ABORTED at /],
			['lost', 3, 'no-verdict', /^Cannot tell: lost began at .+ its end is not in the logs/],
			['fresh', 3, 'no-verdict', /^Cannot tell yet: fresh began at /],
			['nobody', 3, 'no-verdict', /^Cannot tell: .+ has no event of nobody/],
		])('%s has its true status', async (name, status, verdict, answer) => {
			const checked = await check(arnOf(name));
			expect(checked.of('execution-status')?.answer).toMatch(answer);
			expect({status: checked.status, verdict: checked.verdict}).toEqual({status, verdict});
		});

		it('shows events of a type that nobody knows yet', async () => {
			const {of} = await check(arnOf('good'));
			expect(of('execution-status')?.details.join()).toContain(
				'5 events: ExecutionStarted, PassStateEntered, QuantumStateEntangled, PassStateExited, ExecutionSucceeded.',
			);
		});

		it('counts all of its executions over several pages, and those of no other', async () => {
			// moto calls every state machine STANDARD, so it is the logs that tell of Express executions.
			const {of} = await check('pricing');
			expect(of('execution-status')?.answer).toBe(
				'Of 4,056 executions, 1 without an end in the logs, 1 failed, 1 timed out, 1 aborted, 1 not ended yet, 4051 succeeded.',
			);
		});
	},
);
