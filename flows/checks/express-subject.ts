import type {StateMachine} from '../../source/account/step-functions.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {parseTarget} from '../../source/incident/target.ts';
import {subjectStateMachine} from './subject-state-machine.ts';

/** The live state machine where its type is Express; null where it is not, or where there is none. */
export async function expressSubject(context: CheckContext): Promise<StateMachine | null> {
	const stateMachine = await subjectStateMachine(context);
	return stateMachine?.type === 'EXPRESS' ? stateMachine : null;
}

/** The execution that the person names, or else the text; null where it is none of this state machine's. */
export function namedExecution({executionArn, facts, stateMachineArn}: Subject): string | null {
	const arn = executionArn ?? facts.executionArn;
	return arn !== null && isExecutionOf(stateMachineArn, arn) ? arn : null;
}

export function isExecutionOf(stateMachineArn: string | null, executionArn: string): boolean {
	const target = parseTarget(executionArn);
	return target?.kind === 'execution' && target.stateMachineArn === stateMachineArn;
}

/** `arn:aws:states:…:express:pricing:basket-7:0b1f…` is the execution basket-7. */
export const executionName = (executionArn: string): string =>
	executionArn.split(':')[7] ?? executionArn;
