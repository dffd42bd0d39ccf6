import {afterEach, describe, expect, it} from 'vitest';
import {expressFailed} from '../../source/practice/scenarios/express-failed.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {type PracticeServer, startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

let server: PracticeServer | null = null;

afterEach(async () => {
	await server?.stop();
	server = null;
});

type Level = AccountState['stateMachines'][number]['logging']['level'];

function withoutData(message: string): string {
	const {details, ...event} = JSON.parse(message);
	const {input: _, output: _o, parameters: _p, ...kept} = details;
	return JSON.stringify({...event, details: kept});
}

/** What is logged at this level, and whether with execution data. */
function logsAt(state: AccountState, level: Level, kept: RegExp, hasData = true): void {
	// What changed is paced at two calls a second: only the test about it waits for it.
	state.behaviour.faults.push({
		operation: 'cloudtrail:LookupEvents',
		kind: 'access-denied',
		times: null,
	});

	for (const machine of state.stateMachines) {
		machine.logging = {...machine.logging, level, includeExecutionData: hasData};
	}

	for (const stream of state.logGroups.flatMap(({name, streams}) =>
		name.includes('states') ? streams : [],
	)) {
		stream.events = stream.events
			.filter(({message}) => kept.test(message))
			.map(event => ({...event, message: hasData ? event.message : withoutData(event.message)}));
	}
}

async function checked(
	change: (state: AccountState) => void = () => {},
	named: (arn: string) => string = arn => arn,
) {
	let arn = '';
	server = await startPracticeServer(expressFailed, state => {
		arn =
			/arn:aws:states:[\w:-]+:express:[\w:-]+checkout-20417:[\w-]+/.exec(
				JSON.stringify(state.logGroups),
			)?.[0] ?? '';
		change(state);
	});
	const run = await runProgram(['check', named(arn), '--flow', 'task-failed', '--json'], {
		env: server.env,
	});
	const report = JSON.parse(run.stdout);
	expect(schemaErrors('check', report)).toEqual([]);
	// A failure that nothing explains is never called healthy.
	expect(run.status).not.toBe(0);
	const failing = report.checks.find(({id}: {id: string}) => id === 'failing-state');
	return {report, failing, links: report.failure?.chain ?? [], ...report.evidence};
}

describe('an Express execution that failed, by its log events', () => {
	it('has its failing state, input and error, the lines of its function, and what changed', async () => {
		const {failing, links, logs, changes} = await checked();
		expect(links.at(-1)).toMatchObject({state: 'Prepare', error: 'PriceListUnavailable'});
		expect(failing.answer).toMatch(/^State Prepare .* failed with PriceListUnavailable\.$/);
		expect(failing.details.join('\n')).toMatch(/Input: \{"basket":"b-20417"/);
		expect(logs.lines.map(({text}: {text: string}) => text).join('\n')).toMatch(
			/ERROR PriceListUnavailable: the newest list ended yesterday/,
		);
		expect(changes.notes.join(' ')).toMatch(/AWS does not list Express executions: the 7 days/);
	});

	it('as the child of a Map Run is read from the logs of its state machine', async () => {
		const {failing, links} = await checked(
			state => {
				for (const event of state.logGroups.flatMap(({streams}) =>
					streams.flatMap(({events}) => events),
				)) {
					event.message = event.message.replaceAll(
						':express:basket-pricing:',
						':express:basket-pricing/Prices:',
					);
				}
			},
			arn => arn.replace('basket-pricing:', 'basket-pricing/Prices:'),
		);
		expect(links.at(-1)).toMatchObject({state: 'Prepare', error: 'PriceListUnavailable'});
		expect(failing.answer).toMatch(/^State Prepare .* failed with PriceListUnavailable\.$/);
	});

	it('logged without execution data shows the state and its error, and says what is left out', async () => {
		const {failing, links, logs} = await checked(state => logsAt(state, 'ALL', /./, false));
		expect(links.at(-1)).toMatchObject({state: 'Prepare', error: 'PriceListUnavailable'});
		expect(failing.details.join('\n')).toMatch(/Input: not in the history/);
		expect(logs.unavailable).toMatch(/which function was called: they leave out execution data/);
	});

	it.each([
		['ERROR', /"type":"\w*Failed"/, /at log level ERROR only failures are logged/],
		['FATAL', /"type":"ExecutionFailed"/, /at log level FATAL only failures are logged/],
	] as const)(
		'at level %s shows the error, and says why not the state',
		async (level, kept, why) => {
			const {report, failing, links, logs} = await checked(state => logsAt(state, level, kept));
			expect(links.at(-1)).toMatchObject({state: null, error: 'PriceListUnavailable'});
			expect(failing.details.join('\n')).toMatch(
				/do not include the one at which the state was entered/,
			);
			expect(logs).toBeNull();
			expect(JSON.stringify(report)).toMatch(why);
		},
	);

	it.each([
		[
			'logging is OFF',
			(state: AccountState) => {
				for (const machine of state.stateMachines) {
					machine.logging = {level: 'OFF', includeExecutionData: false, destinations: []};
				}
			},
			/logging of basket-pricing is OFF/,
		],
		[
			'the log group cannot be read',
			(state: AccountState) => {
				state.behaviour.faults.push({
					operation: 'logs:FilterLogEvents',
					kind: 'access-denied',
					times: null,
				});
			},
			/not authorized to perform: logs:FilterLogEvents/,
		],
		[
			'the log group is gone',
			(state: AccountState) => {
				state.logGroups = [];
			},
			/log group \S+ does not exist/,
		],
		[
			'the log group has no event of it',
			(state: AccountState) => logsAt(state, 'ALL', /checkout-(?!20417)/),
			/has no event of checkout-20417/,
		],
	])('is not known where %s, and that is said', async (_what, change, why) => {
		const {report, links} = await checked(change);
		expect(links).toEqual([]);
		expect(JSON.stringify(report.checks)).toMatch(why);
	});
});
