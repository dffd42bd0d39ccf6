/** As far as past executions of a scenario are made up: their names and targets. */
type State = Record<string, unknown> & {Type?: string; Next?: string; Default?: string};

export type RunEvent = {type: string; details: Record<string, unknown>};

export type Run = {
	events: RunEvent[];
	status: 'SUCCEEDED' | 'FAILED';
	output: string | null;
	error: string | null;
	cause: string | null;
};

const stepsAtMost = 1000;

/**
 * Walks simple states, from StartAt or from the one named. Tasks succeed and pass their input on;
 * Choice takes its Default.
 */
export function runStates(definition: string, input: string, from?: string): Run {
	const {StartAt: startAt, States: states} = JSON.parse(definition) as Definition;
	const events: RunEvent[] = [];
	let name: string | undefined = from ?? startAt;
	let data = input;

	for (let steps = 0; name !== undefined && steps < stepsAtMost; steps += 1) {
		const state: State = states[name] ?? {};
		const type = state.Type ?? 'Pass';
		events.push({type: `${type}StateEntered`, details: entered(name, data)});

		if (type === 'Fail') {
			return failed(events, textOf(state.Error), textOf(state.Cause));
		}

		if (type === 'Choice' && state.Default === undefined) {
			return failed(events, 'States.NoChoiceMatched', `No choice rule matched in state '${name}'`);
		}

		data = type === 'Pass' && 'Result' in state ? JSON.stringify(state.Result) : data;
		events.push({type: `${type}StateExited`, details: exited(name, data)});
		name = type === 'Choice' ? state.Default : state.Next;
	}

	return {
		events: [
			...events,
			{type: 'ExecutionSucceeded', details: {output: data, outputDetails: notTruncated}},
		],
		status: 'SUCCEEDED',
		output: data,
		error: null,
		cause: null,
	};
}

type Definition = {StartAt: string; States: Record<string, State>};

const notTruncated = {truncated: false};

const entered = (name: string, input: string) => ({name, input, inputDetails: notTruncated});
const exited = (name: string, output: string) => ({name, output, outputDetails: notTruncated});

const failed = (events: RunEvent[], error: string | null, cause: string | null): Run => ({
	events: [...events, {type: 'ExecutionFailed', details: {error, cause}}],
	status: 'FAILED',
	output: null,
	error,
	cause,
});

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
