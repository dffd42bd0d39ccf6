/** A task is never called for real: without a mock only states that call nothing are tested. */
export type StateMock =
	| {kind: 'result'; result: string}
	| {kind: 'error'; error: string; cause: string | null; retries: number};

export type StateTest = {
	/** The text of one state. */
	definition: string;
	/** JSON texts, as the next two. */
	input: string;
	variables: string | null;
} & ({mock: StateMock; context: string} | {mock: null; roleArn: string});

export type StateTestResult = {
	status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
	error: string | null;
	cause: string | null;
	nextState: string | null;
};

export type StateTestReads = {
	/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
	testState(test: StateTest): Promise<StateTestResult>;
};
