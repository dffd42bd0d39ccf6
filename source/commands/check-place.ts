import {createHash} from 'node:crypto';
import path from 'node:path';
import process from 'node:process';
import type {Identity} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {journalPath} from '../changes/journal.ts';
import {InterruptedError, NoVerdictError} from '../errors.ts';
import {checkAccount} from '../fleet/check-account.ts';
import type {FailedPlace, FleetPlace} from '../fleet/result.ts';
import type {Progress} from '../fleet/run-fleet.ts';
import {fleetJson} from '../output/json/fleet.ts';
import {jsonLine} from '../output/json/json-text.ts';
import {printable} from '../output/sanitise.ts';
import {inWords, type Streams, tellOn} from '../plain/streams.ts';
import {openManyCalls} from '../run/many-calls.ts';
import {takeInterrupts} from '../stop-request.ts';
import {count, durationOf, grouped} from '../text.ts';
import {version} from '../version.ts';
import {type KeptRun, keepRun} from './interrupted-run.ts';
import type {Options} from './options.ts';
import {rememberNames} from './remembered-names.ts';

export type Place = Omit<Options, 'profile' | 'region'> & {
	profile: string | undefined;
	region: string | undefined;
};

export type CheckedPlace = FleetPlace & {
	/** Why it is not the whole place: see `CheckedAccount`. */
	unlisted: string | null;
	/** What was kept so that an interrupted run can continue: it can go once every place was checked. */
	kept: KeptRun;
};

/**
 * `checked`: what was checked before. Null where this profile or region leads there as well: everything would be asked
 * and reported twice. `tellNext`: with which command to continue, where the run is interrupted.
 */
export async function checkPlace(
	place: Place,
	checked: readonly FleetPlace[],
	streams: Streams,
	tellNext: () => void,
): Promise<CheckedPlace | null> {
	const calls = await openManyCalls(place, tellOn(streams));
	const {accountId, region} = calls.identity;
	const profile = place.profile ?? null;
	const same = checked.find(each => each.accountId === accountId && each.region === region);

	if (same) {
		tellOn(streams)(
			`${placeName({profile, region: place.region ?? null}) || 'The default profile'} leads to account ${accountId}, region ${region} again: it is checked once${same.profile === null ? '' : `, with profile ${same.profile}`}.`,
		);
		return null;
	}

	const location = {
		region,
		profile,
		endpointUrl: place['endpoint-url'] ?? null,
	};
	const recent = place.recent ?? false;
	const judgedBy = `${version}${recent ? ' --recent' : ''}`;
	const kept = await keepRun(path.dirname(journalPath()), nameOf(calls.identity, place), {
		judgedBy,
		isResumed: place.resume ?? false,
		tell: tellOn(streams),
	});
	const {before} = kept;

	if (place.resume && before === null) {
		tellOn(streams)(
			`No interrupted run of account ${accountId}, region ${region} was found: checking from the start.`,
		);
	}

	const tellKept = () => kept.isKept() && tellNext();
	let isBegun = false;
	const {results, unlisted} = await unlessInterrupted(
		checkAccount(calls, {
			before,
			recent,
			judgedBy,
			write: kept.write,
			onResult(result) {
				isBegun = true;

				if (place.jsonl) {
					streams.stdout.write(`${jsonLine(fleetJson(result, location))}\n`);
				}
			},
			onProgress: progressOn(streams, [place.profile ?? [], region].flat().join(' ')),
		}),
		streams,
		tellKept,
	).catch(error => {
		if (error instanceof AccountError && isBegun) {
			tellKept();
		}

		throw error;
	});

	if (place.practice === undefined) {
		rememberNames(
			'machines',
			results.map(({name}) => name),
			place,
		);
	}

	return {accountId, region, profile, results, unlisted, kept};
}

/** The same ids at another endpoint, or in another scenario, are another account. */
function nameOf({accountId, region}: Identity, place: Place): string {
	const elsewhere = place.practice ?? place['endpoint-url'] ?? process.env.AWS_ENDPOINT_URL ?? null;
	const mark = elsewhere && createHash('sha256').update(elsewhere).digest('hex').slice(0, 8);
	return [accountId, region, mark ?? []].flat().join('-');
}

/**
 * Every answer is on the disk already: what is under way is not waited for, nor is anything asked that nobody reads.
 * Throws InterruptedError, or NoVerdictError where the output was closed.
 */
async function unlessInterrupted<Value>(
	work: Promise<Value>,
	{stdout}: Streams,
	tell: () => void,
): Promise<Value> {
	let release = () => {};
	const interrupted = new Promise<never>((_, reject) => {
		const end = (error: Error) => {
			tell();
			reject(error);
		};
		const closed = () => end(new NoVerdictError('Stopped: the output cannot be written any more.'));
		const resume = takeInterrupts(() => end(new InterruptedError('Interrupted.')), 'lines');
		stdout.once('error', closed);
		release = () => {
			stdout.off('error', closed);
			resume();
		};
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

export const placeName = ({profile, region}: Pick<FailedPlace, 'profile' | 'region'>): string =>
	[
		...(profile === null ? [] : [`Profile ${profile}`]),
		...(region === null ? [] : [profile === null ? `Region ${region}` : `region ${region}`]),
	].join(', ');
