import {randomUUID} from 'node:crypto';
import {namedExecutionArn} from '../../aws/arn.ts';
import {AccountError} from '../account-error.ts';
import {ifRefused} from '../if-refused.ts';
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

	redrive: async (executionArn, countBefore) => {
		const before = countBefore ?? (await redriveCount(stepFunctions, executionArn));

		await stepFunctions
			.once('RedriveExecution', async (client, sdk) => {
				await client.send(new sdk.RedriveExecutionCommand({executionArn}));
			})
			.catch(async error => {
				const now = isLost(error) ? await redriveCount(stepFunctions, executionArn) : null;

				if (before === null || now === null || now <= before) {
					throw error;
				}
			});
	},

	// With a name of its own it can be looked for where AWS's answer is lost, and never runs twice.
	startExecution: (stateMachineArn, input, name = `sfn-fix-${randomUUID()}`) => {
		return stepFunctions
			.once('StartExecution', async (client, sdk) => {
				const {executionArn} = await client.send(
					new sdk.StartExecutionCommand({stateMachineArn, name, input}),
				);

				return required(executionArn, 'executionArn');
			})
			.catch(async error => {
				const executionArn = namedExecutionArn(stateMachineArn, name);

				if (isLost(error) && (await exists(stepFunctions, executionArn))) {
					return executionArn;
				}

				throw error;
			});
	},
});

const isLost = (error: unknown): boolean =>
	error instanceof AccountError && error.fate === 'unknown';

/** Null where it cannot be told. */
const redriveCount = (
	stepFunctions: Services['stepFunctions'],
	executionArn: string,
): Promise<number | null> =>
	stepFunctions('DescribeExecution', async (client, sdk) => {
		const execution = await client.send(new sdk.DescribeExecutionCommand({executionArn}));
		return execution.redriveCount ?? null;
	}).catch(ifRefused(null));

/** False as well where it cannot be told: executions of Express workflows cannot be described. */
const exists = (stepFunctions: Services['stepFunctions'], executionArn: string): Promise<boolean> =>
	stepFunctions('DescribeExecution', async (client, sdk) => {
		await client.send(new sdk.DescribeExecutionCommand({executionArn}));
		return true;
	}).catch(ifRefused(false));
