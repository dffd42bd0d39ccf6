import {appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setFlagsFromString} from 'node:v8';
import {journalPath} from '../changes/journal.ts';
import {InterruptedError, UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {checkAccount} from '../fleet/check-account.ts';
import {type FleetResult, worstVerdict} from '../fleet/result.ts';
import type {Progress} from '../fleet/run-fleet.ts';
import {type FleetState, parseState} from '../fleet/state.ts';
import {jsonLine} from '../output/json/json-text.ts';
import {type FleetPlace, printFleet} from '../output/plain/fleet.ts';
import {fleetSarif} from '../output/sarif.ts';
import {pageOf, printJson, type Streams, tellOn} from '../plain/streams.ts';
import {openManyCalls} from '../run/many-calls.ts';
import {takeInterrupts} from '../stop-request.ts';
import {count, durationOf, grouped} from '../text.ts';
import {version} from '../version.ts';
import {type CommandLine, type OptionName, type Options, ownOptions} from './options.ts';
import {rememberNames} from './remembered-names.ts';

const statuses: Record<FleetResult['verdict'], ExitStatus> = {
	healthy: exitStatus.healthy,
	'not-a-fault': exitStatus.healthy,
	problem: exitStatus.problem,
	'no-verdict': exitStatus.noVerdict,
};

/** Checks every state machine of each account and region that is named; writes nothing. */
export async function checkAll(
	{operands: [operand], options}: CommandLine,
	streams: Streams,
): Promise<ExitStatus> {
	refuseWhatIsAboutOne(operand, options);
	// AWS's rates set the pace: what the memory grows by would be kept for speed that nobody has use for.
	setFlagsFromString('--optimize-for-size');
	const places: FleetPlace[] = [];

	for (const profile of listedIn(options.profile)) {
		for (const region of listedIn(options.region)) {
			places.push(await checkPlace({...options, profile, region}, streams));
		}
	}

	const results = places.flatMap(each => each.results);

	if (options.sarif) {
		printJson(streams, fleetSarif(results, version));
	} else if (!options.jsonl) {
		printFleet(pageOf(streams, options), places, options.recent ?? false);
	}

	return statuses[worstVerdict(results)];
}

const listedIn = (value: string | undefined): (string | undefined)[] =>
	value === undefined ? [undefined] : value.split(',').map(each => each.trim());

const aboutMany: readonly OptionName[] = ['all', 'resume', 'recent', 'jsonl', 'sarif', 'practice'];

function refuseWhatIsAboutOne(operand: string | undefined, options: Options): void {
	const foreign = ownOptions(options).find(name => !aboutMany.includes(name));

	if (operand !== undefined || foreign !== undefined) {
		throw new UsageError(
			`--all checks every state machine: leave out ${foreign ? `--${foreign}` : operand}${foreign === 'json' ? ', or use --jsonl' : ''}.`,
		);
	}

	if (options.jsonl && options.sarif) {
		throw new UsageError('Choose --jsonl or --sarif, not both.');
	}
}

type Place = Omit<Options, 'profile' | 'region'> & {
	profile: string | undefined;
	region: string | undefined;
};

async function checkPlace(options: Place, streams: Streams): Promise<FleetPlace> {
	const calls = await openManyCalls(options, tellOn(streams));
	const {accountId, region} = calls.identity;
	const file = path.join(path.dirname(journalPath()), `check-all-${accountId}-${region}.jsonl`);
	const before = options.resume ? interrupted(file) : null;

	if (options.resume && before === null) {
		tellOn(streams)(
			`No interrupted run of account ${accountId}, region ${region} was found: checking from the start.`,
		);
	}

	const write = before ? appendTo(file) : startedAt(file);
	const results = await unlessInterrupted(
		checkAccount(calls, {
			before,
			recent: options.recent ?? false,
			write,
			onResult(result) {
				if (options.jsonl) {
					streams.stdout.write(`${jsonLine(result)}\n`);
				}
			},
			onProgress: progressOn(streams, region),
		}),
	);
	rmSync(file, {force: true});

	if (options.practice === undefined) {
		rememberNames(
			'machines',
			results.map(({name}) => name),
			options,
		);
	}

	return {accountId, region, profile: options.profile ?? null, results};
}

/** Every answer is on the disk already: what is under way is not waited for. Throws InterruptedError. */
async function unlessInterrupted<Value>(work: Promise<Value>): Promise<Value> {
	let release = () => {};
	const interrupted = new Promise<never>((_, reject) => {
		release = takeInterrupts(
			() =>
				reject(new InterruptedError('Interrupted. Continue with: sfn-fix check --all --resume')),
			'lines',
		);
	});

	return Promise.race([work, interrupted]).finally(release);
}

/** Older answers say too little about the account of today. */
const keptFor = 6 * 60 * 60 * 1000;

function interrupted(file: string): FleetState | null {
	try {
		const state = parseState(readFileSync(file, 'utf8'));
		return state && Date.now() - state.startedAt < keptFor ? state : null;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return null;
		}

		throw error;
	}
}

/** Policies are in it: nobody else can read it. */
const startedAt = (file: string): ((line: string) => void) => {
	mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
	writeFileSync(file, '', {mode: 0o600});
	return appendTo(file);
};

const appendTo =
	(file: string) =>
	(line: string): void =>
		appendFileSync(file, line);

const everyMilliseconds = 5000;

/** A line now and then: no escape sequence, so that a log can hold it. */
function progressOn({stderr}: Streams, region: string): (progress: Progress) => void {
	let toldAt = Date.now();

	return ({found, done, problems, left}) => {
		if (!stderr.isTTY || Date.now() - toldAt < everyMilliseconds) {
			return;
		}

		toldAt = Date.now();
		const rest = left === null ? '' : `, about ${durationOf(left)} left`;
		stderr.write(
			`${region}: ${grouped(done)} of ${count(found, 'state machine')} checked, ${count(problems, 'problem')}${rest}\n`,
		);
	};
}
