import {integrationIn, timeLimits} from '../../definition/read.ts';
import {argumentsOf} from '../data-flow.ts';
import {emit, notTruncated} from '../events.ts';
import {type Frame, type PracticeRun, pause, stateError, type TaskEnd} from '../run.ts';
import {describeError, StatesError} from '../states-error.ts';
import {never, type Steps} from '../steps.ts';
import {callOf, makeCall} from './call.ts';
import {type TaskEvents, taskEvents} from './task-events.ts';
import type {Accepted, TaskCall} from './work.ts';

const untilScheduled = 10;
const untilStarted = 40;
const untilAnswered = 60;

/** One attempt: schedules the task, makes the call, waits for its end. */
export function* attemptTask(frame: Frame, resource: string): Steps<unknown> {
	const parameters = argumentsOf(frame);
	const integration = integrationIn(resource);

	if (integration === null) {
		throw stateError(frame, `The resource provided ${resource} is not recognized.`);
	}

	const call = callOf(frame, integration, parameters);
	const events = taskEvents(resource, call);
	const {run, thread} = frame;

	yield* pause(run, untilScheduled);
	emit(run, thread, events.scheduled.type, events.scheduled.details);
	const deadline = deadlineOf(call);

	if (events.started) {
		yield* pause(run, untilStarted);
		emit(run, thread, events.started.type, events.started.details);
	}

	try {
		return yield* perform(resource, call, deadline, events);
	} catch (error) {
		if (error instanceof StatesError) {
			const event = error.error === 'States.Timeout' ? events.timedOut : events.failed;
			emit(run, thread, event.type, {...event.details, ...describeError(error)});
		}

		throw error;
	}
}

function* perform(
	resource: string,
	call: TaskCall,
	deadline: number,
	events: TaskEvents,
): Steps<unknown> {
	const {run, frame} = call;
	yield* pause(run, untilAnswered);
	const end = run.engine.endTask?.({
		executionArn: run.execution.arn,
		state: frame.name,
		operation: call.operation,
		attempt: frame.retries,
		parameters: call.parameters,
	});
	const accepted = end
		? acceptedAs(end)
		: makeCall(resource, {...call, actor: {...call.actor, now: run.now}});

	if (events.submitted) {
		emit(run, frame.thread, events.submitted.type, {
			...events.submitted.details,
			output: JSON.stringify(accepted.answer),
			outputDetails: notTruncated,
		});
	}

	const result = yield* within(accepted.work(), deadline, run);
	emit(run, frame.thread, events.succeeded.type, {
		...events.succeeded.details,
		output: JSON.stringify(result),
		outputDetails: notTruncated,
	});

	return result;
}

const acceptedAs = (end: TaskEnd): Accepted => ({
	answer: {},
	// biome-ignore lint/correctness/useYield: takes no time
	*work() {
		if ('error' in end) {
			throw new StatesError(end.error, end.cause);
		}

		return end.output;
	},
});

/**
 * When the task runs out of time; nobody sends heartbeats here. The clock starts with the work: for an activity,
 * when a worker takes the task, which none does here.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html
 */
function deadlineOf({frame, run, operation}: TaskCall): number {
	if (operation === 'activity') {
		return never;
	}

	const {timeout, heartbeat} = timeLimits(frame.state);

	return run.now + 1000 * Math.min(timeout ?? never, heartbeat ?? never);
}

function* within(work: Steps<unknown>, deadline: number, run: PracticeRun): Steps<unknown> {
	for (;;) {
		const step = work.next();

		if (step.done) {
			return step.value;
		}

		if (step.value > deadline) {
			yield Math.max(deadline, run.now);
			work.return(undefined);
			throw new StatesError('States.Timeout', null);
		}

		yield step.value;
	}
}
