import {uuidOf} from '../../ids.ts';
import {streamFor} from '../../log-delivery/deliver.ts';
import {logRecord} from '../../log-delivery/log-record.ts';
import {type Scenario, scenario} from '../../scenario.ts';
import type {AccountState, LogGroupState, StateMachineState} from '../../state.ts';
import {account, deliveryPolicyFor} from './account.ts';
import {functionsOf} from './definitions.ts';
import {type ExpressEnding, eventsOf} from './express-events.ts';
import {accountId, days, minutes, region, seconds} from './names.ts';
import {allow, deliveryPolicy, invokeFunctions, loggingActions} from './policies.ts';
import {logGroup, logsTo, resourcePolicy, role, stateMachine} from './resources.ts';

/** The Express state machine of the scenarios about logs. */
export const pricing = {
	name: 'basket-pricing',
	role: 'basket-pricing-role',
	logGroup: '/aws/vendedlogs/states/basket-pricing-Logs',
};

const pricingMachine = (
	now: number,
	level: StateMachineState['logging']['level'] = 'ALL',
): StateMachineState =>
	stateMachine(now, pricing.name, {type: 'EXPRESS', logging: logsTo(pricing.logGroup, level)});

const pricingRole = (now: number, logsActions: string[] = loggingActions) =>
	role(now, pricing.role, {
		inlinePolicies: {
			'invoke-functions': invokeFunctions(...functionsOf(pricing.name)),
			'log-delivery': allow(logsActions),
		},
	});

export const pricingExecutionArn = (name: string): string =>
	`arn:aws:states:${region}:${accountId}:express:${pricing.name}:${name}:${uuidOf(name)}`;

/** What the console's table of Express executions shows. */
export const unknownStatusPaste = (name: string): string =>
	`Executions (Express)\nName: ${name}   Status: Unknown   End time: -\n${pricingExecutionArn(name)}`;

export type LoggedRun = {
	name: string;
	/** Before now, in milliseconds. */
	ago: number;
	ending: ExpressEnding;
	/** From the event until it can be read, in milliseconds. */
	delay?: number;
};

/** The log group of the state machine, with what has been logged of these runs. */
function pricingLogGroup(
	now: number,
	machine: StateMachineState,
	runs: readonly LoggedRun[],
	logGroupClass: LogGroupState['class'],
): LogGroupState {
	const group = logGroup(now, pricing.logGroup, {class: logGroupClass});

	for (const run of runs) {
		writeRun(group, machine, run, now);
	}

	return group;
}

function writeRun(
	group: LogGroupState,
	machine: StateMachineState,
	{name, ago, ending, delay = seconds(4)}: LoggedRun,
	now: number,
): void {
	const started = now - ago;

	for (const [index, {type, details, after}] of eventsOf(machine.roleArn, ending).entries()) {
		const timestamp = started + after;
		const event = {id: index + 1, previousEventId: index, type, timestamp, details};
		const message = logRecord(
			event,
			{arn: pricingExecutionArn(name), redriveCount: 0},
			machine.logging,
		);

		if (message !== null) {
			streamFor(group, machine.name, started).events.push({
				timestamp,
				ingestedAt: timestamp + delay,
				message,
			});
		}
	}
}

/** Runs of the last hours that ended well, so that there is something to compare with. */
export const earlierRuns: readonly LoggedRun[] = [
	{name: 'checkout-20398', ago: minutes(118), ending: 'succeeded'},
	{name: 'checkout-20402', ago: minutes(97), ending: 'succeeded'},
	{name: 'checkout-20411', ago: minutes(44), ending: 'succeeded'},
	{name: 'checkout-20377', ago: days(1), ending: 'succeeded'},
];

type PricingParts = {
	level?: StateMachineState['logging']['level'];
	logsActions?: string[];
	runs: readonly LoggedRun[];
	class?: LogGroupState['class'];
	/** False where the log group has been deleted since. */
	hasLogGroup?: boolean;
};

/** The account of the scenarios about logs: everything is right but for what they change. */
export function pricingAccount(now: number, parts: PricingParts): AccountState {
	const machine = pricingMachine(now, parts.level);
	const group = pricingLogGroup(now, machine, parts.runs, parts.class ?? 'STANDARD');
	const policy = deliveryPolicy(pricing.logGroup);

	return account(now, {
		stateMachines: [machine],
		roles: [pricingRole(now, parts.logsActions)],
		...(parts.hasLogGroup !== false && {
			logGroups: [group],
			logResourcePolicies: [
				deliveryPolicyFor(now),
				resourcePolicy(now, 'AWSLogDeliveryWrite20150319', policy, pricing.logGroup),
			],
		}),
	});
}

/** A scenario about one of its executions, whose status the console shows as Unknown. */
export const pricingScenario = ({
	pricing: parts,
	...texts
}: Pick<Scenario, 'id' | 'story'> & {pricing: PricingParts}): Scenario =>
	scenario({
		...texts,
		paste: unknownStatusPaste('checkout-20417'),
		target: pricing.name,
		account: now => pricingAccount(now, parts),
	});
