import {type JsonObject, member} from '../../json.ts';
import {queryLanguageOf} from '../definition/read.ts';
import {emptyAccount} from '../empty-account.ts';
import type {ExecutionState} from '../execution-state.ts';
import type {StateMachineState} from '../state.ts';
import {engineWith} from './begin.ts';
import {type Frame, newProgress, type TaskEnd} from './run.ts';
import {StatesError} from './states-error.ts';

type TestedState = {
	state: JsonObject;
	input: unknown;
	context: JsonObject;
	/** How its task ends; null where it is mocked by none. */
	end: TaskEnd | null;
	/** How many times it was retried before. */
	retries: number;
};

export type TestedEnd = {
	status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
	error: string | null;
	cause: string | null;
	output: unknown;
	next: string | null;
};

/** Runs one state alone, beside the account: no service is asked. */
export function testState({state, input, context, end, retries}: TestedState): TestedEnd {
	const frame = frameOf(state, input, context, end);
	const perform = frame.run.engine.states[String(state.Type)];
	const nothing = {error: null, cause: null, output: undefined, next: null};

	try {
		const steps = perform?.(frame);
		let step = steps?.next();

		while (step && !step.done) {
			frame.run.now = step.value;
			step = steps?.next();
		}

		const outcome = step?.done ? step.value : {output: undefined, next: null};
		const isCaught = /Failed$/.test(frame.run.execution.history.at(-1)?.type ?? '');
		const error = end && 'error' in end ? end : {error: null, cause: null};

		return isCaught
			? {...nothing, ...error, ...outcome, status: retryOr('CAUGHT_ERROR', frame, retries)}
			: {...nothing, ...outcome, status: 'SUCCEEDED'};
	} catch (error) {
		if (!(error instanceof StatesError)) {
			throw error;
		}

		const {error: name, cause} = error;

		return {...nothing, error: name, cause, status: retryOr('FAILED', frame, retries)};
	}
}

/** All of them were made in no time. */
const retryOr = <Status>(status: Status, frame: Frame, made: number): Status | 'RETRIABLE' =>
	frame.retries > made ? 'RETRIABLE' : status;

function frameOf(
	state: JsonObject,
	input: unknown,
	context: JsonObject,
	end: TaskEnd | null,
): Frame {
	const of = (part: string, field: string): string =>
		String(member(member(context, part), field) ?? 'test');
	const roleArn = of('Execution', 'RoleArn');
	const item = member(member(context, 'Map'), 'Item');
	const machine: StateMachineState = {
		arn: of('StateMachine', 'Id'),
		name: of('StateMachine', 'Name'),
		type: 'STANDARD',
		createdAt: 0,
		definition: '',
		roleArn,
		logging: {level: 'OFF', includeExecutionData: false, destinations: []},
		tracing: false,
		kmsKeyArn: null,
		revisionId: 'INITIAL',
		tags: {},
	};
	const progress = {...newProgress(), entered: 2};
	const attempt = {definition: '', roleArn, progress};
	const execution: ExecutionState = {
		arn: of('Execution', 'Id'),
		name: of('Execution', 'Name'),
		stateMachineArn: machine.arn,
		status: 'RUNNING',
		startedAt: Date.parse(of('Execution', 'StartTime')) || 0,
		stoppedAt: null,
		input: JSON.stringify(member(member(context, 'Execution'), 'Input') ?? {}),
		output: null,
		error: null,
		cause: null,
		redriveCount: 0,
		redrivenAt: null,
		mapRun: null,
		history: [],
		attempt,
	};

	return {
		run: {
			state: emptyAccount(),
			execution,
			machine,
			attempt,
			definition: {},
			beganAt: 0,
			now: 0,
			engine: engineWith(() => end),
		},
		thread: {previous: 0},
		progress,
		name: of('State', 'Name'),
		state,
		language: queryLanguageOf(state, 'JSONPath'),
		input,
		item:
			item === undefined
				? null
				: {index: Number(member(item, 'Index')), value: member(item, 'Value')},
		retries: 0,
	};
}
