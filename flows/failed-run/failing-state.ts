import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {timeWords} from '../../source/execution-log/status-words.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {shownJson, shownText} from '../common/shown-json.ts';
import {filterCommand} from '../express/execution-words.ts';
import {type FailedRun, failedRun, historyCommand} from './failed-run.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export const failingState: Check = {
	id: 'failing-state',
	title: 'Which state failed, with which input and which error?',
	decisive: true,
	aboutThePast: true,
	command: historyCommand,

	async run(context) {
		const run = await failedRun(context);

		return 'none' in run
			? {
					outcome: 'unknown',
					evidence: 'read',
					answer: `Not known: ${run.none}.`,
					details: run.isExpress
						? [`Find out with: ${filterCommand(context.subject)}`]
						: ['What would tell: the ARN of the failed execution, in place of the name.'],
				}
			: told(run);
	},
};

/** A warning, since it is over: whether it would fail again is what the other checks say. */
const told = (run: FailedRun): Answer => ({
	outcome: 'warning',
	evidence: 'read',
	answer: `${run.visit ? `The state ${run.visit.state}` : `The execution ${run.execution.name}`}${typeWords(run.ran)}, with ${run.error ?? 'no error name'}.`,
	details: [
		`Execution: ${run.execution.arn}${run.execution.stoppedAt ? `, ended ${run.execution.status} at ${timeWords(run.execution.stoppedAt.getTime())}` : ''}`,
		...(run.cause === null ? [] : [`Cause: ${shownText(run.cause)}`]),
		...(run.ran ? [`Definition: ${shownJson(JSON.stringify(run.ran.value))}`] : []),
		...dataWords(run),
		...changedWords(run),
	],
});

const typeWords = (state: StateAt | null): string =>
	state?.type
		? ` (${state.type}${typeof state.value.Resource === 'string' ? ` ${state.value.Resource}` : ''})`
		: '';

function dataWords({visit}: FailedRun): string[] {
	if (!visit) {
		return ['The events read do not reach back to where the state was entered.'];
	}

	const last = attemptsIn(visit).at(-1);

	return [
		`Input: ${visit.input === null ? 'the history does not show it' : shownJson(visit.input)}`,
		...(last?.parameters ? [`Called with: ${shownJson(last.parameters)}`] : []),
		`Output: ${last?.output ? `of its task, before it failed: ${shownJson(last.output)}` : 'none'}`,
	];
}

function changedWords({ran, state, visit}: FailedRun): string[] {
	if (!ran || JSON.stringify(ran.value) === JSON.stringify(state?.value)) {
		return [];
	}

	return [
		state
			? `The state ${visit?.state} was changed since: the definition above is the one that ran.`
			: `The live definition has no state ${visit?.state} any more.`,
	];
}
