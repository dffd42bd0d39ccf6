import {useCallback, useEffect, useReducer, useRef} from 'react';
import type {WizardEvent} from './event.ts';
import {reduce} from './reduce.ts';
import {runEffect} from './run-effects.ts';
import type {WizardServices} from './services.ts';
import type {WizardState} from './state.ts';

/** `step` is the one that the answer or result belongs to; null fits any. */
type Action = {event: WizardEvent; step: number | null};

/** An answer to a question that is gone, or a result that nobody waits for any more, changes nothing. */
const reduceAction = (state: WizardState, {event, step}: Action): WizardState =>
	step === null || step === state.step ? reduce(state, event) : state;

/** Ties the reducer to its effects: one effect a step. */
export function useWizard(services: WizardServices, start: () => WizardState) {
	const [state, act] = useReducer(reduceAction, undefined, start);
	const running = useRef<AbortController | null>(null);
	const {step} = state;
	const dispatch = useCallback((event: WizardEvent) => act({event, step}), [step]);
	const interrupt = useCallback(() => act({event: {type: 'interrupted'}, step: null}), []);

	// biome-ignore lint/correctness/useExhaustiveDependencies: an effect belongs to a step, and a step only
	useEffect(() => {
		const controller = new AbortController();
		running.current = controller;
		void runEffect({state, services, dispatch, signal: controller.signal});
		return () => controller.abort();
	}, [step]);

	const isInterrupted = 'interrupted' in state.screen && state.screen.interrupted;

	useEffect(() => {
		if (isInterrupted) {
			running.current?.abort();
		}
	}, [isInterrupted]);

	return {state, dispatch, interrupt};
}
