import type {ExecutedMachine, Execution, HistoryEvent, MapRun} from '../account/step-functions.ts';
import type {Chain} from '../history/chain.ts';
import type {Failure, Survived} from '../history/failure.ts';
import type {WaitingState} from '../history/waiting.ts';

/** The execution that a chain ends in, with what its root failed of. */
export type Root = {
	execution: Execution;
	/** As it ran; null where that could not be read. */
	machine: ExecutedMachine | null;
	chain: Chain | null;
	events: readonly HistoryEvent[];
	state: string | null;
	error: string | null;
	cause: string | null;
};

/** Children of a Map Run that failed alike. */
export type ItemGroup = {
	error: string | null;
	cause: string | null;
	/** How many of the sample. */
	count: number;
	/** The first of them. */
	executionArn: string;
	/** What the first of them comes down to; null where it was not followed. */
	root: {state: string | null; error: string | null; cause: string | null} | null;
};

export type FollowedMapRun = {
	arn: string;
	/** The Map state that started it; null where that was not read. */
	state: string | null;
	/** Null where DescribeMapRun was refused. */
	run: MapRun | null;
	/** The largest first. */
	groups: ItemGroup[];
	/** How many failed children were looked at. */
	sampled: number;
};

export type WaitingIn = WaitingState & {executionArn: string};

/** An execution followed down to the failure that nothing survived, through other executions where it leads there. */
export type FollowedFailure = {
	failure: Failure;
	root: Root;
	survived: Array<Survived & {executionArn: string}>;
	/** What was or is under way, where the execution runs, timed out or was stopped. */
	waiting: WaitingIn[];
	mapRuns: FollowedMapRun[];
	/** The Fail state of the first execution that a redrive would only run again; null where none ended it. */
	failState: string | null;
	/** In sentences, what was not read and what bound was reached. */
	unread: string[];
};
