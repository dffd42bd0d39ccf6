import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {shownText} from '../common/shown-json.ts';
import {anotherFailure} from './another-failure.ts';
import {type FailedRun, failedRun, historyCommand} from './failed-run.ts';
import {laterRunsWords, redriveWords} from './later-runs.ts';
import {type Quota, quotaFor} from './quotas.ts';

export const quota: Check = {
	id: 'quota',
	title: 'Which quota or rate is used up, and can it be raised?',
	decisive: true,
	command: historyCommand,

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
				...(found ? raiseWords(found, context.subject.region) : rateWords),
				...('none' in run ? [] : await runWords(run, context)),
			],
		} satisfies Answer;
	},
};

const isThrottled = /Rate exceeded|Throttl|Too ?Many ?Requests|LimitExceeded|QuotaExceeded/i;

const quotaWords = ({name, usual, adjustable}: Quota): string =>
	`${name}: ${usual}. ${adjustable === null ? "Whether it can be raised, AWS's pages do not say." : adjustable ? 'It can be raised.' : 'It cannot be raised.'}`;

const throttledWords = (said: string, run: FailedRun | {none: string}): string =>
	`${'none' in run ? 'A service' : `What ${run.visit?.state ?? run.execution.name} calls`} answered that there were too many requests: ${shownText(said.trim())}`;

const rateWords = [
	'Which quota it is, the service does not say: a rate of requests, most often, which a Retry with BackoffRate and JitterStrategy gets through.',
	'Rates of Step Functions itself count for each account and region, over all state machines and callers.',
];

/** https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html */
function raiseWords({code, service, adjustable, wayOut}: Quota, region: string): string[] {
	const value =
		service === null
			? []
			: [
					code === null
						? `Its code and value: aws service-quotas list-service-quotas --service-code ${service} --region ${region}`
						: `Its code is ${code}; its value: aws service-quotas get-service-quota --service-code ${service} --quota-code ${code} --region ${region}`,
				];
	const raise =
		adjustable && code !== null && service !== null
			? [
					`Ask for more: aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value VALUE --region ${region}`,
				]
			: [];

	return [wayOut, ...value, ...raise];
}

const runWords = async (run: FailedRun, context: CheckContext): Promise<string[]> => [
	...(await laterRunsWords(run, context)),
	redriveWords(run, context.subject.region),
];
