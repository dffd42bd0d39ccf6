import {ifRefused} from '../../source/account/if-refused.ts';
import type {Execution, StateMachine} from '../../source/account/step-functions.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {failedExecution} from '../../source/diagnosis/failed-execution.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import {executionArnOf} from '../../source/diagnosis/subject.ts';
import {eventsToRead, failingState} from '../../source/history/failing-state.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/**
 * The failed Standard execution again. A redrive resumes at the state that failed, with the definition that the
 * execution began with; where that has changed since, a new execution with the same input.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export async function retry(context: CheckContext): Promise<Retry | null> {
	const stateMachine = await subjectStateMachine(context).catch(ifRefused(null));

	if (stateMachine === null || stateMachine.type === 'EXPRESS') {
		return null;
	}

	const execution = await failedExecution(
		context.reads,
		stateMachine.arn,
		executionArnOf(context.subject),
	).catch(ifRefused(null));

	if (execution === null) {
		return null;
	}

	if (await hasNewDefinition(execution, stateMachine, context)) {
		return startedAgain(execution, stateMachine, definitionChanged);
	}

	return execution.redriveStatus === 'NOT_REDRIVABLE'
		? startedAgain(execution, stateMachine, notRedrivable(execution))
		: redriven(execution, context);
}

const definitionChanged =
	'The definition was changed after this execution began, and a redrive would run the old one';

const notRedrivable = ({redriveStatusReason: reason}: Execution): string =>
	`AWS cannot redrive this execution${reason ? ` (${reason})` : ''}`;

async function hasNewDefinition(
	{arn}: Execution,
	{definition}: StateMachine,
	{reads}: CheckContext,
): Promise<boolean> {
	const executed = await reads.executedMachine(arn).catch(ifRefused(null));
	return executed !== null && executed.definition !== definition;
}

async function redriven({arn, name}: Execution, {reads}: CheckContext): Promise<Retry> {
	const state = await reads
		.latestEvents(arn, eventsToRead)
		.then(events => failingState(events)?.state ?? null)
		.catch(ifRefused(null));

	return {
		kind: 'redrive',
		title: `Redrive the execution ${name}`,
		sideEffects: `Redrive resumes at ${state ? `state ${state}` : 'the failed state'} and runs everything after it; what succeeded before is not repeated. It uses the definition that the execution began with, and keeps its name.`,
		executionArn: arn,
	};
}

/** Null where AWS does not show the input: nothing is started with another one. */
function startedAgain(
	{name, input}: Execution,
	{arn, name: stateMachineName}: StateMachine,
	why: string,
): Retry | null {
	return input === null
		? null
		: {
				kind: 'start-execution',
				title: `Start ${stateMachineName} again with the input of ${name}`,
				sideEffects: `${why}. A new execution starts with the same input: every state runs again, including those that succeeded.`,
				stateMachineArn: arn,
				input,
			};
}
