import type {Answer} from '../../source/diagnosis/check.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {isObject, parseJson} from '../../source/json.ts';
import {count} from '../../source/text.ts';
import {anotherFailure, type FailedRun} from './failed-run.ts';
import {failedRunCheck} from './failed-run-check.ts';

/** Bytes of UTF-8. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const payloadLimit = 262_144;

export const check = failedRunCheck({
	id: 'payload-size',
	title: 'Input and output of the state fit in 256 KiB',
	decisive: true,
	judge: judged,
});

type Payload = {what: string; text: string};

function judged(run: FailedRun): Answer {
	const payloads = payloadsOf(run);
	const largest = payloads.toSorted((one, other) => bytes(other.text) - bytes(one.text))[0];
	const isOver = run.error === 'States.DataLimitExceeded' || isAboutSize.test(run.cause ?? '');

	if (!isOver) {
		return anotherFailure(run);
	}

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `${run.visit?.state ?? run.execution.name} ${sideWords(run.cause ?? '')} more than ${count(payloadLimit, 'byte')} (256 KiB).${largest ? ` The largest payload in the history is its ${largest.what}: ${sizeWords(largest.text)}.` : ''}`,
		details: [
			...payloads.map(({what, text}) => `${what}: ${sizeWords(text)}`),
			...(largest ? partsWords(largest) : []),
			'The history does not include the payload that was too large. The limit is fixed: store the data in S3 and pass its bucket and key, or keep less of it (ResultSelector, ResultPath, Output).',
		],
	};
}

const isAboutSize = /size exceeding the maximum number|payload size exceeded/i;

const sideWords = (cause: string): string =>
	/returned a result|output/i.test(cause) ? 'returned' : 'receives or returns';

const payloadsOf = ({visit}: FailedRun): Payload[] => {
	const last = visit && attemptsIn(visit).at(-1);

	return [
		{what: 'input', text: visit?.input ?? null},
		{what: 'task parameters', text: last?.parameters ?? null},
		{what: 'task result', text: last?.output ?? null},
	].flatMap(({what, text}) => (text === null ? [] : [{what, text}]));
};

const bytes = (text: string): number => new TextEncoder().encode(text).length;

const sizeWords = (text: string): string =>
	`${count(bytes(text), 'byte')}, ${Math.round((bytes(text) / payloadLimit) * 100)} % of the limit`;

/** Its largest keys. */
function partsWords({what, text}: Payload): string[] {
	const value = parseJson(text);
	const parts = (isObject(value) ? Object.entries(value) : [])
		.map(([key, part]) => ({key, size: bytes(JSON.stringify(part))}))
		.toSorted((one, other) => other.size - one.size)
		.slice(0, 3);

	return parts.length === 0
		? []
		: [
				`Largest keys in the ${what}: ${parts.map(({key, size}) => `${key} (${count(size, 'byte')})`).join(', ')}.`,
			];
}
