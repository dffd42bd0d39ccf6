import {existsSync, statSync} from 'node:fs';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {changeId} from '../changes/change-id.ts';
import {journalPath} from '../changes/journal.ts';
import {findEntry} from '../changes/journal-entry.ts';
import {describedSubject} from '../diagnosis/subject.ts';
import {messageOf, UsageError} from '../errors.ts';
import {outcomeOf, type ReportedChange} from '../output/markdown/change.ts';
import {escaped} from '../output/markdown/markdown.ts';
import {reportMarkdown} from '../output/markdown/report.ts';
import {explanationWords} from '../output/plain/failure.ts';
import {type Streams, tellOn} from '../plain/streams.ts';
import {verdictOf} from '../run/finish.ts';
import {handOver} from '../run/hand-over.ts';
import {mismatches} from '../run/mismatches.ts';
import type {Run} from '../run/run.ts';
import type {Session} from '../run/session.ts';
import {type RunState, writtenChanges} from '../run/state.ts';
import {practiceNext} from '../run/summary.ts';
import {version} from '../version.ts';

/** A run with where it is made and when it began. */
type Reported = {run: Run; session: Session; startedAt: Date};

/** Said before anything is asked. Throws UsageError. */
export function refuseReport(file: string | undefined): void {
	if (file === undefined) {
		return;
	}

	if (existsSync(file)) {
		throw new UsageError(
			`${file} already exists, and a report never overwrites a file. Choose another name, or delete it.`,
		);
	}

	const folder = path.dirname(path.resolve(file));

	if (!statSync(folder, {throwIfNoEntry: false})?.isDirectory()) {
		throw new UsageError(`The report cannot be written: there is no folder ${folder}.`);
	}
}

/** Does the work of a run, and writes its report once it has ended. Neither the run nor its status depend on the report. */
export async function withReport<Result>(
	file: string | undefined,
	opened: Reported,
	streams: Streams,
	work: () => Promise<Result>,
): Promise<Result> {
	try {
		return await work();
	} finally {
		if (file !== undefined) {
			await writeReport(file, opened, tellOn(streams));
		}
	}
}

async function writeReport(
	file: string,
	opened: Reported,
	tell: (line: string) => void,
): Promise<void> {
	if (!isExamined(opened)) {
		tell('No report was written, because nothing was examined.');
		return;
	}

	try {
		await write(file, await textOf(opened));
		tell(`The report is in ${file}.`);
	} catch (error) {
		const kept = await keepLastReport(opened);
		tell(
			`The report cannot be written to ${file} (${reasonOf(error)}).${kept ? ` It is in ${kept}.` : ''}`,
		);
	}
}

/** Where somebody looks for the report of the run that has just ended; null where it cannot be kept or has nothing to say. */
export async function keepLastReport(opened: Reported): Promise<string | null> {
	const folder = path.dirname(journalPath());
	const file = path.join(folder, 'last-report.md');

	if (!isExamined(opened)) {
		return null;
	}

	try {
		await mkdir(folder, {recursive: true, mode: 0o700});
		await rm(file, {force: true});
		await write(file, await textOf(opened));
		return file;
	} catch {
		return null;
	}
}

const isExamined = ({run}: Reported): boolean => run.state().subject !== null;

/** Only for the person: it holds what was pasted. */
const write = (file: string, text: string): Promise<void> =>
	writeFile(file, text, {flag: 'wx', mode: 0o600});

const reasons: Record<string, string> = {
	EACCES: 'permission denied',
	EEXIST: 'it exists by now',
	EISDIR: 'it is a folder',
	ENOENT: 'the folder does not exist',
	ENOSPC: 'the disk is full',
	EROFS: 'the file system is read-only',
};

const reasonOf = (error: unknown): string =>
	reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? messageOf(error);

async function textOf({run, session, startedAt}: Reported): Promise<string> {
	const state = run.state();
	const {subject, sight, reading, incident, followed, settings, diagnosis, explanation} = state;
	const {evidence, failures, groupId, retried, groupRetried} = state;
	const explained = explanationWords[explanation];
	const summary = state.transcript.findLast(entry => entry.kind === 'summary')?.summary;

	return reportMarkdown({
		version,
		startedAt,
		endedAt: new Date(session.clock.now()),
		status: state.status ?? 0,
		verdict: verdictOf(state),
		identity: session.identity,
		location: session.location,
		practice: settings.practice?.title ?? null,
		subject: subject && (await describedSubject(subject, session.reads())),
		flow: reading && {flow: reading.flow, confidence: reading.confidence},
		incident,
		given: state.draft.trim() === '' ? incident.text : state.draft.trimEnd(),
		isFromExecution: followed !== null,
		sight: sight ?? {kind: 'none'},
		examinations: examinationsOf(state),
		remedies: diagnosis?.remedies ?? [],
		requests: diagnosis?.requests ?? [],
		handOver: handOver(state),
		changes: await changesOf(state, session),
		evidence: evidence.status === 'read' ? evidence.evidence : null,
		remarks: [...mismatches(state), ...(explained === null ? [] : [explained])],
		failures,
		groupId,
		repeated: [retried, groupRetried].filter(each => each !== null),
		summary: summary ?? {
			headline: 'The run did not end.',
			found: [],
			written: [],
			notWritten: [],
			verified: [],
			notKnown: [],
		},
		watch: [
			...watchOf(state),
			...(summary?.next ?? []).filter(step => step !== practiceNext).map(escaped),
		],
	});
}

function examinationsOf({transcript}: RunState) {
	const rounds = transcript.filter(entry => entry.kind === 'checks');

	// What the account looked like when it failed, and what it looks like now.
	return [...new Set([rounds[0], rounds.at(-1)])].flatMap((round, index) =>
		round
			? {
					title: index === 0 ? 'Checks' : 'Checks, run again after the changes',
					before: index > 0 && rounds[0] ? answeredIn(rounds[0]) : null,
					checks: answeredIn(round),
				}
			: [],
	);
}

const answeredIn = ({lines}: Extract<RunState['transcript'][number], {kind: 'checks'}>) =>
	lines.flatMap(({answered}) => answered ?? []);

/** Each change once, with what became of it last. */
async function changesOf({changes}: RunState, {journal}: Session): Promise<ReportedChange[]> {
	const entries = await journal.entries().catch(() => []);
	const latest = new Map(changes.map(change => [changeId(change.shown.change), change]));

	return [...latest].map(([id, {shown, outcome, message, confirmed}]) => {
		const entry = confirmed ? findEntry(entries, id) : null;
		return {...shown, id: entry?.id ?? id, at: entry?.at ?? null, outcome, message};
	});
}

function watchOf(state: RunState): string[] {
	const {changes, diagnosis} = state;
	const written = writtenChanges(state);
	const isOf = (change: (typeof changes)[number]) => written.includes(change);

	return [
		...changes.flatMap(({shown}) => (shown.patch ? escaped(shown.patch.warning) : [])),
		...(diagnosis?.checks ?? [])
			.filter(({outcome}) => outcome === 'unknown' || outcome === 'warning')
			.map(({outcome, answer}) => `${outcome}: ${escaped(answer)}`),
		...changes
			.filter(change => isOf(change) && change.outcome !== 'applied')
			.map(({shown, outcome}) => `${escaped(shown.target)}: ${outcomeOf(outcome)}`),
	];
}
