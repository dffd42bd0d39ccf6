import {type CommandLocation, printAwsCommand} from '../../aws/command.ts';
import type {Evidence, Piece, TaskLogs} from '../../evidence/evidence.ts';

/** What was read beside the checks; null where there was nothing to look for, or it was not read. */
export const evidenceJson = ({logs}: Evidence, location: CommandLocation) => ({
	logs: logs && logsJson(logs, location),
	changes: null,
	decoded: null,
	proof: null,
});

const pieceJson = (
	{title, read, findings, notes, unavailable, commands}: Piece,
	location: CommandLocation,
) => ({
	title,
	read,
	findings,
	notes,
	unavailable,
	commands: commands.map(command => printAwsCommand(command, location)),
});

const logsJson = (logs: TaskLogs, location: CommandLocation) => ({
	...pieceJson(logs, location),
	task: logs.task,
	logGroup: logs.logGroup,
	streams: logs.streams,
	filter: logs.filter,
	lines: logs.lines,
	isCut: logs.isCut,
});
