import {setFlagsFromString} from 'node:v8';
import {AccountError} from '../account/account-error.ts';
import {knownRegion} from '../account/profiles.ts';
import {option, shellQuote} from '../aws/shell-quote.ts';
import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {type FailedPlace, type FleetResult, worstVerdict} from '../fleet/result.ts';
import {failedPlaceJson} from '../output/json/fleet.ts';
import {jsonLine} from '../output/json/json-text.ts';
import {printFleet} from '../output/plain/fleet.ts';
import {printable} from '../output/sanitise.ts';
import {fleetSarif} from '../output/sarif.ts';
import {canAsk, pageOf, printJson, type Streams, tellOn} from '../plain/streams.ts';
import {version} from '../version.ts';
import {type CheckedPlace, checkPlace, type Place, placeName} from './check-place.ts';
import {type CommandLine, type OptionName, type Options, ownOptions} from './options.ts';
import {describeFailure} from './report-failure.ts';

const statuses: Record<FleetResult['verdict'], ExitStatus> = {
	healthy: exitStatus.healthy,
	'not-a-fault': exitStatus.healthy,
	problem: exitStatus.problem,
	'no-verdict': exitStatus.noVerdict,
};

/** Checks every state machine of each account and region that is named; writes nothing. On a terminal the wizard can follow. */
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

	const lose = (place: Place, error: FailedPlace['error']): void => {
		const region = place.practice === undefined ? knownRegion(place) : null;
		const lost: FailedPlace = {
			...{profile: place.profile ?? null, region},
			...{verdict: 'no-verdict', error},
		};
		failed.push(lost);

		if (options.jsonl) {
			streams.stdout.write(`${jsonLine(failedPlaceJson(lost))}\n`);
		}
	};

	const isAsked = canAsk(streams) && !options.jsonl && !options.sarif;

	const print = () => {
		if (options.sarif) {
			const results = places.flatMap(each => each.results);
			printJson(streams, fleetSarif(results, failed.map(failedWords), version));
		} else if (!options.jsonl) {
			const page = pageOf(streams, options);
			printFleet(page, places, options, isAsked);

			for (const each of failed) {
				page.heading(placeName(each) || 'The account');
				page.paragraph(
					`${each.error.kind === cut ? 'Not checked completely' : 'Not checked'}: ${each.error.message}`,
				);
			}
		}
	};

	const tellLost = () => tellOn(streams)(failed.slice(-1).map(failedWords).join());

	for (const place of wanted) {
		try {
			const checked = await checkPlace(place, places, streams, () =>
				tellNext(streams, 'To continue:', options),
			);
			places.push(...[checked ?? []].flat());

			if (checked?.unlisted) {
				lose(place, {kind: cut, message: checked.unlisted});
				tellLost();
			}
		} catch (error) {
			const isAlone = wanted.length === 1;

			if (!(error instanceof AccountError || (error instanceof UsageError && !isAlone))) {
				throw error;
			}

			const {kind, message} = describeFailure(error);
			lose(place, {kind, message});

			if (isAlone) {
				if (options.sarif || !streams.stdout.isTTY) {
					print();
				}

				throw error;
			}

			// The others are checked all the same: in each of them something else can be wrong.
			tellLost();
		}
	}

	const unread = failed.filter(({error}) => error.kind !== cut);

	if (unread.length === 0) {
		for (const {kept} of places) {
			kept.remove();
		}
	}

	const results = places.flatMap(each => each.results);
	const status = statuses[worstVerdict([...results, ...failed])];
	print();

	if (unread.length > 0 && places.length > 0 && places.every(({kept}) => kept.isKept())) {
		tellNext(streams, 'To check only what is missing:', options);
	}

	if (isAsked) {
		const {fixFound} = await import('./fix-found.ts');
		return fixFound(places, status, options, streams);
	}

	return status;
}

/** Of an account with more state machines than are listed. */
const cut = 'cut-list';

const failedWords = ({error: {kind, message}, ...place}: FailedPlace): string =>
	`${placeName(place) || 'The account'} was not checked${kind === cut ? ' completely' : ''}: ${message}`;

/** A command is never broken: it has to work as pasted, which one with a pseudonym does not. */
function tellNext(streams: Streams, words: string, options: Options): void {
	if (options.redact) {
		tellOn(streams)(`${words} run the same command again with --resume.`);
		return;
	}

	tellOn(streams)(words);
	streams.stderr.write(`  ${printable(continuing(options))}\n`);
}

/** The command that goes on where this one ended: what it was told decides what is checked, and how it is shown. */
const continuing = ({all: _all, resume: _resume, ...told}: Options): string =>
	[
		...['sfn-fix', 'check', '--all', '--resume'],
		...Object.entries(told).flatMap(([name, value]) =>
			value === true ? [`--${name}`] : typeof value === 'string' ? option(name, value) : [],
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

	if (listedIn(options.profile).length === 0) {
		throw new UsageError('--profile names no profile.');
	}

	if (options.jsonl && options.sarif) {
		throw new UsageError('Choose --jsonl or --sarif, not both.');
	}
}
