import type {
	ExecutedMachine,
	Execution,
	HistoryEvent,
} from '../../source/account/step-functions.ts';
import type {FollowedFailure} from '../../source/diagnosis/followed-failure.ts';
import type {FakeAccount} from './fake-reads.ts';
import {anAccount, aStateMachine, noon, ordersArn} from './samples.ts';

export const executionArn = 'arn:aws:states:eu-west-1:123456789012:execution:orders:order-41';

export type Told = {
	type: string;
	details?: Record<string, unknown>;
	previous?: number;
	at?: number;
};

/** Events with ids from 1, a second apart, each after the one before; the newest first, as they are read. */
export const historyOf = (...told: Told[]): HistoryEvent[] =>
	told
		.map(({type, details = {}, previous, at}, index) => ({
			id: index + 1,
			previousEventId: previous ?? index,
			type,
			timestamp: new Date(noon + (at ?? index) * 1000),
			details,
		}))
		.toReversed();

export const anExecution = (given: Partial<Execution> = {}): Execution => ({
	arn: executionArn,
	name: 'order-41',
	stateMachineArn: ordersArn,
	status: 'FAILED',
	startedAt: new Date(noon),
	stoppedAt: new Date(noon + 60_000),
	input: '{"order":41}',
	error: null,
	cause: null,
	redriveStatus: 'REDRIVABLE',
	redriveStatusReason: null,
	...given,
});

/** The state machine orders as an execution ran it. */
export const executed = (definition: string): ExecutedMachine => ({
	arn: ordersArn,
	name: 'orders',
	definition,
	roleArn: aStateMachine().roleArn,
	revisionId: null,
	mapRunArn: null,
});

export type Failed = {
	/** The states, from which a definition is made; the first is where it starts. */
	states: Record<string, object>;
	/** The definition's fields beside StartAt and States. */
	rest?: object;
	/** The states that it ran, where the definition was changed since. */
	ran?: Record<string, object>;
	events: Told[];
	execution?: Partial<Execution>;
	succeeded?: Execution[];
	account?: FakeAccount;
};

const definitionOf = (states: Record<string, object>, rest: object = {}): string =>
	JSON.stringify({...rest, StartAt: Object.keys(states)[0], States: states}, null, 2);

/** An account whose state machine orders has one failed execution. */
export function withFailure({
	states,
	rest,
	ran,
	events,
	execution,
	succeeded = [],
	account = {},
}: Failed): FakeAccount {
	const failed = anExecution(execution);
	const definition = definitionOf(states, rest);

	return anAccount({
		stateMachines: [aStateMachine({definition})],
		...account,
		reads: {
			executions: async (_, status) =>
				status === failed.status ? [failed] : status === 'SUCCEEDED' ? succeeded : [],
			execution: async () => failed,
			executedMachine: async () => executed(ran ? definitionOf(ran, rest) : definition),
			historyPage: async () => ({events: historyOf(...events), next: null}),
			...account.reads,
		},
	});
}

/** The events of one task that fails. */
export const failedTask = (
	state: string,
	error: string,
	given: {cause?: string; input?: unknown; parameters?: unknown; type?: string} = {},
): Told[] => [
	{type: 'ExecutionStarted'},
	{
		type: 'TaskStateEntered',
		details: {name: state, input: JSON.stringify(given.input ?? {order: 41})},
		previous: 0,
	},
	{type: 'TaskScheduled', details: {parameters: JSON.stringify(given.parameters ?? {})}},
	{type: 'TaskStarted'},
	{type: given.type ?? 'TaskFailed', details: {error, ...(given.cause && {cause: given.cause})}},
	{type: 'ExecutionFailed', details: {error, ...(given.cause && {cause: given.cause})}},
];

/** The events of a state that Step Functions itself gives up. */
export const runtimeError = (state: string, why: string, input: unknown, type = 'Task'): Told[] => [
	{type: 'ExecutionStarted'},
	{
		type: `${type}StateEntered`,
		details: {name: state, input: JSON.stringify(input)},
		previous: 0,
	},
	{
		type: 'ExecutionFailed',
		details: {
			error: 'States.Runtime',
			cause: `An error occurred while executing the state '${state}' (entered at the event id #2). ${why}`,
		},
	},
];

/** A failure of one state, as it is once it was followed. */
export const aFollowedFailure = (): FollowedFailure => ({
	failure: {
		executionArn,
		status: 'FAILED',
		startedAt: new Date(noon),
		stoppedAt: new Date(noon + 60_000),
		chain: [],
	},
	root: {
		execution: anExecution(),
		machine: null,
		chain: null,
		events: [],
		state: null,
		error: null,
		cause: null,
	},
	survived: [],
	waiting: [],
	mapRuns: [],
	failState: null,
	unread: [],
});
