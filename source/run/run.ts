import {runEffect} from './effects.ts';
import type {RunEvent} from './event.ts';
import {begin, reduce} from './reduce.ts';
import type {RunOptions, RunServices} from './services.ts';
import type {RunState} from './state.ts';

/** A run under way: what every face drives. */
export type Run = {
	state(): RunState;
	/** `stepNumber` is that of the step that was answered: an answer to a question that is gone changes nothing. */
	dispatch(event: RunEvent, stepNumber: number): void;
	/** Ctrl-C: fits any step. */
	interrupt(): void;
	/** Called after each change of the state; returns what ends the calls. */
	subscribe(listener: () => void): () => void;
};

/** Ties the reducer to its effects: one effect a step. */
export function startRun(first: RunServices, options: RunOptions): Run {
	const listeners = new Set<() => void>();
	let services = first;
	let state = begin(services.identity, services.location, {
		...options,
		canSwitch: services.elsewhere !== undefined,
	});
	let effect = new AbortController();

	const act = (event: RunEvent) => {
		const {stepNumber} = state;

		if (event.type === 'account-opened' && state.step.name === 'opening-account') {
			services = event.services;
		}

		state = reduce(state, event);

		if (state.stepNumber !== stepNumber) {
			start();
		} else if ('interrupted' in state.step && state.step.interrupted) {
			effect.abort();
		}

		for (const listener of listeners) {
			listener();
		}
	};

	const dispatch = (event: RunEvent, stepNumber: number) => {
		if (stepNumber === state.stepNumber) {
			act(event);
		}
	};

	/** What the step before began is called off; its result would no longer count. */
	const start = () => {
		effect.abort();
		effect = new AbortController();
		const {signal} = effect;
		const begun = state;
		const toStep = (event: RunEvent) => dispatch(event, begun.stepNumber);
		queueMicrotask(
			() => void runEffect({state: begun, services, dispatch: toStep, report: act, signal}),
		);
	};

	start();

	return {
		state: () => state,
		dispatch,
		interrupt: () => act({type: 'interrupted'}),
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
