import {nameOfArn} from '../../source/aws/arn.ts';
import {option, shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, CheckContext} from '../../source/diagnosis/check.ts';
import type {Detail} from '../../source/diagnosis/detail.ts';
import {type TaskCause, taskCause} from '../../source/history/task-cause.ts';
import {containerExit} from '../../source/incident/details/container-exit.ts';
import {functionError} from '../../source/incident/details/function-error.ts';
import {shownText} from '../common/shown-json.ts';
import {anotherFailure, calledFunction, type FailedRun} from './failed-run.ts';
import {failedRunCheck} from './failed-run-check.ts';
import {laterRunsWords, redriveDetail} from './later-runs.ts';

export const check = failedRunCheck({
	id: 'task-result',
	title: 'The work that the state started succeeded',
	decisive: true,
	judge: (run, context) => (isOfTask(run) ? judged(run, context) : anotherFailure(run)),
});

const takesWork = new Set(['Task', 'Map', 'Parallel']);

/** What Step Functions itself rejects is not work that failed. */
const isOfTask = ({error, ran}: FailedRun): boolean =>
	takesWork.has(ran?.type ?? '') &&
	error !== 'States.Runtime' &&
	error !== 'States.Timeout' &&
	error !== 'States.HeartbeatTimeout' &&
	error !== 'States.DataLimitExceeded';

async function judged(run: FailedRun, context: CheckContext): Promise<Answer> {
	const {what, details, executionArn} = causeOf(run);

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `In ${run.visit?.state ?? run.execution.name}, ${what}.`,
		details: [
			...details,
			...(executionArn === null
				? []
				: [`Check that execution next: sfn-fix check ${shellQuote(executionArn)}`]),
			...logDetails(run),
			'Step Functions called it and reported its result: fix the work itself, not the role or the definition.',
			...(await laterRunsWords(run, context)),
			redriveDetail(run),
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
function logDetails(run: FailedRun): Detail[] {
	const named = calledFunction(run);
	const end = run.event?.timestamp?.getTime();

	if (named === null || end === undefined) {
		return [];
	}

	// `orders:live` is the function orders at an alias.
	const [name] = nameOfArn(named).split(':');
	const start = run.visit?.enteredAt?.getTime() ?? end - 900_000;

	return [
		{
			kind: 'command',
			text: 'Its log',
			command: [
				'logs',
				'filter-log-events',
				...option('log-group-name', `/aws/lambda/${name}`),
				...option('start-time', String(start)),
				...option('end-time', String(end + 5000)),
			],
		},
	];
}
