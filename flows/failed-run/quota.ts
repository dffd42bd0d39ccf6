import {option} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Detail} from '../../source/diagnosis/detail.ts';
import {shownText} from '../common/shown-json.ts';
import {anotherFailure, type FailedRun, failedRun, historyCommands} from './failed-run.ts';
import {laterRunsWords, redriveDetail} from './later-runs.ts';
import {type Quota, quotaFor} from './quotas.ts';

export const check: Check = {
	id: 'quota',
	title: 'No quota or rate limit was reached',
	decisive: true,
	findOut: historyCommands,

	async run(context) {
		const run = await failedRun(context);
		const {errorName} = context.subject.facts;
		const said = 'none' in run ? (errorName ?? '') : `${run.error ?? ''} ${run.cause ?? ''}`;
		const found = quotaFor(said) ?? quotaFor(errorName ?? '');

		if (found === null && !isThrottled.test(said)) {
			return 'none' in run ? null : anotherFailure(run);
		}

		return {
			outcome: 'problem',
			evidence: 'none' in run ? 'reported' : 'read',
			answer: found ? quotaWords(found) : throttledWords(said, run),
			details: [
				...(found ? raiseDetails(found) : rateWords),
				...('none' in run ? [] : await runDetails(run, context)),
			],
		} satisfies Answer;
	},
};

const isThrottled = /Rate exceeded|Throttl|Too ?Many ?Requests|LimitExceeded|QuotaExceeded/i;

const quotaWords = ({name, usual, adjustable}: Quota): string =>
	`Quota reached: ${name} (${usual}). ${adjustable === null ? 'AWS does not document whether it can be raised.' : adjustable ? 'It can be raised.' : 'It cannot be raised.'}`;

const throttledWords = (said: string, run: FailedRun | {none: string}): string =>
	`${'none' in run ? 'A service' : `The service that ${run.visit?.state ?? run.execution.name} calls`} received too many requests: ${shownText(said.trim())}`;

const rateWords = [
	'The service does not name the quota: most often it is a request rate, for which a Retry with BackoffRate and JitterStrategy is enough.',
	'Request rates of Step Functions apply to the account and region, across all state machines and callers.',
];

/** https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html */
function raiseDetails({code, service, adjustable, wayOut}: Quota): Detail[] {
	if (service === null) {
		return [wayOut];
	}

	const current: Detail =
		code === null
			? {
					kind: 'command',
					text: 'Its code and current value',
					command: ['service-quotas', 'list-service-quotas', ...option('service-code', service)],
				}
			: {
					kind: 'command',
					text: 'Its current value',
					command: [
						'service-quotas',
						'get-service-quota',
						...option('service-code', service),
						...option('quota-code', code),
					],
				};

	return [
		wayOut,
		current,
		...(adjustable
			? [
					`To raise it, request an increase in Service Quotas${code === null ? '' : ` (quota code ${code})`}.`,
				]
			: []),
	];
}

const runDetails = async (run: FailedRun, context: CheckContext): Promise<Detail[]> => [
	...(await laterRunsWords(run, context)),
	redriveDetail(run),
];
