import {expect, test} from 'vitest';
import {drive} from '../../source/plain/drive.ts';
import type {RunState} from '../../source/run/state.ts';
import {stateAfter, toConfirm} from '../run/story.ts';

test('what becomes known while a question waits does not ask it a second time', async () => {
	let state: RunState = stateAfter(toConfirm);
	const listeners = new Set<() => void>();
	const become = (next: RunState) => {
		state = next;

		for (const listener of listeners) {
			listener();
		}
	};
	let asked = 0;
	const ended = drive(
		{
			state: () => state,
			dispatch: () => become({...state, step: {name: 'end'}, stepNumber: state.stepNumber + 1}),
			interrupt() {},
			subscribe(listener) {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
		},
		null,
		async () => {
			asked += 1;
			become({...state, evidence: {status: 'not-read'}});
			await new Promise(resolve => setImmediate(resolve));
			return [{type: 'left'}];
		},
	);

	expect((await ended).step.name).toBe('end');
	expect(asked).toBe(1);
});
