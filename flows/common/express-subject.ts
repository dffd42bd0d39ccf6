import type {StateMachine} from '../../source/account/step-functions.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {executionArnOf, type Subject, stateMachineArnOf} from '../../source/diagnosis/subject.ts';
import {parseTarget} from '../../source/incident/target.ts';
import {subjectStateMachine} from './subject-state-machine.ts';

/**
 * The live state machine where its executions are Express ones, or the one that is named is: a Standard state machine
 * can have the name of an Express one that was deleted. Null otherwise, and where there is none.
 */
export async function expressSubject(context: CheckContext): Promise<StateMachine | null> {
	const stateMachine = await subjectStateMachine(context);
	const named = namedExecution(context.subject);

	return stateMachine?.type === 'EXPRESS' || (named !== null && isExpress(named))
		? stateMachine
		: null;
}

export const isExpress = (executionArn: string): boolean => executionArn.includes(':express:');

/** The execution that the person names, or else the text; null where it is none of this state machine's. */
export function namedExecution(subject: Subject): string | null {
	const arn = executionArnOf(subject) ?? subject.facts.executionArn;
	return arn !== null && isExecutionOf(stateMachineArnOf(subject), arn) ? arn : null;
}

export function isExecutionOf(stateMachineArn: string | null, executionArn: string): boolean {
	const target = parseTarget(executionArn);
	return target?.kind === 'execution' && target.stateMachineArn === stateMachineArn;
}
