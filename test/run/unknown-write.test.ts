import {expect, test} from 'vitest';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {type Journal, memoryJournal} from '../../source/changes/journal.ts';
import {reportJson} from '../../source/commands/report.ts';
import {runByFlags} from '../../source/plain/answer-by-flags.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {withWireFaults} from '../../source/practice/wire-faults.ts';
import {accountServices} from '../../source/run/account-services.ts';
import {startRun} from '../../source/run/run.ts';
import {sessionOn} from '../../source/run/session.ts';
import {createFakeClock} from '../practice/fake-clock.ts';
import {flowOf} from '../support/practice-incident.ts';
import {namedBy} from './faces.tsx';

test('a write whose answer was lost is looked up once the checks hold, and counts as verified', async () => {
	const scenario = scenarios['log-destination'] as Scenario;
	const clock = createFakeClock();
	const {requestHandler, state: aws} = createPracticeAccount(scenario, clock);
	let isLost = false;
	const account = createAccount({
		region: aws.region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		requestHandler: withWireFaults(requestHandler, ({operation}) => {
			if (isLost) {
				return 'access-denied';
			}

			isLost = operation === 'logs:PutResourcePolicy';
			return isLost ? 'lost-answer' : null;
		}),
	});
	const memory = memoryJournal();
	const statuses: string[] = [];
	const journal: Journal = {
		...memory,
		async append(entry) {
			statuses.push(entry.status);
			// From then on AWS answers again.
			isLost = false;
			await memory.append(entry);
		},
	};
	const waits = {tell() {}};
	const session = await sessionOn(account, {
		...{profile: null, endpointUrl: null, clock, journal, practice: scenario, waits},
	});
	const run = startRun(accountServices(session), {
		...namedBy(scenario, scenario.account(0)),
		flow: flowOf(scenario).id,
		isInteractive: false,
	});
	const {state} = await runByFlags(run, {
		page: null,
		flags: {yes: true, retry: false, usesLastFailure: true, canAsk: false},
		ask: () => Promise.reject(new Error('Nobody is asked.')),
	});

	expect(statuses).toContain('unknown');
	// What the run says in the end is what the account was found to show.
	expect(state.changes.map(({outcome}) => outcome)).toEqual(['applied', 'applied']);
	expect(state.transcript).toContainEqual({
		kind: 'note',
		tone: 'good',
		text: `Looked up again: the account shows it. ${state.changes[1]?.shown.target}.`,
	});
	expect((await reportJson(state, session)).applied.map(({outcome}) => outcome)).toEqual([
		'applied',
		'applied',
	]);
	expect(state.status).toBe(0);
	expect((await journal.entries()).map(({status}) => status)).toEqual(['verified', 'verified']);
});
