import {DescribeStateMachineCommand, UpdateStateMachineCommand} from '@aws-sdk/client-sfn';
import type {Scenario} from '../../source/practice/scenario.ts';
import {stateMachineArn} from '../../source/practice/scenarios/build/names.ts';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {Practice} from './clients.ts';

export const arn = stateMachineArn(orders.name);

/** By its id, or not at all. */
export function scenario(id: string): Scenario {
	const found = scenarios[id];

	if (!found) {
		throw new Error(`There is no scenario ${id}`);
	}

	return found;
}

/** What the deployment does: gives the state machine the logging that it has. */
export async function deploy({sfn}: Practice) {
	const {loggingConfiguration} = await sfn.send(
		new DescribeStateMachineCommand({stateMachineArn: arn}),
	);

	return sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn, loggingConfiguration}));
}

export const logsTo = (...groups: string[]) => ({
	level: 'ALL' as const,
	destinations: groups.map(group => ({
		cloudWatchLogsLogGroup: {
			logGroupArn: `arn:aws:logs:eu-west-1:123456789012:log-group:${group}:*`,
		},
	})),
});
