import {timeoutOf} from '../../source/definition/error-handling.ts';
import {integrationNamed} from '../../source/definition/task-resource.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import {type Answer, type Check, stateMachineCheck} from '../../source/diagnosis/check.ts';
import {listOf} from '../../source/text.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {machineDefinition} from '../common/machine-definition.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token */
export const check: Check = stateMachineCheck({
	id: 'callback-states',
	title: 'Every state that waits for a task token has a timeout',
	decisive: false,
	findOut: subject => [describeStateMachine(subject, 'definition')],

	async run(context) {
		const {definition} = await machineDefinition(context);
		return judged(walkStates(definition).filter(waits));
	},
});

const waits = (state: StateAt): boolean => {
	const integration = integrationNamed(state) ?? '';
	return integration === 'feature:activity' || integration.endsWith('.waitForTaskToken');
};

function judged(waiting: readonly StateAt[]): Answer {
	const endless = waiting.filter(state => timeoutOf(state).timeout === null);

	if (waiting.length === 0) {
		return {
			outcome: 'warning',
			evidence: 'read',
			answer:
				'No state of this state machine waits for a task token: the token is from another one, or from an earlier definition.',
		};
	}

	return {
		outcome: endless.length > 0 ? 'warning' : 'ok',
		evidence: 'read',
		answer:
			endless.length > 0
				? `No TimeoutSeconds on ${listOf(endless.map(({name}) => name))}: without it, a state waits for its token up to a year.`
				: `All have TimeoutSeconds: ${listOf(waiting.map(({name}) => name))}.`,
		details: waiting.map(limitsWords),
	};
}

function limitsWords(state: StateAt): string {
	const {timeout, heartbeat} = timeoutOf(state);

	return `${state.name}: TimeoutSeconds ${timeout ?? 'not set'}, HeartbeatSeconds ${heartbeat ?? 'not set'}.`;
}
