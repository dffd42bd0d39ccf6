import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {isObject, parseJson} from '../../source/json.ts';
import {anotherFailure} from './another-failure.ts';
import {type FailedRun, failedRun, historyCommand} from './failed-run.ts';

/** Bytes of UTF-8. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const payloadLimit = 262_144;

export const payloadSize: Check = {
	id: 'payload-size',
	title: 'How large is what the state takes and gives back, against 256 KiB?',
	decisive: true,
	command: historyCommand,

	async run(context) {
		const run = await failedRun(context);
		return 'none' in run ? null : judged(run);
	},
};

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
		answer: `Too large: ${run.visit?.state ?? run.execution.name} ${sideWords(run.cause ?? '')} more than ${payloadLimit} bytes (256 KiB).${largest ? ` The largest that the history shows is ${largest.what}, ${sizeWords(largest.text)}.` : ''}`,
		details: [
			...payloads.map(({what, text}) => `${what}: ${sizeWords(text)}`),
			...(largest ? partsWords(largest) : []),
			'What was too large is not in the history itself. The limit is fixed: put the data into S3 and hand on its bucket and key, or keep less of it (ResultSelector, ResultPath, Output).',
		],
	};
}

const isAboutSize = /size exceeding the maximum number|payload size exceeded/i;

const sideWords = (cause: string): string =>
	/returned a result|output/i.test(cause) ? 'gave back' : 'was to take or give back';

const payloadsOf = ({visit}: FailedRun): Payload[] => {
	const last = visit && attemptsIn(visit).at(-1);

	return [
		{what: 'its input', text: visit?.input ?? null},
		{what: 'what its task was called with', text: last?.parameters ?? null},
		{what: 'what its task gave back', text: last?.output ?? null},
	].flatMap(({what, text}) => (text === null ? [] : [{what, text}]));
};

const bytes = (text: string): number => new TextEncoder().encode(text).length;

const sizeWords = (text: string): string =>
	`${bytes(text)} bytes, ${Math.round((bytes(text) / payloadLimit) * 100)} % of the limit`;

/** Where the size lies: the largest keys of it. */
function partsWords({what, text}: Payload): string[] {
	const value = parseJson(text);
	const parts = (isObject(value) ? Object.entries(value) : [])
		.map(([key, part]) => ({key, size: bytes(JSON.stringify(part))}))
		.toSorted((one, other) => other.size - one.size)
		.slice(0, 3);

	return parts.length === 0
		? []
		: [
				`The largest in ${what}: ${parts.map(({key, size}) => `${key} (${size} bytes)`).join(', ')}.`,
			];
}
