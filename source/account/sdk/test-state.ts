import type {StateMock, StateTest, StateTestReads} from '../test-state.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

export const testStateReads = (stepFunctions: Services['stepFunctions']): StateTestReads => ({
	testState: test =>
		stepFunctions('TestState', async (client, sdk) => {
			const command = new sdk.TestStateCommand(requestOf(test));
			command.middlewareStack.add(
				next => arguments_ => {
					const request = arguments_.request as {hostname: string};
					// AWS's own host is sync-states…; an endpoint of somebody's own has no such name.
					request.hostname = request.hostname.replace(/^sync-(?!states)/, '');
					return next(arguments_);
				},
				{step: 'build', priority: 'high'},
			);
			const answer = await client.send(command);

			return {
				status: required(answer.status, 'status'),
				error: answer.error ?? null,
				cause: answer.cause ?? null,
				nextState: answer.nextState ?? null,
			};
		}),
});

/** With a mock no role is given, so that no service can be called. */
const requestOf = (test: StateTest) => ({
	definition: test.definition,
	input: test.input,
	...(test.variables !== null && {variables: test.variables}),
	...(test.mock === null
		? {roleArn: test.roleArn}
		: {
				context: test.context,
				...mockOf(test.mock),
			}),
});

/** What the history holds is what the service answered: its model has nothing to say about it. */
const mockOf = (mock: StateMock) =>
	mock.kind === 'result'
		? {mock: {result: mock.result, fieldValidationMode: 'NONE' as const}}
		: {
				mock: {
					errorOutput: {error: mock.error, ...(mock.cause !== null && {cause: mock.cause})},
				},
				...(mock.retries > 0 && {stateConfiguration: {retrierRetryCount: mock.retries}}),
			};
