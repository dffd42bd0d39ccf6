import {FilterLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import type {Scenario} from '../../source/practice/scenario.ts';
import {pricing} from '../../source/practice/scenarios/build/express.ts';
import type {Practice} from './clients.ts';

export const logGroupName = pricing.logGroup;

/** The execution that the scenario is about. */
export const executionArnOf = ({paste}: Scenario): string =>
	paste?.split('\n').find(line => line.startsWith('arn:')) ?? '';

export const ofExecution = (arn: string): string => `{ $.execution_arn = "${arn}" }`;

export async function filter({logs}: Practice, filterPattern: string) {
	const {events = []} = await logs.send(new FilterLogEventsCommand({logGroupName, filterPattern}));

	return events;
}
