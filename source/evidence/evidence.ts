import type {AwsCommand} from '../aws/command.ts';
import type {JsonObject} from '../json.ts';
import type {DefinitionComparison} from './changed-definition.ts';

/** One thing that was looked at beside the checks: it explains, and decides nothing. */
export type Piece = {
	title: string;
	/** The calls that were made, as IAM names them, with what they were made on. */
	read: string[];
	/** What was seen, in the order in which it is told; without secrets. */
	findings: string[];
	/** What limits it: bounds that were reached, delays, what is not known. */
	notes: string[];
	/** Why it cannot be shown; null where it can. */
	unavailable: string | null;
	/** What shows the rest, or finds out what is not available. */
	commands: AwsCommand[];
};

export type LogLine = {
	at: Date;
	stream: string;
	/** Without secrets, and as a person reads it: the message of a JSON line. */
	text: string;
};

/** The last lines that a failed task logged. */
export type TaskLogs = Piece & {
	/** `Lambda function`, `ECS task`, … */
	task: string;
	logGroup: string | null;
	streams: string[];
	/** The filter pattern with which the lines were found; null where a stream was read. */
	filter: string | null;
	/** The oldest first. */
	lines: LogLine[];
	/** There are more than these. */
	isCut: boolean;
};

/** One call that changed something. */
export type TrailChange = {at: Date; name: string; who: string | null; on: string; region: string};

export type Changes = Piece & {
	/** The time that was looked at; null where it could not be told. */
	from: Date | null;
	to: Date | null;
	/** The oldest first. */
	events: TrailChange[];
	/** Null where what the execution ran, or what is there now, could not be read. */
	definition: DefinitionComparison | null;
};

/** What `sts:DecodeAuthorizationMessage` makes of a denial. */
export type Decoded = Piece & {message: JsonObject | null};

/** What was gathered; null where there was nothing to look for. */
export type FailureEvidence = {
	logs: TaskLogs | null;
	changes: Changes | null;
	decoded: Decoded | null;
	/** Why a piece is null; null where it is not. */
	notRead: NotRead;
};

type NotRead = Record<'logs' | 'changes' | 'decoded', string | null>;

export const notReadAtAll = (why: string): FailureEvidence => ({
	logs: null,
	changes: null,
	decoded: null,
	notRead: {logs: why, changes: why, decoded: why},
});

export const piecesOf = ({
	decoded,
	logs,
	changes,
}: FailureEvidence): Array<Decoded | TaskLogs | Changes> =>
	[decoded, logs, changes].filter(piece => piece !== null);

/** A piece that could not be looked at. */
export const unavailable = (
	title: string,
	why: string,
	given: Partial<Pick<Piece, 'read' | 'commands' | 'notes'>> = {},
): Piece => ({
	title,
	read: [],
	findings: [],
	notes: [],
	commands: [],
	...given,
	unavailable: why,
});
