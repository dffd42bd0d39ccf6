import {type CommandLocation, printAwsCommand} from '../../aws/command.ts';
import type {Changes, FailureEvidence, Piece, TaskLogs} from '../../evidence/evidence.ts';
import type {Proof} from '../../evidence/proof.ts';

/** What was read beside the checks; null where there was nothing to look for, or it was not read. */
export const evidenceJson = (
	{logs, changes, decoded, notRead}: FailureEvidence,
	proof: Proof | null,
	location: CommandLocation,
) => ({
	logs: logs && logsJson(logs, location),
	changes: changes && changesJson(changes, location),
	decoded: decoded && {...pieceJson(decoded, location), message: decoded.message},
	proof: proof && {
		...pieceJson(proof, location),
		state: proof.state,
		outcome: proof.outcome,
		mocked: proof.mocked,
		before: proof.before,
		after: proof.after,
	},
	notRead,
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

const changesJson = (changes: Changes, location: CommandLocation) => ({
	...pieceJson(changes, location),
	from: changes.from,
	to: changes.to,
	events: changes.events,
	definition: changes.definition,
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
