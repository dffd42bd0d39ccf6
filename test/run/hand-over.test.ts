import {expect, it} from 'vitest';
import type {Reads} from '../../source/account/account.ts';
import {AccountError} from '../../source/account/account-error.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import {reportJson} from '../../source/commands/report.ts';
import {changesMarkdown} from '../../source/output/markdown/hand-over.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {withWireFaults} from '../../source/practice/wire-faults.ts';
import {accountServices} from '../../source/run/account-services.ts';
import {handOver} from '../../source/run/hand-over.ts';
import {startRun} from '../../source/run/run.ts';
import type {RunOptions} from '../../source/run/services.ts';
import {sessionOn} from '../../source/run/session.ts';
import {createFakeClock} from '../practice/fake-clock.ts';
import {schemaErrors} from '../support/schema.ts';
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

it.each([
	['--read-only', {writesOff: 'read-only'} as const, 'allowed', /because of --read-only/],
	[
		'the simulator denies it',
		{},
		'implicitDeny',
		/^IAM's simulator says that .* iam:PutRolePolicy/,
	],
	['the simulator allows it', {}, 'allowed', null],
	['the simulator cannot be asked', {}, null, null],
] as const)(
	'a check leaves a request too, where nobody here can write: %s',
	async (_name, options, decision, why) => {
		const scenario = scenarios['managed-by-cloudformation'] as Scenario;
		const clock = createFakeClock();
		const {requestHandler, state: aws} = createPracticeAccount(scenario, clock);
		const real = createAccount({
			region: aws.region,
			credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
			requestHandler,
		});
		const simulate: Reads['simulate'] = async ({actions, resources}) => {
			if (decision === null) {
				throw new AccountError('access-denied', 'iam:SimulatePrincipalPolicy', 'Denied.');
			}

			const said = {allowedByOrganization: null, allowedByBoundary: null, missingContextKeys: []};
			return actions.flatMap(action =>
				resources.map(resource => ({action, resource, decision, ...said})),
			);
		};
		const session = await sessionOn(
			{...real, reads: {...real.reads, simulate}},
			{
				...{profile: null, endpointUrl: null, clock, journal: memoryJournal()},
				...{practice: null, waits: {tell() {}}},
			},
		);
		const {offeredText, ...named} = namedBy(scenario, scenario.account(0));
		const run = startRun(accountServices(session), {
			...{...named, text: offeredText ?? null, ...options},
			...{goal: 'check', isInteractive: false},
		});
		await byFlags(flags, personOf(scenario, 'all yes'))(run);
		const report = await reportJson(run.state(), session);
		const handed = report.requests.filter(({to}) => to.includes('allowed to write'));

		expect(handed.map(({text}) => text)).toEqual(why === null ? [] : [expect.stringMatching(why)]);
		expect(report.applied).toEqual([]);
		expect(schemaErrors('check', JSON.parse(JSON.stringify(report)))).toEqual([]);

		// Who owns what is changed is in the data too, not only on the screen.
		const owners = report.remedies.flatMap(({changes}) => changes.map(({managedBy}) => managedBy));
		expect(owners[0]).toMatchObject({
			tool: 'CloudFormation',
			stack: expect.any(String),
			patchCommand: expect.stringMatching(/^sfn-fix fix arn:\S+ .*--patch cloudformation --region/),
		});

		for (const {markdown} of handed) {
			expect(markdown).toMatch(/\nsfn-fix fix arn:\S+ .*--patch cloudformation --region \S+\n/);
			expect(markdown).toContain('aws iam put-role-policy');
			expect(markdown).toMatch(/sfn-fix fix arn:\S+ .*--plan sfn-fix\.plan/);
		}
	},
);
