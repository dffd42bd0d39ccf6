import {ifRefused} from '../../source/account/if-refused.ts';
import type {Execution, StateMachine} from '../../source/account/step-functions.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {failedExecution} from '../../source/diagnosis/failed-execution.ts';
import {followFailure} from '../../source/diagnosis/follow-failure.ts';
import type {FollowedFailure} from '../../source/diagnosis/followed-failure.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import {runsOtherwise} from '../../source/diagnosis/runs-otherwise.ts';

/**
 * The failed Standard execution again. A redrive resumes at the state that failed, with the definition that the
 * execution began with; where that state has changed since, a new execution with the same input.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export async function retry(context: CheckContext): Promise<Retry | null> {
	const {subject, reads} = context;

	if (subject.kind === 'not-created') {
		return null;
	}

	const {stateMachineArn, executionArn} = subject.followedFrom ?? subject;
	const stateMachine = await reads.stateMachine(stateMachineArn).catch(ifRefused(null));

	if (!stateMachine || stateMachine.type === 'EXPRESS') {
		return null;
	}

	const execution = await failedExecution(reads, stateMachine.arn, executionArn).catch(
		ifRefused(null),
	);

	if (execution === null) {
		return null;
	}

	const followed = await followFailure(reads, execution.arn).catch(ifRefused(null));

	if (await hasNewDefinition(execution, stateMachine, followed, context)) {
		return startedAgain(execution, stateMachine, definitionChanged);
	}

	const failState = followed?.failState ?? null;

	if (failState !== null) {
		return startedAgain(execution, stateMachine, endedInFail(failState));
	}

	return execution.redriveStatus === 'NOT_REDRIVABLE'
		? startedAgain(execution, stateMachine, notRedrivable(execution))
		: redriven(execution, followed);
}

const endedInFail = (state: string): string =>
	`It ended in the Fail state ${state}, and a redrive would only run that state again`;

const definitionChanged =
	'The definition of what failed was changed after this execution began, and a redrive would run the old one';

const notRedrivable = ({redriveStatusReason: reason}: Execution): string =>
	`AWS cannot redrive this execution${reason ? ` (${reason})` : ''}`;

async function hasNewDefinition(
	{arn}: Execution,
	{definition}: StateMachine,
	followed: FollowedFailure | null,
	{reads}: CheckContext,
): Promise<boolean> {
	const executed = await reads.executedMachine(arn).catch(ifRefused(null));
	const failed = (followed?.failure.chain ?? [])
		.filter(({state, executionArn}) => state !== null && executionArn === arn)
		.map(({state}) => state);
	return executed !== null && runsOtherwise(executed.definition, definition, failed);
}

function redriven({arn, name}: Execution, followed: FollowedFailure | null): Retry {
	const state = followed?.failure.chain.find(({state: each}) => each !== null)?.state;

	return {
		kind: 'redrive',
		title: `Redrive the execution ${name}`,
		sideEffects: `Redrive resumes at ${state ? `state ${state}` : 'the failed state'} and runs everything after it; what succeeded before is not repeated. It uses the definition that the execution began with, and keeps its name.`,
		executionArn: arn,
	};
}

/** Null where AWS does not show the input: nothing is started with another one. */
function startedAgain(
	{arn: repeats, name, input}: Execution,
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
				repeats,
			};
}
