import {AccountError} from '../account/account-error.ts';
import {asRefusal} from '../account/if-refused.ts';
import type {AwsCommand} from '../aws/command.ts';
import {timeOf} from '../text.ts';
import type {TaskLogs} from './evidence.ts';
import type {FailedTask} from './failed-task.ts';
import {
	afterwards,
	before,
	empty,
	filterCommand,
	type LogContext,
	shown,
	streamCommand,
	type TimeWindow,
} from './log-piece.ts';
import type {LogPlace, LogPlaces} from './log-places.ts';

/** Of the streams of one task, those that are read. */
const streamsAtMost = 2;

/** Reads the streams that are known, and looks for those of which only the beginning is. */
export async function placedLogs(
	task: FailedTask,
	{task: what, places, why, notes}: LogPlaces,
	{reads, location}: LogContext,
	callsBefore: string[],
): Promise<TaskLogs> {
	const own = {...empty(task, what), notes, read: [...callsBefore]};
	const [first] = places;
	const window = {from: task.from - before, to: task.to + afterwards};

	if (!first) {
		return {...own, unavailable: why ?? 'Where it logged is not known.'};
	}

	const here = places.filter(({region}) => region === null);
	const commands = places.slice(0, streamsAtMost).map(one => placeCommand(one, window));

	if (here.length === 0) {
		return {
			...own,
			logGroup: first.group,
			commands,
			unavailable: `Its logs are in region ${first.region}, and the checks look at ${location.region}.`,
		};
	}

	const {streams, read, refused} = await streamsOf(here, reads);
	const answers = await Promise.all(
		streams.slice(0, streamsAtMost).map(async one => ({
			...one,
			found: await reads.lastEvents({...one, ...window}).catch(asRefusal),
		})),
	);
	const pages = answers.flatMap(({found}) =>
		found === null || found instanceof AccountError ? [] : [found],
	);
	const events = pages.flatMap(page => page.events);
	const missing = [
		...refused,
		...answers.flatMap(({group, stream, found}) =>
			found === null
				? [notThere(group, stream)]
				: found instanceof AccountError
					? [found.message]
					: [],
		),
	];
	const calls = [
		...own.read,
		...read,
		...answers.map(({group, stream}) => `logs:GetLogEvents on ${group}, ${stream}`),
	];
	const known = {
		...own,
		read: calls,
		logGroup: answers[0]?.group ?? first.group,
		streams: answers.map(({stream}) => stream),
		commands:
			answers.length === 0
				? commands
				: answers.map(({group, stream}) => streamCommand({group, stream, ...window}, null)),
	};

	if (events.length > 0) {
		return {
			...known,
			...shown(
				events,
				pages.some(({isCut}) => isCut),
			),
			streams: known.streams,
			notes: [...notes, ...new Set(missing), ...leftOut(streams.length)],
		};
	}

	return {
		...known,
		unavailable:
			missing.length > 0
				? [...new Set(missing)].join(' ')
				: answers.length === 0
					? `No log stream of it was found in ${first.group}.`
					: `Its log streams hold no lines between ${timeOf(window.from)} and ${timeOf(window.to)}.`,
	};
}

const leftOut = (streams: number): string[] =>
	streams > streamsAtMost ? [`Read ${streamsAtMost} of ${streams} log streams.`] : [];

const notThere = (group: string, stream: string): string =>
	`There is no log stream ${stream} in ${group}: it was deleted, or never created.`;

async function streamsOf(
	places: readonly LogPlace[],
	reads: LogContext['reads'],
): Promise<{streams: Array<{group: string; stream: string}>; read: string[]; refused: string[]}> {
	const read: string[] = [];
	const refused: string[] = [];
	const streams: Array<{group: string; stream: string}> = [];

	for (const {group, stream} of places.slice(0, streamsAtMost)) {
		if ('name' in stream) {
			streams.push({group, stream: stream.name});
		} else {
			const names = await reads.logStreamNames(group, stream.prefix).catch(asRefusal);
			read.push(`logs:DescribeLogStreams on ${group}`);

			if (names === null) {
				refused.push(`The log group ${group} does not exist.`);
			} else if (names instanceof AccountError) {
				refused.push(names.message);
				continue;
			}

			streams.push(
				...(names ?? [])
					.filter(name => name.includes(stream.containing))
					.map(name => ({group, stream: name})),
			);
		}
	}

	return {streams, read, refused};
}

const placeCommand = ({group, stream, region}: LogPlace, window: TimeWindow): AwsCommand =>
	'name' in stream
		? streamCommand({group, stream: stream.name, ...window}, region)
		: filterCommand({group, terms: null, streams: stream.prefix, ...window}, region);
