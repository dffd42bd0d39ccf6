import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {describedSubject} from '../../source/diagnosis/subject.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {timeOf} from '../../source/text.ts';
import {shownJson, shownText} from '../common/shown-json.ts';
import {recentEventsCommands} from '../express/execution-words.ts';
import {
	type FailedRun,
	failedRun,
	historyCommands,
	isChangedSince,
	type NoFailedRun,
} from './failed-run.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export const check: Check = {
	id: 'failing-state',
	title: 'No state of the last execution failed',
	decisive: true,
	aboutThePast: true,
	findOut: historyCommands,

	async run(context) {
		const run = await failedRun(context);

		return 'none' in run ? notRead(run, context) : described(run);
	},
};

async function notRead(
	{none, isExpress}: NoFailedRun,
	{subject, reads, now}: CheckContext,
): Promise<Answer> {
	return {
		outcome: 'unknown',
		evidence: 'read',
		answer: `Cannot tell: ${none}.`,
		...(isExpress
			? {findOut: recentEventsCommands(await describedSubject(subject, reads), now())}
			: {details: ['Name the ARN of the failed execution instead of the state machine.']}),
	};
}

/** A warning, since it is over: the other checks say whether it would fail again. */
const described = (run: FailedRun): Answer => ({
	outcome: 'warning',
	evidence: 'read',
	answer: `${run.visit ? `State ${run.visit.state}` : `Execution ${run.execution.name}`}${typeWords(run.ran)} ${run.isCutOff ? 'was still running when TimeoutSeconds of the state machine ended the whole execution' : `failed with ${run.error ?? 'no error name'}`}.`,
	details: [
		`Execution: ${run.execution.arn}${run.execution.stoppedAt ? `, ended ${run.execution.status} at ${timeOf(run.execution.stoppedAt)}` : ''}`,
		...(run.cause === null ? [] : [`Cause: ${shownText(run.cause)}`]),
		...(run.ran ? [`Definition: ${shownJson(JSON.stringify(run.ran.value))}`] : []),
		...dataWords(run),
		...changedWords(run),
		...run.unread,
	],
});

const typeWords = (state: StateAt | null): string =>
	state?.type
		? ` (${state.type}${typeof state.value.Resource === 'string' ? ` ${state.value.Resource}` : ''})`
		: '';

function dataWords({visit}: FailedRun): string[] {
	if (!visit) {
		return ['The events read do not include the one at which the state was entered.'];
	}

	const last = attemptsIn(visit).at(-1);

	return [
		`Input: ${visit.input === null ? 'not in the history' : shownJson(visit.input)}`,
		...(last?.parameters ? [`Called with: ${shownJson(last.parameters)}`] : []),
		`Output: ${last?.output ? `of its task, before the state failed: ${shownJson(last.output)}` : 'none'}`,
	];
}

function changedWords(run: FailedRun): string[] {
	const {ran, state, visit} = run;

	if (state && ran && state.name !== ran.name) {
		return [
			`The current definition has no state ${ran.name}; state ${state.name} makes the same call.`,
		];
	}

	if (!ran || !isChangedSince(run)) {
		return [];
	}

	return [
		state
			? `State ${visit?.state} was changed since: the definition above is the one that ran.`
			: `The current definition has no state ${visit?.state}.`,
	];
}
