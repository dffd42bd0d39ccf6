import type {AwsCommand} from '../aws/command.ts';
import type {TaskLogs} from './evidence.ts';
import type {FailedTask} from './failed-task.ts';
import {
	afterwards,
	before,
	empty,
	type LogContext,
	shown,
	streamCommand,
	type TimeWindow,
	timeOf,
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

	const {streams, read} = await streamsOf(here, reads);
	const answers = await Promise.all(
		streams.slice(0, streamsAtMost).map(async one => ({
			...one,
			found: await reads.lastEvents({...one, ...window}),
		})),
	);
	const events = answers.flatMap(({found}) => found?.events ?? []);
	const missing = answers.filter(({found}) => found === null);
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
		commands,
	};

	if (events.length > 0) {
		return {
			...known,
			...shown(
				events,
				answers.some(({found}) => found?.isCut),
			),
			streams: known.streams,
			notes: [...notes, ...missing.map(({group, stream}) => notThere(group, stream))],
		};
	}

	return {
		...known,
		unavailable:
			missing.length > 0
				? missing.map(({group, stream}) => notThere(group, stream)).join(' ')
				: answers.length === 0
					? `No log stream of it was found in ${first.group}.`
					: `Its log streams hold no lines between ${timeOf(window.from)} and ${timeOf(window.to)}.`,
	};
}

const notThere = (group: string, stream: string): string =>
	`There is no log stream ${stream} in ${group}: it was deleted, or never created.`;

async function streamsOf(
	places: readonly LogPlace[],
	reads: LogContext['reads'],
): Promise<{streams: Array<{group: string; stream: string}>; read: string[]}> {
	const read: string[] = [];
	const streams: Array<{group: string; stream: string}> = [];

	for (const {group, stream} of places.slice(0, streamsAtMost)) {
		if ('name' in stream) {
			streams.push({group, stream: stream.name});
		} else {
			const names = await reads.logStreamNames(group, stream.prefix);
			read.push(`logs:DescribeLogStreams on ${group}`);
			streams.push(
				...(names ?? [])
					.filter(name => name.includes(stream.containing))
					.map(name => ({group, stream: name})),
			);
		}
	}

	return {streams, read};
}

const placeCommand = ({group, stream, region}: LogPlace, window: TimeWindow): AwsCommand =>
	'name' in stream
		? streamCommand({group, stream: stream.name, ...window}, region)
		: [
				'logs',
				'describe-log-streams',
				'--log-group-name',
				group,
				'--log-stream-name-prefix',
				stream.prefix,
			];
