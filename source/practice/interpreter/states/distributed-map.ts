import {member} from '../../../json.ts';
import {denialOf} from '../../access/role.ts';
import {itemProcessorOf} from '../../definition/read.ts';
import type {ExecutionState, MapRunState} from '../../execution-state.ts';
import {uuidOf} from '../../ids.ts';
import {emit} from '../events.ts';
import {type Frame, type Item, textIn} from '../run.ts';
import {stop} from '../runs.ts';
import {describeError, StatesError} from '../states-error.ts';
import type {Steps} from '../steps.ts';
import {deniedError, errorStyleOf} from '../tasks/error-style.ts';
import {actorOf} from '../tasks/permission.ts';
import {checkResultWriter, readItems} from './map-storage.ts';

const betweenLooks = 250;

/**
 * Each item is an execution of its own, started with the role of the state machine.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export function* distributed(
	frame: Frame,
	given: readonly unknown[] | null,
	inputOf: (item: Item) => unknown,
): Steps<unknown[]> {
	const {run, thread} = frame;
	const {mapRun, isRedriven} = mapRunOf(frame);
	emit(run, thread, isRedriven ? 'MapRunRedriven' : 'MapRunStarted', {
		mapRunArn: mapRun.arn,
		...(isRedriven && {redriveCount: mapRun.redriveCount}),
	});

	try {
		checkResultWriter(frame);
		const items = given ?? readItems(frame);
		mapRun.total = items.length;
		const outputs = yield* children(frame, mapRun, items, inputOf);
		endMapRun(mapRun, 'SUCCEEDED', frame);
		emit(run, thread, 'MapRunSucceeded');

		return outputs;
	} catch (error) {
		if (error instanceof StatesError) {
			endMapRun(mapRun, 'FAILED', frame);
			emit(run, thread, 'MapRunFailed', describeError(error));
		}

		throw error;
	} finally {
		// A state that is given up ends its Map Run with it.
		endMapRun(mapRun, 'ABORTED', frame);
	}
}

/** A redrive continues the Map Run of the failed attempt; a retry starts a new one. */
function mapRunOf(frame: Frame): {mapRun: MapRunState; isRedriven: boolean} {
	const {run, state, progress} = frame;
	const existing = run.state.mapRuns.find(({arn}) => arn === progress.mapRunArn);

	if (existing) {
		existing.redriveCount += 1;
		Object.assign(existing, {status: 'RUNNING', stoppedAt: null, redrivenAt: run.now});

		return {mapRun: existing, isRedriven: true};
	}

	const label = textIn(state, 'Label') ?? frame.name.replaceAll(/\W/g, '');
	const arns = `${run.machine.arn}/${label}`;
	const mapRun: MapRunState = {
		arn: `${arns.replace(':stateMachine:', ':mapRun:')}:${uuidOf(`${run.execution.arn} ${label} ${run.state.mapRuns.length}`)}`,
		executionArn: run.execution.arn,
		stateMachineArn: arns,
		label,
		status: 'RUNNING',
		startedAt: run.now,
		stoppedAt: null,
		maxConcurrency: numberIn(state, 'MaxConcurrency'),
		toleratedFailureCount: numberIn(state, 'ToleratedFailureCount'),
		toleratedFailurePercentage: numberIn(state, 'ToleratedFailurePercentage'),
		redriveCount: 0,
		redrivenAt: null,
		total: 0,
	};
	progress.mapRunArn = mapRun.arn;
	run.state.mapRuns.push(mapRun);

	return {mapRun, isRedriven: false};
}

function* children(
	frame: Frame,
	mapRun: MapRunState,
	items: readonly unknown[],
	inputOf: (item: Item) => unknown,
): Steps<unknown[]> {
	const {run} = frame;
	const own = childrenOf(mapRun, frame);
	redriveFailed(own, frame, mapRun);
	const atOnce = mapRun.maxConcurrency || 1000;

	for (;;) {
		const failed = own.filter(isFailed).length;

		if (failed > tolerated(mapRun, items.length)) {
			throw new StatesError(
				'States.ExceedToleratedFailureThreshold',
				'The specified tolerated failure threshold was exceeded',
			);
		}

		const underWay = own.filter(({status}) => status === 'RUNNING').length;

		for (let free = atOnce - underWay; free > 0 && own.length < items.length; free -= 1) {
			const index = own.length;
			own.push(startChild(frame, mapRun, inputOf({index, value: items[index]})));
		}

		if (own.every(({status}) => status !== 'RUNNING') && own.length === items.length) {
			return own.map(({output}) => (output === null ? null : JSON.parse(output)));
		}

		yield run.now + betweenLooks;
	}
}

const childrenOf = ({arn}: MapRunState, {run}: Frame): ExecutionState[] =>
	run.state.executions.filter(({mapRun}) => mapRun?.arn === arn);

const isFailed = ({status}: ExecutionState): boolean =>
	status === 'FAILED' || status === 'TIMED_OUT';

function startChild(frame: Frame, mapRun: MapRunState, input: unknown): ExecutionState {
	const {run, state} = frame;
	requireOfRole('states:StartExecution', run.machine.arn, frame);
	const processor = itemProcessorOf(state);
	const kind = member(member(processor, 'ProcessorConfig'), 'ExecutionType');
	const machine = {
		...run.machine,
		arn: mapRun.stateMachineArn,
		name: `${run.machine.name}/${mapRun.label}`,
		roleArn: run.attempt.roleArn,
		definition: JSON.stringify({QueryLanguage: run.definition.QueryLanguage, ...processor}),
		...(kind === 'EXPRESS' && {type: 'EXPRESS' as const}),
	};

	return run.engine.begin(
		machine,
		{
			name: uuidOf(`${mapRun.arn} ${childrenOf(mapRun, frame).length}`),
			input: JSON.stringify(input),
			mapRun: {arn: mapRun.arn, itemCount: 1, kind: machine.type},
		},
		run,
	);
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html */
function redriveFailed(
	own: readonly ExecutionState[],
	frame: Frame,
	{stateMachineArn}: MapRunState,
) {
	const unfinished = own.filter(({status}) => status !== 'SUCCEEDED');

	if (unfinished.length > 0) {
		const executions = stateMachineArn.replace(':stateMachine:', ':execution:');
		requireOfRole('states:RedriveExecution', `${executions}:*`, frame);
	}

	for (const child of unfinished) {
		frame.run.engine.redrive(child, frame.run);
	}
}

function requireOfRole(action: string, resource: string, {run}: Frame): void {
	const denial = run.engine.endTask ? null : denialOf({action, resource}, actorOf(run));

	if (denial !== null) {
		throw deniedError(denial, action, errorStyleOf('states'), run);
	}
}

/** Executions that are still running when a Map Run fails are aborted. */
function endMapRun(mapRun: MapRunState, status: MapRunState['status'], frame: Frame): void {
	if (mapRun.status !== 'RUNNING') {
		return;
	}

	Object.assign(mapRun, {status, stoppedAt: frame.run.now});

	for (const child of childrenOf(mapRun, frame)) {
		stop(child, {error: null, cause: null}, frame.run);
	}
}

const tolerated = (
	{toleratedFailureCount, toleratedFailurePercentage}: MapRunState,
	total: number,
): number =>
	Math.max(toleratedFailureCount, Math.floor((total * toleratedFailurePercentage) / 100));

function numberIn(state: Frame['state'], field: string): number {
	const value = member(state, field);

	return typeof value === 'number' ? value : 0;
}
