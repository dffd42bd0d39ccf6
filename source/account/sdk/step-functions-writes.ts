import type {StepFunctionsWrites} from '../step-functions.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

export const stepFunctionsWrites = (
	stepFunctions: Services['stepFunctions'],
): StepFunctionsWrites => ({
	updateLogging: (stateMachineArn, {level, includeExecutionData, destinations}) =>
		stepFunctions.once('UpdateStateMachine', async (client, sdk) => {
			const {revisionId} = await client.send(
				new sdk.UpdateStateMachineCommand({
					stateMachineArn,
					loggingConfiguration: {
						level,
						includeExecutionData,
						destinations: destinations.map(logGroupArn => ({
							cloudWatchLogsLogGroup: {logGroupArn},
						})),
					},
				}),
			);

			return revisionId ?? null;
		}),

	updateDefinition: (stateMachineArn, definition) =>
		stepFunctions.once('UpdateStateMachine', async (client, sdk) => {
			const {revisionId} = await client.send(
				new sdk.UpdateStateMachineCommand({stateMachineArn, definition}),
			);

			return revisionId ?? null;
		}),

	redrive: executionArn =>
		stepFunctions.once('RedriveExecution', async (client, sdk) => {
			await client.send(new sdk.RedriveExecutionCommand({executionArn}));
		}),

	startExecution: (stateMachineArn, input) =>
		stepFunctions.once('StartExecution', async (client, sdk) => {
			const {executionArn} = await client.send(
				new sdk.StartExecutionCommand({stateMachineArn, input}),
			);

			return required(executionArn, 'executionArn');
		}),
});
