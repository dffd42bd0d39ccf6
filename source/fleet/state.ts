import {createHash} from 'node:crypto';
import {isObject, member, parseJson} from '../json.ts';
import type {FleetResult} from './result.ts';

/** What a run writes down, line by line, so that one that was interrupted can go on. */
export type FleetState = {
	/** When the run began, in milliseconds since 1970. */
	startedAt: number;
	accountId: string;
	region: string;
	/** By the state machine's ARN: none where another version of sfn-fix or other options judged them. */
	done: Map<string, FleetResult>;
	/** Answers of AWS, by operation and input. */
	answers: Map<string, unknown>;
};

const version = 1;

/** `judgedBy`: what a result depends on besides the answers of AWS. */
export type StateHead = Pick<FleetState, 'startedAt' | 'accountId' | 'region'> & {judgedBy: string};

export type StateLine =
	| ({fleet: typeof version} & StateHead)
	| {done: FleetResult}
	| {key: string; answer: unknown};

export const headLine = (head: StateHead): StateLine => ({fleet: version, ...head});

/** Dates of the SDK's answers survive. A line begins with its sum: one that is not whole would be a wrong answer. */
export function printLine(line: StateLine): string {
	const text = JSON.stringify(dated(line));
	return `${sumOf(text)} ${text}\n`;
}

const sumOf = (text: string): string =>
	createHash('sha256').update(text).digest('base64').slice(0, 12);

const readLine = (line: string): unknown => {
	const text = line.slice(13);
	return line.startsWith(`${sumOf(text)} `) ? undated(parseJson(text)) : undefined;
};

const dated = (value: unknown): unknown => {
	if (value instanceof Date) {
		return {$date: value.getTime()};
	}

	if (Array.isArray(value)) {
		return value.map(dated);
	}

	return isObject(value)
		? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, dated(inner)]))
		: value;
};

const undated = (value: unknown): unknown => {
	if (Array.isArray(value)) {
		return value.map(undated);
	}

	if (!isObject(value)) {
		return value;
	}

	const date = member(value, '$date');

	return typeof date === 'number' && Object.keys(value).length === 1
		? new Date(date)
		: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, undated(inner)]));
};

/** Null where the text is not the state of a run. Lines that were not written to their end are left out. */
export function parseState(text: string, judgedBy: string): FleetState | null {
	const [head, ...lines] = text.split('\n').map(readLine);
	const startedAt = member(head, 'startedAt');
	const [accountId, region] = ['accountId', 'region'].map(name => member(head, name));

	if (
		member(head, 'fleet') !== version ||
		typeof startedAt !== 'number' ||
		typeof accountId !== 'string' ||
		typeof region !== 'string'
	) {
		return null;
	}

	let isSame = member(head, 'judgedBy') === judgedBy;
	const done = new Map<string, FleetResult>();
	const answers = new Map<string, unknown>();

	for (const line of lines) {
		const result = member(line, 'done');
		const key = member(line, 'key');

		if (member(line, 'fleet') === version) {
			isSame = member(line, 'judgedBy') === judgedBy;
		} else if (isResult(result)) {
			if (isSame) {
				done.set(result.stateMachineArn, result);
			}
		} else if (typeof key === 'string') {
			answers.set(key, member(line, 'answer'));
		}
	}

	return {startedAt, accountId, region, done, answers};
}

const isResult = (value: unknown): value is FleetResult =>
	typeof member(value, 'stateMachineArn') === 'string' &&
	typeof member(value, 'verdict') === 'string' &&
	Array.isArray(member(value, 'checks'));
