import {integrationNamed} from '../../../definition/task-resource.ts';
import {argumentsOf} from '../data-flow.ts';
import {emit, notTruncated} from '../emit.ts';
import {type Frame, stateError} from '../frame.ts';
import {pause} from '../run.ts';
import {stateAt} from '../state-at.ts';
import {StatesError, said} from '../states-error.ts';
import type {Steps} from '../steps.ts';
import {callOf, makeCall} from './call.ts';
import {type TaskEvents, taskEvents} from './task-events.ts';
import {deadlineOf, within} from './time-limit.ts';
import type {Call} from './work.ts';

const untilScheduled = 10;
const untilStarted = 40;
const untilAnswered = 60;

/** One attempt: schedules the task, makes the call, waits for its end. */
export function* attemptTask(frame: Frame, resource: string): Steps<unknown> {
	const parameters = argumentsOf(frame);
	const integration = integrationNamed(stateAt(frame));

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
		return yield* perform(
			resource,
			{...call, actor: {...call.actor, now: run.now}},
			deadline,
			events,
		);
	} catch (error) {
		if (error instanceof StatesError) {
			const event = error.error === 'States.Timeout' ? events.timedOut : events.failed;
			emit(run, thread, event.type, {...event.details, ...said(error)});
		}

		throw error;
	}
}

function* perform(
	resource: string,
	call: Call,
	deadline: number,
	events: TaskEvents,
): Steps<unknown> {
	const {run, frame} = call;
	yield* pause(run, untilAnswered);
	const accepted = makeCall(resource, {...call, actor: {...call.actor, now: run.now}});

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
