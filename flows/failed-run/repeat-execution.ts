import {AccountError} from '../../source/account/account-error.ts';
import type {Execution, StateMachine} from '../../source/account/step-functions.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {failedExecution} from '../../source/diagnosis/failed-execution.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import {eventsToRead, failingState} from '../../source/history/failing-state.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/**
The failed Standard execution again. A redrive goes on at the state that failed, with the definition that the
execution began with; where that has changed since, a new execution with the same input.
https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
*/
export async function repeatExecution(context: CheckContext): Promise<Retry | null> {
	const stateMachine = await unlessUnknown(() => subjectStateMachine(context));

	if (stateMachine === null || stateMachine.type === 'EXPRESS') {
		return null;
	}

	const {executionArn} = context.subject;
	const execution = await unlessUnknown(() =>
		failedExecution(context.reads, stateMachine.arn, executionArn),
	);

	if (execution === null) {
		return null;
	}

	if (await hasNewDefinition(execution, stateMachine, context)) {
		return startedAnew(execution, stateMachine, definitionChanged);
	}

	return execution.redriveStatus === 'NOT_REDRIVABLE'
		? startedAnew(execution, stateMachine, notRedrivable(execution))
		: redriven(execution, context);
}

const definitionChanged =
	'The definition was changed after this execution began, and a redrive would run the one it began with';

const notRedrivable = ({redriveStatusReason: reason}: Execution): string =>
	`AWS does not redrive this execution${reason ? ` (${reason})` : ''}`;

async function hasNewDefinition(
	{arn}: Execution,
	{definition}: StateMachine,
	{reads}: CheckContext,
): Promise<boolean> {
	const executed = await unlessUnknown(() => reads.executedMachine(arn));
	return executed !== null && executed.definition !== definition;
}

async function redriven({arn, name}: Execution, {reads}: CheckContext): Promise<Retry> {
	const events = await unlessUnknown(() => reads.latestEvents(arn, eventsToRead));
	const state = failingState(events ?? [])?.state;

	return {
		kind: 'redrive',
		title: `Redrive the execution ${name}`,
		sideEffects: `It goes on at ${state ? `the state ${state}` : 'the state that failed'}, which is done once more, and runs all that follows; what succeeded before is not repeated. It runs the definition that it began with, and appears under the same name.`,
		executionArn: arn,
	};
}

/** Null where AWS does not show the input: nothing may be started with another. */
function startedAnew(
	{name, input}: Execution,
	{arn, name: stateMachineName}: StateMachine,
	why: string,
): Retry | null {
	return input === null
		? null
		: {
				kind: 'start-execution',
				title: `Start ${stateMachineName} anew with the input of ${name}`,
				sideEffects: `${why}. So a new execution begins at the first state with the same input: all states run, those as well that had succeeded.`,
				stateMachineArn: arn,
				input,
			};
}

async function unlessUnknown<Value>(ask: () => Promise<Value>): Promise<Value | null> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof AccountError) {
			return null;
		}

		throw error;
	}
}
