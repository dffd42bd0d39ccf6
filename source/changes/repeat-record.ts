import {createHash} from 'node:crypto';
import {isObject, member, parseJson} from '../json.ts';

/** One failure of an execution: a redrive that fails again is another one. */
export type FailureOf = {
	executionArn: string;
	/** Milliseconds since 1970. */
	stoppedAt: number | null;
	redriveCount: number | null;
};

/** `started`: recorded before AWS was asked. `unknown`: sent, and AWS's answer was lost. */
const repeatStatuses = ['started', 'done', 'failed', 'unknown'] as const;

/** A failed execution that was redriven, or started again: it cannot be undone, and must not be done twice. */
export type RepeatEntry = FailureOf & {
	id: string;
	/** ISO 8601. */
	at: string;
	accountId: string;
	region: string;
	identityArn: string;
	/** Equal for all that one run of sfn-fix did. */
	run: string;
	/** The cause whose executions are repeated together; absent where one was repeated by itself. */
	groupId?: string;
	repeat: 'redrive' | 'start-execution';
	status: (typeof repeatStatuses)[number];
	/** What AWS said. */
	error: string | null;
};

/** The same for the same failure on every machine: it names the new execution, so that AWS starts it once. */
export const repeatId = ({executionArn, stoppedAt, redriveCount}: FailureOf): string =>
	createHash('sha256')
		.update(JSON.stringify([executionArn, stoppedAt, redriveCount ?? 0]))
		.digest('hex')
		.slice(0, 20);

/** Of the execution that it starts. */
export const repeatName = (id: string): string => `sfn-fix-${id}`;

export const isRepeatDone = (entry: RepeatEntry | undefined): boolean => entry?.status === 'done';

/** The latest line of each, by id. Lines of other kinds are left out. */
export function readRepeats(text: string): Map<string, RepeatEntry> {
	const repeats = new Map<string, RepeatEntry>();

	for (const line of text.split('\n')) {
		const value = line.includes('"repeat":') ? parseJson(line) : undefined;

		if (isRepeatLine(value)) {
			repeats.set(value.id, value);
		}
	}

	return repeats;
}

export const isRepeatLine = (value: unknown): value is RepeatEntry =>
	isObject(value) &&
	(value.repeat === 'redrive' || value.repeat === 'start-execution') &&
	typeof member(value, 'id') === 'string' &&
	typeof member(value, 'executionArn') === 'string' &&
	repeatStatuses.some(status => status === member(value, 'status'));
