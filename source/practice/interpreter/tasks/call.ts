import {member} from '../../../json.ts';
import {patternIn} from '../../definition/read.ts';
import {uuidOf} from '../../ids.ts';
import {integrationOf} from '../../integrations.ts';
import {type Frame, stateError} from '../run.ts';
import {never} from '../steps.ts';
import {runTask} from './ecs-run-task.ts';
import {errorStyleOf} from './error-style.ts';
import {invokeFunction, invokeFunctionItself} from './lambda.ts';
import {actorOf, assumeRoles, learnEnd, requirePermission} from './permission.ts';
import {startExecution} from './start-execution.ts';
import {type Accepted, parametersOf, type TaskCall, usualWork} from './work.ts';

export const callOf = (frame: Frame, integration: string, parameters: unknown): TaskCall => ({
	frame,
	run: frame.run,
	integration,
	...patternIn(integration),
	parameters,
	errorStyle: errorStyleOf(integration),
	actor: actorOf(frame.run),
});

/** Makes the call as the state machine's role, or as the role in the state's Credentials. */
export function makeCall(resource: string, call: TaskCall): Accepted {
	const credentials = member(member(call.frame.state, 'Credentials'), 'RoleArn');
	const actor = assumeRoles(typeof credentials === 'string' ? credentials : null, call);
	const own = {...call, actor};

	switch (call.operation) {
		case 'lambda':
			return invokeFunctionItself(resource, own);
		case 'activity':
			return waitsForWorker;
		case 'lambda:invoke':
			return invokeFunction(own);
		case 'ecs:runTask':
			return runTask(own);
		case 'states:startExecution':
			return startExecution(own);
		default:
			return callService(own);
	}
}

/** No worker asks for the tasks of an activity here. */
const waitsForWorker: Accepted = {
	answer: null,
	*work() {
		yield never;
	},
};

const usualDuration = 120;
const usualJob = 8000;

function callService(call: TaskCall): Accepted {
	const {run, frame, operation, pattern} = call;
	const integration = integrationOf(operation);

	if (!integration) {
		throw stateError(frame, `This practice account does not run ${operation}.`);
	}

	const asked = integration.asks(parametersOf(call), run.state);

	for (const each of asked) {
		requirePermission(each, call);
	}

	const answer = integration.answer?.(uuidOf(`${run.execution.arn} ${frame.name}`)) ?? {};

	return {
		answer,
		*work() {
			if (pattern === 'waitForTaskToken') {
				yield never;
			}

			if (pattern === 'sync') {
				yield* learnEnd(integration.polls?.(parametersOf(call), run.state) ?? [], call);
			}

			return yield* usualWork(
				asked[0]?.resource ?? '*',
				{duration: pattern === 'sync' ? usualJob : usualDuration, result: answer},
				call,
			);
		},
	};
}
