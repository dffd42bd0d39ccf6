import type {Handlers} from './event.ts';
import {endWith} from './finish.ts';
import type {RunState} from './state.ts';

/** What is read beside the checks, whenever it comes. */
export const evidenceEvents: Handlers<'evidence-began' | 'evidence-read'> = {
	'evidence-began': (state, {of}) => ({...state, evidence: {status: 'reading', of}}),

	'evidence-read'(state, {of, evidence, unwritable = null}) {
		// It can be about a state machine that is no longer the one chosen.
		if (state.evidence.status !== 'reading' || state.evidence.of !== of) {
			return state;
		}

		const read: RunState = {
			...state,
			evidence: {status: 'read', evidence, isShown: false},
			unwritable: unwritable ?? state.unwritable,
		};
		return read.step.name === 'reading-evidence' ? endWith(read, read.step.status) : read;
	},
};
