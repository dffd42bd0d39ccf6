import {shellQuote} from '../../source/aws/shell-quote.ts';
import {timeoutOf} from '../../source/definition/error-handling.ts';
import {integrationNamed} from '../../source/definition/task-resource.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {machineDefinition} from '../common/machine-definition.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token */
export const callbackStates: Check = {
	id: 'callback-states',
	title: 'Which states wait for a task token, and for how long?',
	decisive: false,
	appliesTo: ({stateMachineArn}) => stateMachineArn !== null,
	command: ({stateMachineArn, region}) =>
		`aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '')} --query definition --output text --region ${region}`,

	async run(context) {
		const {definition} = await machineDefinition(context);
		const waiting = walkStates(definition).filter(waits);
		return judged(waiting);
	},
};

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
				'None of this state machine: the token came from another one, or from an earlier definition.',
		};
	}

	return {
		outcome: endless.length > 0 ? 'warning' : 'ok',
		evidence: 'read',
		answer: `${waiting.map(({name}) => name).join(', ')}${endless.length > 0 ? `; without a TimeoutSeconds: ${endless.map(({name}) => name).join(', ')}` : ''}.`,
		details: waiting.map(limitsWords),
	};
}

function limitsWords(state: StateAt): string {
	const {timeout, heartbeat} = timeoutOf(state);

	return `${state.name}: TimeoutSeconds ${timeout ?? 'not set, so it waits up to a year'}, HeartbeatSeconds ${heartbeat ?? 'not set'}.`;
}
