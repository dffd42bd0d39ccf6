import type {ExecutionState} from '../../execution-state.ts';
import {StatesError} from '../states-error.ts';
import {never, type Steps} from '../steps.ts';
import {serviceError} from './error-style.ts';
import {learnEnd, requirePermission} from './permission.ts';
import {type Accepted, parametersOf, type TaskCall} from './work.ts';

const betweenLooks = 250;

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html */
export function startExecution(call: TaskCall): Accepted {
	const {run, errorStyle} = call;
	const {StateMachineArn: arn, Input: input, Name: name} = parametersOf(call);
	requirePermission({action: 'states:StartExecution', resource: String(arn)}, call);
	const machine = run.state.stateMachines.find(each => each.arn === arn);

	if (!machine) {
		throw serviceError(
			{
				code: 'StateMachineDoesNotExistException',
				message: `State Machine Does Not Exist: '${String(arn)}'`,
			},
			errorStyle,
			run,
		);
	}

	const child = run.engine.begin(
		machine,
		{...(typeof name === 'string' && {name}), input: JSON.stringify(input ?? {})},
		run,
	);
	const answer = {ExecutionArn: child.arn, StartDate: child.startedAt};

	return {
		answer,
		*work() {
			if (call.pattern === 'waitForTaskToken') {
				yield never;
			}

			return call.pattern === 'sync' ? yield* endOf(child, call) : answer;
		},
	};
}

function* endOf(child: ExecutionState, call: TaskCall): Steps<unknown> {
	yield* learnEnd([{action: 'states:DescribeExecution', resource: child.arn}], call);

	while (child.status === 'RUNNING') {
		yield call.run.now + betweenLooks;
	}

	if (child.status !== 'SUCCEEDED') {
		throw new StatesError('States.TaskFailed', JSON.stringify(described(child, false)));
	}

	return described(child, call.integration.endsWith(':2'));
}

/** DescribeExecution's answer. `.sync:2` gives the output as JSON, `.sync` as the text that it is. */
function described(child: ExecutionState, parsed: boolean) {
	const payload = (text: string) => (parsed ? JSON.parse(text) : text);
	return {
		...(child.cause !== null && {Cause: child.cause}),
		...(child.error !== null && {Error: child.error}),
		ExecutionArn: child.arn,
		Input: payload(child.input),
		InputDetails: {Included: true},
		Name: child.name,
		...(child.output !== null && {
			Output: payload(child.output),
			OutputDetails: {Included: true},
		}),
		StartDate: child.startedAt,
		StateMachineArn: child.stateMachineArn,
		Status: child.status,
		...(child.stoppedAt !== null && {StopDate: child.stoppedAt}),
	};
}
