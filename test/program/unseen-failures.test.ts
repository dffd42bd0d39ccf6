import {afterEach, describe, expect, it} from 'vitest';
import type {JsonObject} from '../../source/json.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {days, functionArn, hours, minutes} from '../../source/practice/scenarios/build/names.ts';
import {invokeFunctions, policy} from '../../source/practice/scenarios/build/policies.ts';
import {allows} from '../../source/practice/scenarios/build/statements.ts';
import {
	inOrder,
	invoke,
	queueArn,
	queueUrl,
	task,
} from '../../source/practice/scenarios/build/states.ts';
import {workflowScenario} from '../../source/practice/scenarios/build/workflow.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {targetOf} from '../practice/failure-rows.ts';
import {type PracticeServer, startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';

const servers: PracticeServer[] = [];

afterEach(async () => {
	await Promise.all(servers.splice(0).map(server => server.stop()));
});

/** The scenario with a change, checked by the built program. */
async function checked(id: string, change: (state: AccountState) => void, target = targetOf(id)) {
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`There is no scenario ${id}.`);
	}

	return checkedIn(scenario, target, change);
}

async function checkedIn(
	scenario: Scenario,
	target: string,
	change: (state: AccountState) => void = () => {},
) {
	const server = await startPracticeServer(scenario, change);
	servers.push(server);
	const run = await runProgram(['check', target, '--quick', '--json'], {env: server.env});
	return {status: run.status, json: JSON.parse(run.stdout)};
}

const refusing =
	(...operations: string[]) =>
	(state: AccountState): void => {
		state.behaviour.faults = [
			...state.behaviour.faults,
			...operations.map(operation => ({operation, kind: 'access-denied' as const, times: null})),
		];
	};

describe('what may not be read is not called healthy in silence', () => {
	it.each([targetOf('stuck-callback'), scenarios['stuck-callback']?.target ?? ''])(
		'an execution that runs for days, without its history: %s',
		async target => {
			const {status, json} = await checked(
				'stuck-callback',
				refusing('states:GetExecutionHistory'),
				target,
			);
			expect([status, json.verdict]).toEqual([3, 'no-verdict']);
			expect(json.execution.message).toContain('what it waits for is not known');
		},
	);

	it('a success without its history', async () => {
		const {json} = await checked('swallowed-failure', refusing('states:GetExecutionHistory'));
		expect(json.checks).toContainEqual(
			expect.objectContaining({
				id: 'survived-failures',
				outcome: 'unknown',
				answer: expect.stringContaining('The history was not read'),
			}),
		);
	});

	it.each([
		[['states:DescribeMapRun'], 'warning'],
		[['states:DescribeMapRun', 'states:ListExecutions'], 'unknown'],
	])('the items of a Map Run, with %s refused', async (operations, outcome) => {
		const {json} = await checked('tolerated-item-failures', refusing(...operations));
		expect(json.checks).toContainEqual(
			expect.objectContaining({id: 'tolerated-failures', outcome}),
		);
	});
});

describe('a refusal that the role would not meet any more', () => {
	const worded = (words: string) => (state: AccountState) => {
		const said = (text: string | null) =>
			text?.replace(/ because no identity-based policy allows the [\w:]+ action/, words) ?? null;

		for (const execution of state.executions) {
			execution.cause = said(execution.cause);

			for (const {details} of execution.history) {
				if (typeof details.cause === 'string') {
					details.cause = said(details.cause);
				}
			}
		}
	};

	it('was put right where AWS named the policies of the role, and CloudTrail shows their change', async () => {
		const {status, json} = await checked('failure-fixed-since', () => {});
		expect([status, json.verdict]).toEqual([0, 'healthy']);
	});

	it.each(['', ' because no permissions boundary allows the lambda:InvokeFunction action'])(
		'is not explained where AWS said “%s”: nothing shows a change',
		async words => {
			const {status, json} = await checked('failure-fixed-since', worded(words));
			expect([status, json.verdict]).toEqual([3, 'no-verdict']);
		},
	);

	it.each<[string, string, (state: AccountState) => void]>([
		[
			'no change of the named policies is seen',
			'failure-fixed-since',
			state => {
				state.trail = [];
			},
		],
		[
			'the change was refused',
			'failure-fixed-since',
			state => {
				for (const event of state.trail) {
					event.errorCode = 'AccessDenied';
				}
			},
		],
		['changes cannot be looked up', 'failure-fixed-since', refusing('cloudtrail:LookupEvents')],
		[
			'a bucket that results are written to is allowed, and no change is seen',
			'result-writer-denied',
			state => {
				for (const version of state.roles.flatMap(({versions}) => versions)) {
					version.inlinePolicies.all =
						'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
				}
			},
		],
	])('is not called healthy where %s', async (_what, scenario, change) => {
		const {status, json} = await checked(scenario, change);
		expect([status, json.verdict]).toEqual([3, 'no-verdict']);
	});

	it('was put right where the role is another one since', async () => {
		const {status} = await checked('failure-fixed-since', state => {
			worded('')(state);

			for (const role of state.roles) {
				role.createdAt = Date.now();
			}
		});
		expect(status).toBe(0);
	});
});

const awaitsToken = (rest = {}) =>
	task(
		'sqs:sendMessage.waitForTaskToken',
		{QueueUrl: queueUrl('approvals'), MessageBody: {'token.$': '$$.Task.Token'}},
		rest,
	);

type Told = {ago: number; input?: JsonObject};

const scenarioOf = (definition: string, runs: Told[]): Scenario =>
	workflowScenario({
		id: 'nightly-import',
		story: 'Somebody asks what became of it.',
		name: 'nightly-import',
		definition,
		policies: {
			calls: invokeFunctions('partner-call'),
			queue: policy(allows('sqs:SendMessage', queueArn('approvals'))),
			items: policy(allows('states:StartExecution', '*')),
		},
		executionArn: null,
		runs: runs.map(({ago, input = {}}) => ({ago, input})),
		around: () => ({
			taskOutcomes: [
				{
					of: functionArn('partner-call'),
					duration: 500,
					failure: {error: 'PartnerDown', cause: 'The partner does not answer'},
					result: null,
				},
			],
		}),
	});

describe('an execution that runs', () => {
	const named = 'nightly-import';
	const rootOf = (json: {failure: {chain: Array<{state: string}>} | null}) =>
		json.failure?.chain.at(-1)?.state;

	it('with a limit of a year is not healthy in silence', async () => {
		const {json} = await checkedIn(
			scenarioOf(inOrder({Approve: awaitsToken({TimeoutSeconds: 31_536_000})}), [{ago: days(9)}]),
			named,
		);
		expect(json.checks).toContainEqual(
			expect.objectContaining({id: 'distant-limit', outcome: 'warning'}),
		);
	});

	it('and only repeats what fails is a problem, with the error', async () => {
		const definition = inOrder({
			Ask: invoke('partner-call', {
				Retry: [
					{ErrorEquals: ['States.ALL'], IntervalSeconds: 300, MaxAttempts: 99_999, BackoffRate: 1},
				],
			}),
		});
		const {status, json} = await checkedIn(scenarioOf(definition, [{ago: days(1)}]), named);
		expect([status, json.flow, rootOf(json)]).toEqual([1, 'execution-stuck', 'Ask']);
		expect(JSON.stringify(json.checks)).toContain('last with PartnerDown');
		expect(JSON.stringify(json)).not.toMatch(/for -\d/);
	});

	it('is followed into the item that waits', async () => {
		const definition = inOrder({
			Each: {
				Type: 'Map',
				Label: 'Each',
				ItemsPath: '$.items',
				ItemProcessor: {
					ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
					StartAt: 'Approve',
					States: {Approve: awaitsToken({End: true})},
				},
			},
		});
		const run = {ago: hours(20), input: {items: [1, 2]}};
		const {status, json} = await checkedIn(scenarioOf(definition, [run]), named);
		expect([status, rootOf(json)]).toEqual([1, 'Approve']);
	});

	it('names the branch that waits for others, not the one that lets time pass', async () => {
		const definition = inOrder({
			Both: {
				Type: 'Parallel',
				Branches: [
					{StartAt: 'Pause', States: {Pause: {Type: 'Wait', Seconds: 20_000_000, End: true}}},
					{StartAt: 'Approve', States: {Approve: awaitsToken({End: true})}},
				],
			},
		});
		const {status, json} = await checkedIn(scenarioOf(definition, [{ago: days(3)}]), named);
		expect([status, rootOf(json)]).toEqual([1, 'Approve']);
	});

	it('between others is looked at too', async () => {
		const definition = inOrder({
			Which: {
				Type: 'Choice',
				Choices: [{Variable: '$.hangs', BooleanEquals: true, Next: 'Approve'}],
				Default: 'Pause',
			},
			Pause: {Type: 'Wait', Seconds: 20_000_000},
			Approve: awaitsToken(),
		});
		const runs = [
			{ago: days(4), input: {hangs: false}},
			{ago: days(3), input: {hangs: true}},
			{ago: days(2), input: {hangs: false}},
		];
		const {status, json} = await checkedIn(scenarioOf(definition, runs), named);
		expect([status, rootOf(json)]).toEqual([1, 'Approve']);
	});
});

it.each(['daily', 'weekly'])(
	'a name that a child cannot have (%s) is never no fault',
	async name => {
		const child = 'arn:aws:states:eu-west-1:123456789012:execution:nightly-import:';
		const scenario = scenarioOf(inOrder({Ask: invoke('partner-call')}), [
			{ago: hours(2)},
			{ago: minutes(10)},
		]);
		const {json, ...run} = await checkedIn(scenario, 'nightly-import', state => {
			const [taken, failed] = state.executions;

			if (taken && failed) {
				taken.arn = `${child}daily`;
				taken.name = 'daily';
				failed.error = 'StepFunctions.ExecutionAlreadyExistsException';
				failed.cause = `Execution Already Exists: '${child}${name}' (Service: AWSStepFunctions; Status Code: 400; Error Code: ExecutionAlreadyExists; Request ID: 35ed1129-d3b7-411d-a5b0-bfdd79e66ffc; Proxy: null)`;

				for (const {details} of failed.history) {
					if (typeof details.error === 'string') {
						details.error = failed.error;
						details.cause = failed.cause;
					}
				}
			}
		});
		expect([run.status, json.verdict]).toEqual([3, 'no-verdict']);
	},
);
