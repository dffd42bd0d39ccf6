import {timeoutOf} from '../../definition/error-handling.ts';
import {queryLanguageOf} from '../../definition/query-language.ts';
import type {AccountState} from '../state.ts';
import {end} from './end.ts';
import type {Run, Thread} from './run.ts';
import {runStates} from './run-states.ts';
import {StatesError} from './states-error.ts';
import {never, type Steps} from './steps.ts';

type Running = {run: Run; thread: Thread; steps: Steps<unknown>; wakesAt: number; deadline: number};

/** What is under way is no data, so it stands beside the account and not in it. */
const running = new WeakMap<AccountState, Running[]>();

export function follow(run: Run, thread: Thread): void {
	const {timeout} = timeoutOf({value: run.definition});
	const limit = run.machine.type === 'EXPRESS' ? 300 : never;
	const seconds = Math.min(limit, typeof timeout === 'number' ? timeout : never);
	const steps = runStates(
		{
			run,
			machine: run.definition,
			language: queryLanguageOf(run.definition, 'JSONPath'),
			thread,
			progress: run.attempt.progress,
			item: null,
		},
		JSON.parse(run.execution.input),
	);
	const all = running.get(run.state) ?? [];
	running.set(run.state, all);
	all.push({run, thread, steps, wakesAt: run.now, deadline: run.beganAt + seconds * 1000});
}

/** Lets every execution do what it has to do up to this moment, the earliest first. */
export function passTime(state: AccountState, until: number): void {
	const all = running.get(state) ?? [];

	for (;;) {
		const [next] = all.filter(each => due(each) <= until).toSorted((a, b) => due(a) - due(b));

		if (!next) {
			return;
		}

		next.run.now = Math.max(next.run.now, due(next));

		if (goOn(next)) {
			all.splice(all.indexOf(next), 1);
		}
	}
}

const due = ({wakesAt, deadline}: Running): number => Math.min(wakesAt, deadline);

/** Whether the execution has ended. */
function goOn(each: Running): boolean {
	const {run, thread, steps} = each;

	if (each.wakesAt > each.deadline) {
		end(run, thread, {status: 'TIMED_OUT'});

		return true;
	}

	try {
		const step = steps.next();

		if (step.done) {
			end(run, thread, {status: 'SUCCEEDED', output: step.value});

			return true;
		}

		each.wakesAt = step.value;

		return false;
	} catch (error) {
		if (!(error instanceof StatesError)) {
			throw error;
		}

		end(run, thread, {status: 'FAILED', error: error.error, cause: error.cause});

		return true;
	}
}
