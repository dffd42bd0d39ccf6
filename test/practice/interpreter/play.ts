import {
	DescribeExecutionCommand,
	GetExecutionHistoryCommand,
	type HistoryEvent,
	RedriveExecutionCommand,
	StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import {policy} from '../../../source/practice/scenarios/build/policies.ts';
import {role, stateMachine} from '../../../source/practice/scenarios/build/resources.ts';
import {withRuns} from '../../../source/practice/scenarios/build/runs.ts';
import {definition as definitionOf} from '../../../source/practice/scenarios/build/states.ts';
import {healthy} from '../../../source/practice/scenarios/healthy.ts';
import type {AccountState} from '../../../source/practice/state.ts';
import {practise} from '../clients.ts';

export const everything = {Effect: 'Allow', Action: '*', Resource: '*'};

type Parts = {
	/** Beside the states: TimeoutSeconds, QueryLanguage. */
	rest?: object;
	/** What the role may; everything where it is not given. */
	statements?: object[];
	arrange?: (state: AccountState, now: number) => void;
};

/** A state machine `played` of these states, with the real client on it. */
export function play(states: Record<string, object>, {rest, statements, arrange}: Parts = {}) {
	const [first = ''] = Object.keys(states);
	const practice = practise(healthy, (state, now) => {
		const machine = stateMachine(now, 'played', {definition: definitionOf(first, states, rest)});
		state.stateMachines.push(machine);
		state.roles.push(
			role(now, 'played-role', {inlinePolicies: {own: policy(...(statements ?? [everything]))}}),
		);
		withRuns(state, machine, now, []);
		arrange?.(state, now);
	});
	const {sfn, clock, state} = practice;
	const stateMachineArn = state.stateMachines.find(({name}) => name === 'played')?.arn;

	return {
		...practice,
		stateMachineArn,

		/** Answers the execution's ARN, `seconds` later. */
		async start(input: unknown = {}, seconds = 60): Promise<string> {
			const {executionArn = ''} = await sfn.send(
				new StartExecutionCommand({stateMachineArn, input: JSON.stringify(input)}),
			);
			clock.advance(seconds * 1000);

			return executionArn;
		},

		async redrive(executionArn: string, seconds = 60): Promise<void> {
			await sfn.send(new RedriveExecutionCommand({executionArn}));
			clock.advance(seconds * 1000);
		},

		describe: (executionArn: string) => sfn.send(new DescribeExecutionCommand({executionArn})),

		async history(executionArn: string): Promise<HistoryEvent[]> {
			const {events = []} = await sfn.send(new GetExecutionHistoryCommand({executionArn}));

			return events;
		},
	};
}

export const typesOf = (events: readonly HistoryEvent[]) => events.map(({type}) => type);

/** The one `…EventDetails` member that an event carries. */
export function detailsOf(event: HistoryEvent | undefined): {
	member: string | null;
	value: unknown;
} {
	const found = Object.entries(event ?? {}).filter(
		([member, value]) => member.endsWith('EventDetails') && value !== undefined,
	);

	if (found.length > 1) {
		throw new Error(`Several details: ${found.map(([member]) => member)}`);
	}

	return {member: found[0]?.[0] ?? null, value: found[0]?.[1]};
}
