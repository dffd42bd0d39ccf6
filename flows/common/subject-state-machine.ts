import type {StateMachine} from '../../source/account/step-functions.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';

/** The live state machine; null for a subject that has none, since its creation failed. */
export async function subjectStateMachine({
	subject,
	reads,
}: CheckContext): Promise<StateMachine | null> {
	return subject.stateMachineArn === null ? null : reads.stateMachine(subject.stateMachineArn);
}
