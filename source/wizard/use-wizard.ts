import {useEffect, useReducer, useRef} from 'react';
import type {WizardEvent} from './event.ts';
import {reduce} from './reduce.ts';
import {runEffect} from './run-effects.ts';
import type {WizardServices} from './services.ts';
import type {WizardState} from './state.ts';

/** Ties the reducer to its effects: one effect a step; what an abandoned step reports is dropped. */
export function useWizard(
	services: WizardServices,
	start: () => WizardState,
): [WizardState, (event: WizardEvent) => void] {
	const [state, dispatch] = useReducer(reduce, undefined, start);
	const running = useRef<AbortController | null>(null);
	const latest = useRef(state);
	latest.current = state;

	// biome-ignore lint/correctness/useExhaustiveDependencies: an effect belongs to a step, and a step only
	useEffect(() => {
		const controller = new AbortController();
		let isAbandoned = false;
		running.current = controller;
		void runEffect({
			state: latest.current,
			services,
			signal: controller.signal,
			dispatch: event => !isAbandoned && dispatch(event),
		});

		return () => {
			isAbandoned = true;
			controller.abort();
		};
	}, [state.step]);

	const isInterrupted = 'interrupted' in state.screen && state.screen.interrupted;

	useEffect(() => {
		if (isInterrupted) {
			running.current?.abort();
		}
	}, [isInterrupted]);

	return [state, dispatch];
}
