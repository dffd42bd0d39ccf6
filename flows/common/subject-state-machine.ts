import type {StateMachine} from '../../source/account/step-functions.ts';
import type {CheckContext, StateMachineContext} from '../../source/diagnosis/check.ts';

/** The live state machine; null for a subject that has none yet. */
export const subjectStateMachine = async ({
	subject,
	reads,
}: CheckContext): Promise<StateMachine | null> =>
	subject.kind === 'state-machine' ? reads.stateMachine(subject.stateMachineArn) : null;

export const liveStateMachine = ({subject, reads}: StateMachineContext): Promise<StateMachine> =>
	reads.stateMachine(subject.stateMachineArn);
