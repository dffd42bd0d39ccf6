import type {Check} from '../../source/diagnosis/check.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/** The check, left out where the state machine does not log and nobody asks that it should. */
export const whenLoggingIsWanted = (check: Check): Check => ({
	...check,

	async run(context) {
		const stateMachine = await subjectStateMachine(context);
		const isOff = stateMachine === null || stateMachine.logging.level === 'OFF';
		return isOff && context.subject.logGroupArn === null ? null : check.run(context);
	},
});
