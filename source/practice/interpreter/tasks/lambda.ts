import {isObject} from '../../../json.ts';
import {stateError} from '../run.ts';
import {never} from '../steps.ts';
import {requirePermission} from './permission.ts';
import {type Accepted, parametersOf, type TaskCall, usualWork} from './work.ts';

const usualDuration = 350;

/** The permission is asked for on the function with the qualifier that the state gives. */
export function invokeFunction(call: TaskCall): Accepted {
	const {FunctionName: name, Qualifier: qualifier, Payload: payload} = parametersOf(call);

	if (typeof name !== 'string') {
		throw stateError(call.frame, 'The required parameter FunctionName is missing.');
	}

	const arn = functionArn(typeof qualifier === 'string' ? `${name}:${qualifier}` : name, call);
	requirePermission({action: 'lambda:InvokeFunction', resource: arn}, call);
	const answer = (result: unknown) => ({
		ExecutedVersion: '$LATEST',
		Payload: result,
		StatusCode: 200,
	});

	return {
		answer: answer(null),
		*work() {
			if (call.pattern === 'waitForTaskToken') {
				yield never;
			}

			// A function here answers what it is given, unless the account knows better.
			return yield* usualWork(
				withoutQualifier(arn),
				{duration: usualDuration, result: answer(payload ?? {}), within: answer},
				call,
			);
		},
	};
}

/** A Task whose Resource is the function's own ARN passes its whole input. */
export function invokeFunctionItself(arn: string, call: TaskCall): Accepted {
	requirePermission({action: 'lambda:InvokeFunction', resource: arn}, call);
	const {parameters} = call;

	return {
		answer: null,
		work: () =>
			usualWork(
				withoutQualifier(arn),
				{duration: usualDuration, result: isObject(parameters) ? {...parameters} : parameters},
				call,
			),
	};
}

function functionArn(name: string, {run}: TaskCall): string {
	const {partition, region, accountId} = run.state;

	return name.startsWith('arn:')
		? name
		: `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
}

const withoutQualifier = (arn: string): string => arn.split(':').slice(0, 7).join(':');
