import type {JsonObject} from '../../../json.ts';
import {member} from '../../../json.ts';
import {uuidOf} from '../../uuid-of.ts';
import {emit} from '../emit.ts';
import {type Frame, textIn} from '../frame.ts';
import {partOf} from '../parts.ts';
import type {Run} from '../run.ts';
import {runStates} from '../run-states.ts';
import {StatesError, said} from '../states-error.ts';
import type {Steps} from '../steps.ts';
import {actorOf} from '../tasks/actor.ts';
import {refusal} from '../tasks/refusal.ts';
import {deniedError, voiceOf} from '../tasks/voices.ts';

/**
 * Each item is an execution of its own on AWS. Here they run one after the other, and leave no
 * executions and no events behind.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export function* distributed(
	frame: Frame,
	machine: JsonObject,
	inputs: readonly unknown[],
): Steps<unknown[]> {
	const {run, thread} = frame;
	const label = textIn(frame.state, 'Label') ?? frame.name.replaceAll(/\W/g, '');
	const mapRunArn = `${run.machine.arn.replace(':stateMachine:', ':mapRun:')}/${label}:${uuidOf(run.execution.arn)}`;
	emit(run, thread, 'MapRunStarted', {mapRunArn});

	try {
		const outputs = yield* children(frame, machine, inputs);
		emit(run, thread, 'MapRunSucceeded');

		return outputs;
	} catch (error) {
		if (error instanceof StatesError) {
			emit(run, thread, 'MapRunFailed', said(error));
		}

		throw error;
	}
}

function* children(
	frame: Frame,
	machine: JsonObject,
	inputs: readonly unknown[],
): Steps<unknown[]> {
	checkMayStart(frame.run);
	const outputs: unknown[] = [];
	const failures: StatesError[] = [];

	for (const [index, input] of inputs.entries()) {
		const level = partOf(frame, machine, index, {index, value: input});

		try {
			outputs.push(yield* runStates({...level, run: unseen(frame.run)}, input));
		} catch (error) {
			if (!(error instanceof StatesError)) {
				throw error;
			}

			failures.push(error);
		}
	}

	if (failures.length > tolerated(frame, inputs.length)) {
		throw new StatesError(
			'States.ExceedToleratedFailureThreshold',
			'The specified tolerated failure threshold was exceeded',
		);
	}

	return outputs;
}

function checkMayStart(run: Run): void {
	const text = refusal({action: 'states:StartExecution', resource: run.machine.arn}, actorOf(run));

	if (text !== null) {
		throw deniedError(text, 'states:StartExecution', voiceOf('states'), run);
	}
}

/** The same run, with a history of its own. */
const unseen = (run: Run): Run =>
	Object.create(run, {
		execution: {value: {...run.execution, history: []}},
		machine: {value: {...run.machine, logging: {...run.machine.logging, destinations: []}}},
	});

function tolerated({state}: Frame, count: number): number {
	const percentage = member(state, 'ToleratedFailurePercentage');
	const absolute = member(state, 'ToleratedFailureCount');

	return Math.max(
		typeof absolute === 'number' ? absolute : 0,
		typeof percentage === 'number' ? Math.floor((count * percentage) / 100) : 0,
	);
}
