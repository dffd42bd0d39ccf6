import {spawnSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {expressStatusUnknown} from '../../flows/express-status-unknown.ts';
import {generalChecks} from '../../flows/general.ts';
import type {LogEvent, LogEventPage} from '../../source/account/cloudwatch-logs.ts';
import {parseLogging} from '../../source/account/logging-text.ts';
import {memoise} from '../../source/account/memoise.ts';
import type {StateMachine} from '../../source/account/step-functions.ts';
import {type AwsCommand, printAwsCommand} from '../../source/aws/command.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import {runRetry} from '../../source/changes/run-retry.ts';
import type {Check} from '../../source/diagnosis/check.ts';
import {type Diagnosis, diagnose, narrowestRemedies} from '../../source/diagnosis/diagnose.ts';
import {loadChecks, retryOf} from '../../source/diagnosis/flow.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {afterWrite} from '../../source/run/after-write.ts';
import {checksOf} from '../support/ask.ts';
import type {FakeAccount} from '../support/fake-reads.ts';
import {anAccountPolicy, deliveryTo} from '../support/log-policies.ts';
import {practiceIncident} from '../support/practice-incident.ts';
import {
	aContext,
	anAccount,
	anInlinePolicy,
	aStateMachine,
	aSubject,
	noon,
	ordersLogGroup,
	ordersLogGroupArn,
} from '../support/samples.ts';

const incidentOf = (id: string) => {
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`There is no scenario ${id}.`);
	}

	const incident = practiceIncident(scenario);
	const arn = /arn:\S+:express:\S+/.exec(scenario.paste ?? '')?.[0] ?? null;
	const {subject} = incident;

	if (subject.kind === 'not-created') {
		throw new Error(`Scenario ${id} has no state machine.`);
	}

	return {...incident, subject, named: {...subject, executionArn: arn}};
};

type Incident = ReturnType<typeof incidentOf>;

const location = {region: 'eu-west-1', profile: null, endpointUrl: null};

const ownChecks = await checksOf(expressStatusUnknown);
const general = await loadChecks(generalChecks());

const look = ({account, clock}: Incident, subject: Subject, checks: readonly Check[] = ownChecks) =>
	diagnose(checks, {subject, reads: memoise(account.reads), now: clock.now});

const answerOf = ({checks}: Diagnosis, id: string) => checks.find(check => check.id === id);

const notOk = ({checks}: Diagnosis): string[] =>
	checks.filter(({outcome}) => outcome !== 'ok').map(({id, outcome}) => `${id} ${outcome}`);

describe('where the execution is named', () => {
	test.each([
		['express-late-logs', 'not-a-fault', []],
		['express-two-actions-missing', 'not-a-fault', ['role-log-delivery-actions warning']],
		['express-infrequent-access', 'not-a-fault', ['log-group-exists warning']],
		['express-failed', 'problem', ['execution-status problem']],
		[
			'express-started-never-ended',
			'no-verdict',
			['execution-status unknown', 'execution-logs warning'],
		],
		['express-level-error', 'problem', ['execution-status unknown', 'express-log-level problem']],
		[
			'express-log-group-deleted',
			'problem',
			[
				'execution-status unknown',
				'execution-logs unknown',
				'log-group-exists problem',
				'delivery-resource-policy problem',
				'delivery-validated warning',
			],
		],
	])('%s is %s', async (id, verdict, expected) => {
		const incident = incidentOf(id);
		const diagnosis = await look(incident, incident.named);
		expect([diagnosis.verdict, notOk(diagnosis)]).toEqual([verdict, expected]);
	});

	test('the end in the logs is the proof that nothing is wrong, and nothing is offered', async () => {
		const incident = incidentOf('express-late-logs');
		const diagnosis = await look(incident, incident.named);
		const status = answerOf(diagnosis, 'execution-status');

		expect(status?.answer).toMatch(
			/^checkout-20417 succeeded at 2026-[\d: -]+ UTC\. The console builds its page from these logs, best effort/,
		);
		expect(status?.details.join('\n')).toMatch(
			/6 events: ExecutionStarted, TaskStateEntered, .+, ExecutionSucceeded\.\nFirst: event 1, ExecutionStarted.+\nLast: event 6, ExecutionSucceeded, at 2026-[\d: -]+ UTC; in the logs 7 min 0 s later/,
		);
		expect(diagnosis.remedies).toEqual([]);
	});

	test('it is found where only the text names it', async () => {
		const {named, ...incident} = incidentOf('express-failed');
		const facts = {...named.facts, executionArn: named.executionArn};
		const diagnosis = await look({...incident, named}, {...named, executionArn: null, facts});
		expect(answerOf(diagnosis, 'execution-status')?.answer).toBe(
			'checkout-20417 FAILED at 2026-03-09 08:16:00 UTC with PriceListUnavailable: No price list for currency EUR is valid on this day. This is its true status, whatever the console shows.',
		);
	});

	test('an end that was never logged is not guessed', async () => {
		const incident = incidentOf('express-started-never-ended');
		const status = answerOf(await look(incident, incident.named), 'execution-status');
		expect(status?.answer).toMatch(/^Cannot tell: checkout-20417 began at .+ 1 h ago/);
		expect(status?.details.join()).toContain('Other evidence');
	});

	test('no event at level ERROR speaks for success, and is no proof', async () => {
		const incident = incidentOf('express-level-error');
		const status = answerOf(await look(incident, incident.named), 'execution-status');
		expect(status?.details.join()).toContain('does not prove it');
	});
});

describe('where none is named', () => {
	test.each([
		['express-late-logs', 'not-a-fault', 'Of 4 executions, 4 succeeded.'],
		['express-failed', 'not-a-fault', 'Of 4 executions, 1 failed, 3 succeeded.'],
		[
			'express-started-never-ended',
			'no-verdict',
			'Of 4 executions, 1 without an end in the logs, 3 succeeded.',
		],
	])('%s is %s', async (id, verdict, answer) => {
		const incident = incidentOf(id);
		const diagnosis = await look(incident, incident.subject);
		expect(diagnosis.verdict).toBe(verdict);
		expect(answerOf(diagnosis, 'execution-status')?.answer).toContain(answer);
	});
});

describe('the two newer actions', () => {
	test('are offered, and no cure is promised', async () => {
		const incident = incidentOf('express-two-actions-missing');
		const diagnosis = await look(incident, incident.named);
		const role = answerOf(diagnosis, 'role-log-delivery-actions');
		expect(role?.details.join()).toContain('not confirmed that anything fails');
		expect(role?.remedies.map(({id}) => id)).toEqual(['grant-log-delivery']);
		expect(narrowestRemedies(diagnosis.checks)).toEqual([]);
	});
});

async function mend(incident: Incident) {
	const found = await look(incident, incident.named);
	const outcomes = await incident.apply(narrowestRemedies(found.checks));
	return {
		outcomes,
		verified: await look(incident, incident.named, afterWrite(ownChecks)),
	};
}

async function retry({account, clock, named}: Incident) {
	const offered = await retryOf(expressStatusUnknown, {
		subject: named,
		reads: memoise(account.reads),
		now: clock.now,
	});

	if (!offered || offered.kind === 'repeat-group') {
		throw new Error('Nothing is offered.');
	}

	const context = {account, clock, journal: memoryJournal(), endpointUrl: null, onProgress() {}};
	return {offered, result: await runRetry(offered, context)};
}

describe.each(['express-level-error', 'express-log-group-deleted'])('%s mended', id => {
	test('is not called healthy before logs are seen, and is after a test execution', async () => {
		const incident = incidentOf(id);
		const {outcomes, verified} = await mend(incident);
		expect(new Set(outcomes)).toEqual(new Set(['applied']));
		expect(verified.verdict).toBe('no-verdict');

		const {offered, result} = await retry(incident);
		expect(offered).toMatchObject({kind: 'start-execution', askForInput: true, input: '{}'});
		expect(offered.sideEffects).toContain('This is a real execution');
		expect(result.outcome).toBe('succeeded');
		expect(result.message).toMatch(
			/Its log events \(\d+\), ExecutionStarted to ExecutionSucceeded, arrived/,
		);

		const again = await look(incident, incident.named, afterWrite(ownChecks));
		expect(again.verdict).toBe('healthy');
	});
});

test('level ALL keeps destination and execution data, and says what it costs', async () => {
	const incident = incidentOf('express-level-error');
	const level = answerOf(await look(incident, incident.named), 'express-log-level');
	const [remedy] = level?.remedies ?? [];
	const [change] = remedy?.changes ?? [];

	expect(level?.remedies.map(({id}) => id)).toEqual(['log-all-events']);
	expect(remedy?.why).toContain('charges');
	expect(parseLogging(change?.after ?? '')).toEqual({
		...parseLogging(change?.before ?? ''),
		level: 'ALL',
	});
});

test('the input of the last execution is taken where the logs hold it', async () => {
	const {offered} = await retry(incidentOf('express-late-logs'));
	expect(offered).toMatchObject({
		input: '{"basket":"b-20417","customer":"c-881","currency":"EUR"}',
	});
	expect(offered.sideEffects).toContain('does the same again');
});

/** From here on an account in memory, for what no scenario has. */
const express = (given: Partial<StateMachine> = {}): StateMachine =>
	aStateMachine({type: 'EXPRESS', ...given});

const runArn = (name: string, stateMachine = 'orders') =>
	`arn:aws:states:eu-west-1:123456789012:express:${stateMachine}:${name}:0b1f`;

const logged = (name: string, types: string[], at: number, stateMachine?: string): LogEvent[] =>
	types.map((type, index) => ({
		timestamp: at + index,
		ingestedAt: at + index + 2000,
		stream: 'states/orders/1',
		message: JSON.stringify({
			id: String(index + 1),
			type,
			details: {},
			event_timestamp: String(at + index),
			execution_arn: runArn(name, stateMachine),
		}),
	}));

const whole = ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'];

function inMemory(events: LogEvent[], page: Partial<LogEventPage> = {}, given: FakeAccount = {}) {
	return anAccount({
		stateMachines: [express()],
		rolePolicies: {
			'orders-role': [anInlinePolicy('logs', {Effect: 'Allow', Action: 'logs:*', Resource: '*'})],
		},
		accountPolicies: [anAccountPolicy('delivery', deliveryTo([ordersLogGroup]))],
		streams: {
			[ordersLogGroup]: ['log_stream_created_by_aws_to_validate_log_delivery_subscriptions'],
		},
		...given,
		reads: {
			logEvents: async ({from, to, executionArn}) => ({
				events: events.filter(
					({timestamp, message}) =>
						timestamp >= from && timestamp <= to && message.includes(executionArn ?? ''),
				),
				truncated: false,
				source: 'FilterLogEvents',
				...page,
			}),
			...given.reads,
		},
	});
}

const judge = (account: FakeAccount, subject = aSubject(), checks: readonly Check[] = ownChecks) =>
	diagnose(checks, aContext(account, subject));

const hour = 3_600_000;

test('an execution of five days ago is still found', async () => {
	const account = inMemory(logged('old', whole, noon - 120 * hour));
	const diagnosis = await judge(account, aSubject({executionArn: runArn('old')}));
	expect([diagnosis.verdict, notOk(diagnosis)]).toEqual(['not-a-fault', []]);
});

test('without any execution there is no verdict, and it says what would tell', async () => {
	const diagnosis = await judge(inMemory([]));
	expect(diagnosis.verdict).toBe('no-verdict');
	expect(notOk(diagnosis)).toEqual(['execution-status unknown', 'execution-logs unknown']);
	expect(answerOf(diagnosis, 'execution-logs')?.details.join()).toContain('To find out, start');
});

test('the executions of other state machines in the same log group are not ours', async () => {
	const diagnosis = await judge(inMemory(logged('theirs', whole, noon - hour, 'refunds')));
	const logs = answerOf(diagnosis, 'execution-logs');
	expect(logs?.outcome).toBe('unknown');
	expect(logs?.details.join()).toContain('1 execution of other state machines');
});

test('what still runs is not taken for lost', async () => {
	const account = inMemory(logged('now', ['ExecutionStarted'], noon - 60_000));
	const diagnosis = await judge(account, aSubject({executionArn: runArn('now')}));
	expect(diagnosis.verdict).toBe('no-verdict');
	expect(answerOf(diagnosis, 'execution-status')?.answer).toMatch(/^Cannot tell yet/);
});

test('a reading that was cut short says so, and takes nothing after it for missing', async () => {
	const events = [
		...logged('a', whole, noon - 2 * hour),
		...logged('b', ['ExecutionStarted'], noon - 2 * hour + 9),
	];
	const status = answerOf(await judge(inMemory(events, {truncated: true})), 'execution-status');
	expect(status?.answer).toContain('1 not ended yet, 1 succeeded');
	expect(status?.details.join()).toContain('not completely');
});

test('logs that may not be read are no sign of health', async () => {
	const diagnosis = await judge(inMemory([], {}, {denied: ['logEvents']}));
	expect(diagnosis.verdict).toBe('no-verdict');
	expect(answerOf(diagnosis, 'execution-status')?.findOut).toEqual([
		expect.arrayContaining(['logs', 'filter-log-events']),
	]);
});

test.each(['express-started-never-ended', 'express-infrequent-access'])(
	'the commands of %s are well-formed, and read what was read',
	async id => {
		const incident = incidentOf(id);
		const {checks} = await look(incident, incident.named);
		const print = (command: AwsCommand) => printAwsCommand(command, location);
		const read = checks.flatMap(({findOut}) => findOut).map(print);
		const commands = ownChecks
			.flatMap(check => check.findOut(incident.named, incident.clock.now()))
			.map(print);

		expect(read.join()).toContain(incident.named.executionArn);

		for (const command of [...read, ...commands]) {
			const {status} = spawnSync('sh', ['-n', '-c', command]);
			expect([command, status]).toEqual([command, 0]);
		}
	},
);

test('execution data left out is a warning with a remedy that says who can read it then', async () => {
	const logging = {...express().logging, includeExecutionData: false};
	const account = inMemory(
		logged('a', whole, noon - hour),
		{},
		{stateMachines: [express({logging})]},
	);
	const diagnosis = await judge(account);
	expect([diagnosis.verdict, notOk(diagnosis)]).toEqual([
		'not-a-fault',
		['express-log-level warning'],
	]);
	expect(diagnosis.remedies.map(({id, widens}) => [id, widens])).toEqual([
		['log-execution-data', expect.stringContaining('secrets')],
	]);
});

describe('logging that is off', () => {
	const off = express({logging: {level: 'OFF', includeExecutionData: false, destinations: []}});
	const account = inMemory([], {}, {stateMachines: [off]});

	test('is the fault, and wants a log group', async () => {
		const diagnosis = await judge(account);
		expect(diagnosis.verdict).toBe('problem');
		expect(diagnosis.remedies).toEqual([]);
		expect(answerOf(diagnosis, 'express-log-level')?.details.join()).toContain('--log-group');
	});

	test('can be turned on where the log group is given', async () => {
		const diagnosis = await judge(account, aSubject({logGroupArn: ordersLogGroupArn}));
		const [change] = narrowestRemedies(diagnosis.checks).flatMap(({changes}) => changes);
		expect(parseLogging(change?.after ?? '')).toEqual({
			level: 'ALL',
			includeExecutionData: false,
			destinations: [`${ordersLogGroupArn}:*`],
		});
	});
});

describe('a Standard state machine', () => {
	const account = inMemory([], {}, {stateMachines: [aStateMachine()]});

	test('is told where its status is, and asked for no logs', async () => {
		const diagnosis = await judge(account);
		const ids = diagnosis.checks.map(({id}) => id);
		expect(notOk(diagnosis)).toEqual(['state-machine-type warning']);
		expect(ids).not.toContain('execution-logs');
		expect(ids).not.toContain('express-log-level');
		expect(diagnosis.verdict).toBe('healthy');
	});

	test('has the status that DescribeExecution gives', async () => {
		const arn = 'arn:aws:states:eu-west-1:123456789012:execution:orders:order-9';
		const execution = {
			arn,
			name: 'order-9',
			stateMachineArn: aStateMachine().arn,
			status: 'FAILED',
			startedAt: new Date(noon - hour),
			stoppedAt: new Date(noon),
			input: '{}',
			error: 'Boom',
			cause: 'It went off',
			redriveStatus: null,
			redriveStatusReason: null,
		} as const;
		const reads = {execution: async () => execution};
		const diagnosis = await judge({...account, reads}, aSubject({executionArn: arn}));
		expect(answerOf(diagnosis, 'state-machine-type')?.details).toEqual([
			'The status of order-9 is FAILED since 2026-10-01 12:00:00 UTC: Boom: It went off',
		]);
	});

	test('is no reason to pass over Express executions that bore its name', async () => {
		const events = logged('before', ['ExecutionStarted', 'ExecutionFailed'], noon - hour);
		const former = inMemory(events, {}, {stateMachines: [aStateMachine()]});
		const unnamed = await judge(former);
		const named = await judge(former, aSubject({executionArn: runArn('before')}));
		expect(answerOf(unnamed, 'execution-status')?.answer).toContain('Of 1 execution, 1 failed');
		expect(answerOf(named, 'execution-status')?.outcome).toBe('problem');
	});

	test('is offered no test execution', async () => {
		expect(await retryOf(expressStatusUnknown, aContext(account))).toBeNull();
	});
});

describe('without any error', () => {
	test('an Express state machine is healthy only with its logs seen', async () => {
		const seen = await judge(inMemory(logged('a', whole, noon - hour)), aSubject(), general);
		const unseen = await judge(inMemory([]), aSubject(), general);
		expect([seen.verdict, unseen.verdict]).toEqual(['healthy', 'no-verdict']);
	});

	test('a level below ALL may be meant so', async () => {
		const logging = {...express().logging, level: 'ERROR'} as const;
		const failed = logged('a', ['ExecutionFailed'], noon - hour);
		const account = inMemory(failed, {}, {stateMachines: [express({logging})]});
		const diagnosis = await judge(account, aSubject(), general);
		expect(answerOf(diagnosis, 'express-log-level')?.outcome).toBe('warning');
		expect(diagnosis.verdict).toBe('healthy');
	});

	test('a Standard state machine is asked nothing about Express', async () => {
		const account = inMemory([], {}, {stateMachines: [aStateMachine()]});
		const {checks} = await judge(account, aSubject(), general);
		expect(checks.map(({id}) => id)).not.toContain('execution-logs');
	});
});
