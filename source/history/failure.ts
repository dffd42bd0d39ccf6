import type {ExecutionStatus} from '../account/step-functions.ts';

export type LinkKind = 'execution' | 'caught' | 'state' | 'child-execution' | 'map-run' | 'item';

/** From the end of the execution down to the root; each is why the one before it failed. */
export type Link = {
	kind: LinkKind;
	/** Null where the link is not a state, and where the events read do not name it. */
	state: string | null;
	/** The execution that the link belongs to. */
	executionArn: string;
	error: string | null;
	cause: string | null;
	at: Date | null;
	/** The iteration of an inline Map; null for every other link. */
	index: number | null;
};

/** A failure that did not end the execution: a Catch led on, a Retry succeeded, or it was a mere answer. */
export type Survived = {
	state: string | null;
	error: string | null;
	cause: string | null;
	at: Date | null;
	by: 'catch' | 'retry' | 'answer';
	/** The state that its Catch led to. */
	next: string | null;
};

/** How an execution ended or, where it still runs, what it waits for. */
export type Failure = {
	executionArn: string;
	status: ExecutionStatus;
	startedAt: Date | null;
	stoppedAt: Date | null;
	chain: Link[];
};
