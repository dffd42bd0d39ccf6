import type {TestStateInput, TestStateOutput} from '@aws-sdk/client-sfn';
import {isObject, type JsonObject, member, parseJson} from '../../../json.ts';
import {AwsError} from '../../aws-error.ts';
import {integrationIn, patternIn} from '../../definition/read.ts';
import {type TestedEnd, testState} from '../../interpreter/test-state.ts';

type Mock = NonNullable<TestStateInput['mock']>;

/** https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html */
export const testOperations = {
	TestState(input: TestStateInput): TestStateOutput {
		const state = parseJson(input.definition ?? '');

		if (!isObject(state) || typeof state.Type !== 'string') {
			throw new AwsError('InvalidDefinition', "Invalid State Machine Definition: 'Not a state'");
		}

		const given = parseJson(input.input ?? '{}');

		if (given === undefined) {
			throw new AwsError('InvalidExecutionInput', 'Invalid State Machine Execution Input');
		}

		checkMock(state, input);

		return answerOf(
			testState({
				state,
				input: given,
				context: objectIn(input.context),
				end: input.mock ? endOf(input.mock) : null,
				retries: input.stateConfiguration?.retrierRetryCount ?? 0,
			}),
		);
	},
};

const objectIn = (text: string | undefined): JsonObject => {
	const value = parseJson(text ?? '{}');
	return isObject(value) ? value : {};
};

const answerOf = ({status, error, cause, output, next}: TestedEnd): TestStateOutput => ({
	status,
	...(error !== null && {error}),
	...(cause !== null && {cause}),
	...(output !== undefined && {output: JSON.stringify(output)}),
	...(next !== null && {nextState: next}),
});

const endOf = ({result, errorOutput}: Mock) =>
	errorOutput
		? {error: errorOutput.error ?? 'States.TaskFailed', cause: errorOutput.cause ?? null}
		: {output: parseJson(result ?? 'null') ?? null};

function checkMock(state: JsonObject, {mock, context, roleArn}: TestStateInput): void {
	const type = String(state.Type);
	const {pattern} = patternIn(integrationIn(String(member(state, 'Resource'))) ?? '');

	if (type === 'Map' || type === 'Parallel') {
		throw invalid('This practice account does not test Map and Parallel states.');
	}

	if (mock && type !== 'Task') {
		throw invalid(`State type '${type}' is not supported when a mock is specified`);
	}

	if (mock && (mock.result === undefined) === (mock.errorOutput === undefined)) {
		throw invalid(
			'A test mock should have only one of the following fields: [result, errorOutput].',
		);
	}

	if (context !== undefined && !mock) {
		throw invalid('A context can only be specified when a mock is specified');
	}

	if (!mock && (type === 'Task' || roleArn === undefined)) {
		throw invalid(
			type === 'Task'
				? `This practice account tests no task without a mock (${pattern}).`
				: 'A role ARN is required when no mock is specified',
		);
	}
}

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);
