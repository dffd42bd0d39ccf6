import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {subjectStateMachine} from './subject-state-machine.ts';

/** The check, spared where the state machine does not log and nobody asks that it should. */
export const whenLoggingIsWanted = (check: Check): Check => ({
	...check,

	async run(context) {
		const stateMachine = await subjectStateMachine(context);
		const isOff = stateMachine === null || stateMachine.logging.level === 'OFF';
		return isOff && context.subject.logGroupArn === null ? notNeeded : check.run(context);
	},
});

const notNeeded: Answer = {
	outcome: 'ok',
	evidence: 'read',
	answer: 'Not needed: logging is off.',
};
