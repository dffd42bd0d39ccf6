import {neededPermissions} from '../../../definition/needed-permissions.ts';
import {uuidOf} from '../../uuid-of.ts';
import {stateAt} from '../state-at.ts';
import {never} from '../steps.ts';
import {demand, demandPassRole} from './demand.ts';
import {followed} from './followed.ts';
import {type Accepted, type Call, parametersOf, usualWork} from './work.ts';

const usualDuration = 120;
const usualJob = 8000;

/**
 * A service that needs no telling apart: of what its integration needs, the first action is the call
 * itself, the roles are passed on, and the reading actions follow the job.
 */
export function anyCall(call: Call): Accepted {
	const {run, frame, integration} = call;
	const {partition, region, accountId} = run.state;
	const [need] = neededPermissions(settled(call), {
		partition,
		region,
		accountId,
		stateMachineName: run.machine.name,
		stateMachineArn: run.machine.arn,
	});
	const [statement] = need?.statements ?? [];
	const [action = '', ...further] = statement?.actions ?? [];
	const [resource = '*'] = statement?.resources ?? [];

	if (action !== '') {
		demand({action, resource}, call);
	}

	for (const {roleArn, passedToService} of need?.passedRoles ?? []) {
		if (roleArn !== null) {
			demandPassRole(roleArn, passedToService, call);
		}
	}

	const answer =
		answers[integration.split('.')[0] ?? '']?.(uuidOf(`${run.execution.arn} ${frame.name}`)) ?? {};
	const duration = call.pattern === 'sync' ? usualJob : usualDuration;

	return {
		answer,
		*work() {
			if (call.pattern === 'waitForTaskToken') {
				yield never;
			}

			if (call.pattern === 'sync') {
				const polling = further.filter(each => /:(?:Describe|Get|BatchGet)/.test(each));
				yield* followed(
					polling.map(each => ({action: each, resource})),
					call,
				);
			}

			return yield* usualWork(resource, {duration, result: answer}, call);
		},
	};
}

/** The state with its parameters as they have come out. */
function settled(call: Call) {
	const {frame} = call;
	const {Arguments: _arguments, Credentials: _credentials, ...rest} = frame.state;

	return stateAt({
		name: frame.name,
		language: 'JSONPath',
		state: {...rest, Parameters: parametersOf(call)},
	});
}

const answers: Record<string, (id: string) => unknown> = {
	'sns:publish': id => ({MessageId: id}),
	'sqs:sendMessage': id => ({MessageId: id, MD5OfMessageBody: id.replaceAll('-', '')}),
	'dynamodb:putItem': () => ({SdkHttpMetadata: {HttpStatusCode: 200}}),
	'dynamodb:getItem': () => ({Item: {}}),
	'events:putEvents': id => ({Entries: [{EventId: id}], FailedEntryCount: 0}),
	'glue:startJobRun': id => ({JobRunId: `jr_${id.replaceAll('-', '')}`}),
	'batch:submitJob': id => ({JobId: id, JobName: 'job'}),
};
