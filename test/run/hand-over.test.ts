import {expect, it} from 'vitest';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import {changesMarkdown} from '../../source/output/markdown/hand-over.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {withWireFaults} from '../../source/practice/wire-faults.ts';
import {accountServices} from '../../source/run/account-services.ts';
import {handOver} from '../../source/run/hand-over.ts';
import {startRun} from '../../source/run/run.ts';
import type {RunOptions} from '../../source/run/services.ts';
import {sessionOn} from '../../source/run/session.ts';
import {createFakeClock} from '../practice/fake-clock.ts';
import {byFlags, inLines, namedBy, onScreens} from './faces.tsx';
import {personOf} from './person.ts';

const scenario = scenarios['log-destination'];
const flags = {yes: true, retry: false, usesLastFailure: true, canAsk: false};

type Face = 'fix' | 'plain' | 'wizard';

/** A run on an account where every write is denied; what it printed, and what it ended with. */
async function fixing(options: RunOptions, isDenied: boolean, face: Face = 'fix') {
	if (!scenario) {
		throw new Error('There is no such scenario.');
	}

	const clock = createFakeClock();
	const {requestHandler, state: aws} = createPracticeAccount(scenario, clock);
	const written: string[] = [];
	const account = createAccount({
		region: aws.region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		requestHandler: withWireFaults(requestHandler, ({operation}) => {
			const isWrite = /:(?:Put|Create|Update|Delete|Attach|Detach)/.test(operation);
			written.push(...(isWrite ? [operation] : []));
			return isDenied && isWrite ? 'access-denied' : null;
		}),
	});
	const session = await sessionOn(account, {
		profile: null,
		endpointUrl: null,
		clock,
		journal: memoryJournal(),
		practice: null,
		waits: {tell() {}},
	});
	const {offeredText, ...named} = namedBy(scenario, scenario.account(0));
	const run = startRun(accountServices(session), {...named, text: offeredText ?? null, ...options});
	const person = personOf(scenario, 'all yes');
	const printed =
		face === 'fix'
			? await byFlags(flags, person)(run)
			: await (face === 'plain' ? inLines(person)(run) : onScreens(person)(run, session));

	return {state: run.state(), printed, written, location: session.location};
}

it.each([
	['--read-only', {isInteractive: false, writesOff: 'read-only'} as const, false],
	['a denied write', {isInteractive: false}, true],
])('leaves a request with evidence, diffs and commands: %s', async (_name, options, isDenied) => {
	const {state, printed, location, written} = await fixing(options, isDenied);
	const handed = handOver(state);

	expect(handed?.why).toMatch(
		isDenied ? /^AWS denied the write to the / : /because of --read-only/,
	);
	expect(handed?.changes.length).toBeGreaterThan(0);
	expect(written.length > 0).toBe(isDenied);
	expect(handed?.commands[0]).toMatch(/^sfn-fix fix arn:\S+ --error '.+ --plan sfn-fix\.plan/);
	expect(handed?.commands[1]).toMatch(/^sfn-fix fix --apply sfn-fix\.plan --region /);

	const markdown = handed ? changesMarkdown(handed, location) : '';
	expect(markdown).toMatch(/## Check it afterwards[\s\S]*\nsfn-fix check arn:\S+ --error '/);
	expect(markdown).toContain('## Evidence');
	expect(markdown).toContain('```diff');
	expect(markdown).toContain('"logs:CreateLogDelivery"');
	expect(markdown).toContain('aws iam put-role-policy');
	expect(printed).toContain('in Markdown, ready to send');
	expect(printed).toContain('## With sfn-fix');
});

it.each(['plain', 'wizard'] as const)('shows it on the face %s', async face => {
	const {printed} = await fixing({writesOff: 'read-only'}, false, face);
	expect(printed).toContain('in Markdown, ready to send');
	expect(printed).toContain('## With sfn-fix');
});

it.each([
	['that is able to write', {isInteractive: false}],
	['that only looks', {isInteractive: false, writesOff: 'dry-run'} as const],
	['that plans', {isInteractive: false, writesOff: 'planning'} as const],
])('asks nobody for a run %s', async (_name, options) => {
	const {state, printed} = await fixing(options, false);
	expect(handOver(state)).toBeNull();
	expect(printed).not.toContain('in Markdown');
});
