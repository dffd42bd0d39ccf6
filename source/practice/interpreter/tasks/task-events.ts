import {timeLimits} from '../../definition/read.ts';
import {notTruncated} from '../events.ts';
import type {TaskCall} from './work.ts';

type Event = {type: string; details: Record<string, unknown>};

/** What the history shows of one attempt. `submitted` and `started` are null where it shows none. */
export type TaskEvents = {
	scheduled: Event;
	started: Event | null;
	submitted: Event | null;
	succeeded: Event;
	failed: Event;
	timedOut: Event;
};

/** A function's own ARN and an activity have event types of their own. */
export function taskEvents(resource: string, call: TaskCall): TaskEvents {
	switch (call.integration) {
		case 'lambda':
			return {
				...ownEvents('LambdaFunction', resource, call),
				started: {type: 'LambdaFunctionStarted', details: {}},
			};
		case 'activity':
			return ownEvents('Activity', resource, call);
		default:
			return integrationEvents(call);
	}
}

const ownEvents = (kind: string, resource: string, call: TaskCall): TaskEvents => ({
	scheduled: {
		type: `${kind}Scheduled`,
		details: {
			resource,
			input: JSON.stringify(call.parameters),
			inputDetails: notTruncated,
			...limits(call),
		},
	},
	started: null,
	submitted: null,
	succeeded: {type: `${kind}Succeeded`, details: {}},
	failed: {type: `${kind}Failed`, details: {}},
	timedOut: {type: `${kind}TimedOut`, details: {}},
});

function integrationEvents(call: TaskCall): TaskEvents {
	const {integration, pattern, run} = call;
	const parts = integration.split(':');
	const [resourceType = '', resource = ''] =
		parts[0] === 'aws-sdk'
			? [`aws-sdk:${parts[1]}`, parts.slice(2).join(':')]
			: [parts[0], parts.slice(1).join(':')];
	const details = {resourceType, resource};

	return {
		scheduled: {
			type: 'TaskScheduled',
			details: {
				...details,
				region: run.state.region,
				parameters: JSON.stringify(call.parameters),
				...limits(call),
			},
		},
		started: {type: 'TaskStarted', details},
		submitted: pattern === 'request-response' ? null : {type: 'TaskSubmitted', details},
		succeeded: {type: 'TaskSucceeded', details},
		failed: {type: 'TaskFailed', details},
		timedOut: {type: 'TaskTimedOut', details},
	};
}

function limits({frame}: TaskCall) {
	const {timeout, heartbeat} = timeLimits(frame.state);

	return {
		...(timeout !== null && {timeoutInSeconds: timeout}),
		...(heartbeat !== null && {heartbeatInSeconds: heartbeat}),
	};
}
