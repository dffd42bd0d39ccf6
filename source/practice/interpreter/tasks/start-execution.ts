import type {ExecutionState} from '../../state.ts';
import {beginExecution} from '../begin.ts';
import {StatesError} from '../states-error.ts';
import {never, type Steps} from '../steps.ts';
import {demand} from './demand.ts';
import {followed} from './followed.ts';
import {serviceError} from './voices.ts';
import {type Accepted, type Call, parametersOf} from './work.ts';

const betweenLooks = 250;

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html */
export function startExecution(call: Call): Accepted {
	const {run, voice} = call;
	const {StateMachineArn: arn, Input: input, Name: name} = parametersOf(call);
	demand({action: 'states:StartExecution', resource: String(arn)}, call);
	const machine = run.state.stateMachines.find(each => each.arn === arn);

	if (!machine) {
		throw serviceError(
			{
				code: 'StateMachineDoesNotExistException',
				message: `State Machine Does Not Exist: '${String(arn)}'`,
			},
			voice,
			run,
		);
	}

	const child = beginExecution(
		machine,
		{...(typeof name === 'string' && {name}), input: JSON.stringify(input ?? {})},
		run.state,
		run.now,
	);
	const answer = {ExecutionArn: child.arn, StartDate: new Date(child.startedAt).toISOString()};

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

function* endOf(child: ExecutionState, call: Call): Steps<unknown> {
	yield* followed([{action: 'states:DescribeExecution', resource: child.arn}], call);

	while (child.status === 'RUNNING') {
		yield call.run.now + betweenLooks;
	}

	const described = describe(child, call.integration.endsWith(':2'));

	if (child.status !== 'SUCCEEDED') {
		throw new StatesError('States.TaskFailed', JSON.stringify(described));
	}

	return described;
}

/** `.sync:2` gives the output as JSON, `.sync` as the text that it is. */
const describe = (child: ExecutionState, parsed: boolean) => ({
	ExecutionArn: child.arn,
	Name: child.name,
	StateMachineArn: child.stateMachineArn,
	Status: child.status,
	Input: parsed ? JSON.parse(child.input) : child.input,
	...(child.output !== null && {Output: parsed ? JSON.parse(child.output) : child.output}),
	...(child.error !== null && {Error: child.error}),
	...(child.cause !== null && {Cause: child.cause}),
});
