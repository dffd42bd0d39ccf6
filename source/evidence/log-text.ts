import type {LogEvent} from '../account/cloudwatch-logs.ts';
import {isObject, type JsonObject, parseJson} from '../json.ts';
import {redactSecrets} from '../secrets.ts';
import type {LogLine} from './evidence.ts';
import {textAt} from './failed-task.ts';

export const linesAtMost = 30;
const longestLine = 1000;

/** What begins and ends every invocation says nothing about this one. */
const frame = /^(?:START|END|INIT_START|EXTENSION|XRAY) /;
const quietTypes = new Set([
	'platform.start',
	'platform.initStart',
	'platform.initRuntimeDone',
	'platform.initReport',
	'platform.extension',
	'platform.runtimeDone',
]);

/** The last lines, without secrets. A secret over several lines is one only when they are read together. */
export function readableLines(events: readonly LogEvent[]): {lines: LogLine[]; isCut: boolean} {
	const told = events.flatMap(({timestamp, stream, message}) => {
		const text = readable(message.trimEnd());
		return text === null ? [] : [{at: new Date(timestamp), stream: stream ?? '', text}];
	});
	const texts = redactTogether(told.map(({text}) => text));
	const lines = told.map((line, index) => ({...line, text: cut(texts[index] ?? '')}));

	return {
		lines: lines.filter(({text}) => text.trim() !== '').slice(-linesAtMost),
		isCut: lines.length > linesAtMost,
	};
}

/** Joins lines by what no log line holds, so that each is found again. */
function redactTogether(texts: readonly string[]): string[] {
	const whole = redactSecrets(texts.join(separator));
	const parts = whole.split(separator);
	// A secret that runs over lines swallows what separates them: each of its lines is one.
	return parts.length === texts.length ? parts : texts.map(hideKeyLines());
}

const separator = '\n\u0000\n';

/** Line by line; from the first line of a private key to its last nothing is shown. */
function hideKeyLines(): (text: string) => string {
	let isInKey = false;

	return text => {
		const begins = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/.test(text);
		const ends = /-----END [A-Z ]{0,40}PRIVATE KEY/.test(text);
		const isHidden = isInKey && !begins;
		isInKey = begins ? !ends : isInKey && !ends;
		return isHidden ? '[redacted]' : redactSecrets(text);
	};
}

const cut = (text: string): string =>
	text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;

/** The runtimes begin a line with its time and the request id, which are told already. */
const withoutPrefix = (message: string): string =>
	message.replace(/^\d{4}-\d\d-\d\dT[\d:.]{8,16}Z\t[0-9a-f-]{36}\t/, '').replaceAll('\t', ' ');

/** A line in Lambda's JSON format is told in words; null for what only frames the invocation. */
function readable(message: string): string | null {
	const json = parseJson(message);

	if (!isObject(json)) {
		return frame.test(message) ? null : withoutPrefix(message);
	}

	const type = textAt(json, 'type');

	if (type?.startsWith('platform.')) {
		return quietTypes.has(type) ? null : platformLine(type, json);
	}

	const text = textAt(json, 'message') ?? textAt(json, 'msg');
	const level = textAt(json, 'level');
	const error = [textAt(json, 'errorType'), textAt(json, 'errorMessage')].filter(
		part => part !== null,
	);
	const words = [level, error.join(': '), text].filter(part => part !== null && part !== '');

	return text === null && error.length === 0 ? message : words.join(' ');
}

/** `platform.report` and `platform.fault`: how long it took and how much memory it used. */
function platformLine(type: string, json: JsonObject): string {
	const {record} = json;
	const metrics = isObject(record) ? record.metrics : null;
	const status = textAt(record, 'status');
	const numbers = isObject(metrics)
		? Object.entries(metrics).flatMap(([name, value]) =>
				typeof value === 'number' ? [`${name} ${value}`] : [],
			)
		: [];
	const words = [status, ...numbers].filter(part => part !== null);

	return words.length === 0
		? `${type} ${JSON.stringify(record ?? null)}`
		: `${type} ${words.join(', ')}`;
}
