import {rmSync} from 'node:fs';
import path from 'node:path';
import {setFlagsFromString} from 'node:v8';
import {AccountError} from '../account/account-error.ts';
import {option, shellQuote} from '../aws/shell-quote.ts';
import {journalPath} from '../changes/journal.ts';
import {InterruptedError, UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {checkAccount} from '../fleet/check-account.ts';
import {type FailedPlace, type FleetResult, worstVerdict} from '../fleet/result.ts';
import type {Progress} from '../fleet/run-fleet.ts';
import {failedPlaceJson, fleetJson} from '../output/json/fleet.ts';
import {jsonLine} from '../output/json/json-text.ts';
import {type FleetPlace, printFleet} from '../output/plain/fleet.ts';
import {printable} from '../output/sanitise.ts';
import {fleetSarif} from '../output/sarif.ts';
import {inWords, pageOf, printJson, type Streams, tellOn} from '../plain/streams.ts';
import {openManyCalls} from '../run/many-calls.ts';
import {takeInterrupts} from '../stop-request.ts';
import {count, durationOf, grouped} from '../text.ts';
import {version} from '../version.ts';
import {interrupted, keptRun} from './interrupted-run.ts';
import {type CommandLine, type OptionName, type Options, ownOptions} from './options.ts';
import {rememberNames} from './remembered-names.ts';
import {describeFailure} from './report-failure.ts';

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
	const wanted = listedIn(options.profile).flatMap(profile =>
		listedIn(options.region).map(region => ({...options, profile, region})),
	);
	const places: CheckedPlace[] = [];
	const failed: FailedPlace[] = [];

	for (const place of wanted) {
		try {
			places.push(await checkPlace(place, options, streams));
		} catch (error) {
			const isAlone = wanted.length === 1;

			if (!(error instanceof AccountError || (error instanceof UsageError && !isAlone))) {
				throw error;
			}

			const {kind, message} = describeFailure(error);
			const {profile = null, region = null} = place;
			const lost: FailedPlace = {profile, region, verdict: 'no-verdict', error: {kind, message}};

			if (options.jsonl) {
				streams.stdout.write(`${jsonLine(failedPlaceJson(lost))}\n`);
			}

			if (isAlone) {
				throw error;
			}

			// The others are checked all the same: in each of them something else can be wrong.
			failed.push(lost);
			tellOn(streams)(failedWords(lost));
		}
	}

	if (failed.length === 0) {
		for (const {file} of places) {
			rmSync(file, {force: true});
		}
	}

	const results = places.flatMap(each => each.results);

	if (options.sarif) {
		printJson(streams, fleetSarif(results, failed.map(failedWords), version));
	} else if (!options.jsonl) {
		const page = pageOf(streams, options);
		printFleet(page, places, options);

		for (const each of failed) {
			page.heading(placeName(each));
			page.paragraph(`Not checked: ${each.error.message}`);
		}
	}

	if (failed.length > 0 && places.length > 0) {
		tellNext(streams, 'To check only what is missing:', options);
	}

	return statuses[worstVerdict([...results, ...failed])];
}

const placeName = ({profile, region}: Pick<FailedPlace, 'profile' | 'region'>): string =>
	[
		...(profile === null ? [] : [`Profile ${profile}`]),
		...(region === null ? [] : [profile === null ? `Region ${region}` : `region ${region}`]),
	].join(', ');

const failedWords = (place: FailedPlace): string =>
	`${placeName(place)} was not checked: ${place.error.message}`;

/** A command is never broken: it has to work as pasted. */
function tellNext(streams: Streams, words: string, options: Options): void {
	tellOn(streams)(words);
	streams.stderr.write(`  ${printable(continuing(options))}\n`);
}

/** The command that goes on where this one ended. */
const continuing = (options: Options): string =>
	[
		...['sfn-fix', 'check', '--all', '--resume'],
		...(['recent', 'jsonl', 'sarif'] as const).flatMap(name =>
			options[name] ? [`--${name}`] : [],
		),
		...(['profile', 'region', 'endpoint-url'] as const).flatMap(name =>
			options[name] === undefined ? [] : option(name, options[name]),
		),
	]
		.map(shellQuote)
		.join(' ');

/** Each once, however often it is named. */
const listedIn = (value: string | undefined): (string | undefined)[] =>
	value === undefined
		? [undefined]
		: [...new Set(value.split(',').map(each => each.trim()))].filter(each => each !== '');

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

type CheckedPlace = FleetPlace & {
	/** What was kept so that an interrupted run can continue: it can go once every place was checked. */
	file: string;
};

async function checkPlace(place: Place, whole: Options, streams: Streams): Promise<CheckedPlace> {
	const calls = await openManyCalls(place, tellOn(streams));
	const {accountId, region} = calls.identity;
	const location = {
		region,
		profile: place.profile ?? null,
		endpointUrl: place['endpoint-url'] ?? null,
	};
	const recent = place.recent ?? false;
	const judgedBy = `${version}${recent ? ' --recent' : ''}`;
	const file = path.join(path.dirname(journalPath()), `check-all-${accountId}-${region}.jsonl`);
	const before = place.resume ? interrupted(file, judgedBy) : null;

	if (place.resume && before === null) {
		tellOn(streams)(
			`No interrupted run of account ${accountId}, region ${region} was found: checking from the start.`,
		);
	}

	const results = await unlessInterrupted(
		checkAccount(calls, {
			before,
			recent,
			judgedBy,
			write: keptRun(file, before !== null, tellOn(streams)),
			onResult(result) {
				if (place.jsonl) {
					streams.stdout.write(`${jsonLine(fleetJson(result, location))}\n`);
				}
			},
			onProgress: progressOn(streams, [place.profile ?? [], region].flat().join(' ')),
		}),
		() => tellNext(streams, 'To continue:', whole),
	);

	if (place.practice === undefined) {
		rememberNames(
			'machines',
			results.map(({name}) => name),
			place,
		);
	}

	return {accountId, region, profile: place.profile ?? null, results, file};
}

/** Every answer is on the disk already: what is under way is not waited for. Throws InterruptedError. */
async function unlessInterrupted<Value>(work: Promise<Value>, tell: () => void): Promise<Value> {
	let release = () => {};
	const interrupted = new Promise<never>((_, reject) => {
		release = takeInterrupts(() => {
			tell();
			reject(new InterruptedError('Interrupted.'));
		}, 'lines');
	});

	return Promise.race([work, interrupted]).finally(release);
}

/** A log that is read later needs fewer lines than somebody who waits. */
const everyMilliseconds = {terminal: 5000, log: 60_000};

/** A line now and then: no escape sequence, so that a log can hold it. */
function progressOn({stderr}: Streams, place: string): (progress: Progress) => void {
	let toldAt = Date.now();

	return ({found, done, problems, left}) => {
		if (Date.now() - toldAt < everyMilliseconds[stderr.isTTY ? 'terminal' : 'log']) {
			return;
		}

		toldAt = Date.now();
		const rest = left === null ? '' : `, about ${durationOf(left)} left`;
		const line = `${place}: ${grouped(done)} of ${count(found, 'state machine')} checked, ${count(problems, 'problem')}${rest}`;
		stderr.write(`${inWords(printable(line), stderr)}\n`);
	};
}
