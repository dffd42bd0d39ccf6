import {member} from '../../../json.ts';
import type {Frame} from '../frame.ts';
import {never} from '../steps.ts';
import {actorOf} from './actor.ts';
import {anyCall} from './any-call.ts';
import {assumeRoles} from './assume-roles.ts';
import {runTask} from './ecs-run-task.ts';
import {invokeFunction, invokeFunctionItself} from './lambda.ts';
import {startExecution} from './start-execution.ts';
import {voiceOf} from './voices.ts';
import type {Accepted, Call} from './work.ts';

export function callOf(frame: Frame, integration: string, parameters: unknown): Call {
	return {
		frame,
		run: frame.run,
		integration,
		pattern: patternOf(integration),
		parameters,
		voice: voiceOf(integration === 'feature:function-arn' ? 'lambda' : integration),
		actor: actorOf(frame.run),
	};
}

/** Makes the call as the state machine's role, or as the one in the state's Credentials. */
export function makeCall(resource: string, call: Call): Accepted {
	const credentials = member(member(call.frame.state, 'Credentials'), 'RoleArn');
	const actor = assumeRoles(typeof credentials === 'string' ? credentials : null, call);

	return accept(resource, {...call, actor});
}

function accept(resource: string, call: Call): Accepted {
	const [operation = ''] = call.integration.split('.');

	switch (operation) {
		case 'feature:function-arn':
			return invokeFunctionItself(resource, call);
		case 'feature:activity':
			return nobodyAnswers;
		case 'lambda:invoke':
			return invokeFunction(call);
		case 'ecs:runTask':
			return runTask(call);
		case 'states:startExecution':
			return startExecution(call);
		default:
			return anyCall(call);
	}
}

/** No worker here asks for the tasks of an activity. */
const nobodyAnswers: Accepted = {
	answer: null,
	*work() {
		yield never;
	},
};

function patternOf(integration: string): Call['pattern'] {
	if (integration.endsWith('.waitForTaskToken')) {
		return 'waitForTaskToken';
	}

	return /\.sync(?::2)?$/.test(integration) ? 'sync' : 'request-response';
}
