import {flows} from '../../flows/index.ts';
import type {Identity} from '../account/account.ts';
import {readProfiles} from '../account/profiles.ts';
import {parseArn} from '../aws/arn.ts';
import {NoVerdictError, UsageError} from '../errors.ts';
import {parseTarget, type Target} from '../incident/target.ts';
import {understand} from '../incident/understand.ts';
import {learnNames} from '../names/printed-names.ts';
import {canAsk, type Streams, tellOn} from '../plain/streams.ts';
import type {Scenario} from '../practice/scenario.ts';
import {accountServices} from '../run/account-services.ts';
import {whichStateMachine} from '../run/continue.ts';
import {type Run, startRun} from '../run/run.ts';
import type {Elsewhere, RunOptions, WritesOff} from '../run/services.ts';
import {findScenario, openSession, type Session} from '../run/session.ts';
import {durationOption} from './duration.ts';
import {errorText} from './error-text.ts';
import {findFlow} from './flows.ts';
import type {CommandLine, Options} from './options.ts';
import {rememberNames} from './remembered-names.ts';
import {refuseReport} from './report-file.ts';

export type OpenRun = {run: Run; session: Session; startedAt: Date};

/** What check, fix, demo and the wizard begin with: a run on the account that the command line names. */
export async function openRun(
	{operands: [operand], options}: CommandLine,
	streams: Streams,
	runOptions: RunOptions,
	given: {
		session?: Session | null;
		refuseSession?: (session: Session) => void;
		tell?: (line: string) => void;
	} | null = null,
): Promise<OpenRun> {
	refuseReport(options.report);
	const text = await errorText(options, streams);
	learnNames(text);
	const flow = options.flow === undefined ? null : findFlow(options.flow);
	const since = options.since === undefined ? null : durationOption('since', options.since);

	if (since !== null && options.role !== undefined) {
		throw new UsageError('--since needs a state machine: leave out --role.');
	}

	const target = operand === undefined ? null : targetOf(operand);
	const named = target ?? targetIn(text);

	// Said before anybody is asked for credentials.
	if (runOptions.isInteractive === false && named === null && !options.role) {
		throw new UsageError(whichStateMachine(runOptions.goal ?? 'fix'));
	}

	const session =
		given?.session ??
		(await openSession(options, {
			region: regionOf(named),
			listsMachines: named === null && !options.role,
			stateMachineArn: machineOf(named),
			tell: given?.tell ?? tellOn(streams),
		}));
	given?.refuseSession?.(session);
	const {identity, practice} = session;
	const opened = {session, startedAt: new Date(session.clock.now())};
	const elsewhere: Elsewhere = {
		profiles() {
			const profiles = readProfiles();
			learnNames(profiles.map(({name}) => ({profile: name})));
			return profiles;
		},
		async open({profile, region}) {
			const there = {...options, ...(profile !== null && {profile}), region};
			const other = await openSession(there, {
				listsMachines: true,
				// The face took over what the first session tells.
				tell: line => session.waits.tell(line),
			});
			opened.session = other;
			return {...remembering(other, there, null), elsewhere};
		},
	};
	const run = startRun(
		practice
			? accountServices(session)
			: {
					...remembering(session, options, regionOf(named)),
					...(!options.role && !options['log-group'] && {elsewhere}),
				},
		{
			practice: practice && {id: practice.id, title: practice.title, story: practice.story},
			target,
			text,
			flow: flow?.id ?? null,
			isQuick: options.quick ?? false,
			since,
			roleArn: options.role ? ofThisAccount(roleArnOf(options.role, identity), identity) : null,
			logGroupArn: options['log-group']
				? ofThisAccount(logGroupArnOf(options['log-group'], identity), identity)
				: null,
			...runOptions,
		},
	);

	return Object.assign(opened, {run});
}

/** What is listed and offered on the way can be completed by the shell for a while. */
function remembering(session: Session, options: Options, namedRegion: string | null) {
	const services = accountServices(session);
	const where = {...options, region: options.region ?? namedRegion ?? undefined};

	return {
		...services,
		async listStateMachines(onPage?: Parameters<typeof services.listStateMachines>[0]) {
			const listed = await services.listStateMachines(onPage);
			rememberNames(
				'machines',
				listed.items.map(({name}) => name),
				where,
			);
			return listed;
		},
		async diagnose(...asked: Parameters<typeof services.diagnose>) {
			const diagnosis = await services.diagnose(...asked);
			rememberNames(
				'remedies',
				diagnosis.remedies.map(({id}) => id),
				where,
			);
			return diagnosis;
		},
	};
}

/** With `--practice` alone, the scenario says what is failing and with which error. */
export async function withPracticeDefaults(commandLine: CommandLine): Promise<CommandLine> {
	const {operands, options} = commandLine;

	if (
		options.practice === undefined ||
		operands.length > 0 ||
		options.role ||
		options['log-group']
	) {
		return commandLine;
	}

	const scenario = await findScenario(options.practice);
	const given = practiceCommandLine(scenario, options);
	const isTextGiven = [options.error, options['error-file'], options.flow].some(
		text => text !== undefined,
	);

	return {
		...given,
		command: commandLine.command,
		options: {
			...given.options,
			...(scenario.paste !== null && !isTextGiven && {error: scenario.paste}),
		},
	};
}

/** What keeps this command line from writing; null where nothing does, or where each write is asked about. */
export function writesOffOf(options: Options, streams: Streams): WritesOff | null {
	if (options['read-only'] || options['dry-run']) {
		return options['read-only'] ? 'read-only' : 'dry-run';
	}

	return options.yes || (canAsk(streams) && !options.json) ? null : 'cannot-ask';
}

/** The command line of somebody who has just what the scenario says. */
export const practiceCommandLine = (
	{id, target, executionArn, role, logGroup}: Scenario,
	options: Options,
): CommandLine => ({
	command: 'fix',
	operands: [executionArn ?? target ?? []].flat(),
	options: {
		...options,
		practice: id,
		...(role !== null && {role}),
		...(logGroup !== null && {'log-group': logGroup}),
	},
});

function targetOf(operand: string): Target {
	const target = parseTarget(operand);

	if (!target) {
		throw new UsageError(
			`${JSON.stringify(operand)} names no state machine: give its name, its ARN, an execution's ARN or the address of its page in the console; an error text comes after --error.`,
		);
	}

	return target;
}

function targetIn(text: string | null): Target | null {
	const {executionArn = null, stateMachineArn = null} =
		text === null ? {} : understand(text, flows).facts;
	return parseTarget(executionArn ?? stateMachineArn ?? '');
}

const machineOf = (target: Target | null): string | null =>
	target === null || target.kind === 'name'
		? null
		: target.kind === 'state-machine'
			? target.arn
			: target.stateMachineArn;

const regionOf = (target: Target | null): string | null =>
	target && target.kind !== 'name' ? target.region : null;

const roleArnOf = (role: string, {partition, accountId}: Identity): string =>
	role.startsWith('arn:') ? role : `arn:${partition}:iam::${accountId}:role/${role}`;

const logGroupArnOf = (logGroup: string, {partition, region, accountId}: Identity): string =>
	logGroup.startsWith('arn:')
		? logGroup.replace(/:\*$/, '')
		: `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroup}`;

/** What is named in another account or region can be neither checked nor fixed from here: nothing is begun. */
function ofThisAccount(arn: string, {accountId, region}: Identity): string {
	const named = parseArn(arn);
	const isElsewhere =
		named !== null &&
		(named.accountId !== accountId || (named.region !== '' && named.region !== region));

	if (isElsewhere) {
		throw new NoVerdictError(
			`${arn} is in account ${named.accountId}${named.region === '' ? '' : `, region ${named.region}`}, but your credentials are for account ${accountId}, region ${region}. Use --profile and --region to go there.`,
		);
	}

	return arn;
}
