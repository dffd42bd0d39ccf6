import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {type TaskCause, taskCause} from '../../source/history/task-cause.ts';
import {containerExit} from '../../source/incident/details/container-exit.ts';
import {functionError} from '../../source/incident/details/function-error.ts';
import {shownText} from '../common/shown-json.ts';
import {anotherFailure} from './another-failure.ts';
import {calledFunction} from './called-function.ts';
import {type FailedRun, failedRun, historyCommand} from './failed-run.ts';
import {laterRunsWords, redriveWords} from './later-runs.ts';

export const taskResult: Check = {
	id: 'task-result',
	title: 'How did the work end that the state started?',
	decisive: true,
	command: historyCommand,

	async run(context) {
		const run = await failedRun(context);

		if ('none' in run) {
			return null;
		}

		return isOfTask(run) ? judged(run, context) : anotherFailure(run);
	},
};

const takesWork = new Set(['Task', 'Map', 'Parallel']);

/** What Step Functions itself objects to is no work that failed. */
const isOfTask = ({error, ran}: FailedRun): boolean =>
	takesWork.has(ran?.type ?? '') &&
	error !== 'States.Runtime' &&
	error !== 'States.Timeout' &&
	error !== 'States.HeartbeatTimeout' &&
	error !== 'States.DataLimitExceeded';

async function judged(run: FailedRun, context: CheckContext): Promise<Answer> {
	const {region} = context.subject;
	const {what, details, executionArn} = causeOf(run);

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `In ${run.visit?.state ?? run.execution.name} ${what}.`,
		details: [
			...details,
			...(executionArn === null
				? []
				: [`Look at that execution next: sfn-fix check ${shellQuote(executionArn)}`]),
			...logWords(run, region),
			'Step Functions called it and passed on how it ended: the mend is in the work, not in the role or the definition.',
			...(await laterRunsWords(run, context)),
			redriveWords(run, region),
		],
	};
}

function causeOf(run: FailedRun): TaskCause {
	const cause = run.cause ?? '';
	const known = taskCause(cause);
	const inner = functionError(cause);
	const exit = containerExit(cause);

	if (known) {
		return known;
	}

	return {
		what: inner
			? `the function failed${inner.type ? ` with ${inner.type}` : ''}${inner.message ? `: ${inner.message}` : ''}`
			: `the work failed with ${run.error ?? 'no error name'}${cause ? `: ${shownText(cause)}` : ', and no cause'}`,
		details: exit?.exitCode == null ? [] : [`Exit code ${exit.exitCode}`],
		executionArn: null,
	};
}

/** The function's log, around the time of the failure. */
function logWords(run: FailedRun, region: string): string[] {
	const named = calledFunction(run);
	const end = run.event?.timestamp?.getTime();

	if (named === null || end === undefined) {
		return [];
	}

	const name = named.startsWith('arn:') ? named.split(':')[6] : named.split(':')[0];
	const start = run.visit?.enteredAt?.getTime() ?? end - 900_000;

	return [
		`Its log: aws logs filter-log-events --log-group-name ${shellQuote(`/aws/lambda/${name}`)} --start-time ${start} --end-time ${end + 5000} --region ${region}`,
	];
}
