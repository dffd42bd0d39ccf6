import {setTimeout as pause} from 'node:timers/promises';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fakeServices, redrive, targetOf} from '../run/fakes.ts';
import {openWizard} from './terminal.ts';

/** Keys of somebody in a hurry, in a window that is dragged. */
const action = fc.oneof(
	{weight: 6, arbitrary: fc.constantFrom('⏎', '⏎', 'y', '↓', '↓', '↑', '1', '2', '?', 'Esc', '⌫')},
	{
		weight: 2,
		arbitrary: fc.record({
			columns: fc.constantFrom(18, 30, 40, 80),
			rows: fc.constantFrom(7, 10, 14, 24),
		}),
	},
);
type Action = typeof action extends fc.Arbitrary<infer Each> ? Each : never;

/** Where a line breaks makes no difference. */
const joined = (text: string): string => text.replaceAll(/\s+/g, '');

/** Acts until the run is over; returns how often something was done, and what was on the screen where it was not asked. */
async function act(actions: readonly Action[]): Promise<{done: number; unasked: string[]}> {
	let frame = '';
	let done = 0;
	const unasked: string[] = [];
	const expectAsked = (...texts: string[]) => {
		done += 1;
		texts.every(text => joined(frame).includes(joined(text))) || unasked.push(frame);
	};
	const {services} = fakeServices({retryFor: async () => redrive});
	const {applyChange, runRetry} = services;
	const wizard = openWizard(
		{
			...services,
			applyChange(...args) {
				expectAsked('Apply this change?', 'inline policy logs of role orders-role', '> Apply');
				return applyChange(...args);
			},
			runRetry(...args) {
				expectAsked('Redrive the execution nightly-42', 'it now?', '> R');
				return runRetry(...args);
			},
		},
		{target: targetOf('orders'), text: 'AccessDenied'},
		{columns: 80, rows: 24},
	);
	await wizard.asked('Check for this');

	for (const each of actions) {
		// The last key is drawn: Ink draws at most every 33 ms, a change of size after 40.
		await pause(typeof each === 'string' && each !== '⏎' && each !== 'y' ? 1 : 45);
		frame = wizard.screen();

		if (wizard.isOver()) {
			break;
		}

		await (typeof each === 'string' ? wizard.press(each) : wizard.resize(each));
	}

	await pause(5);
	return {done, unasked};
}

test('nothing is written and nothing is repeated without its question, its target and its answer on the screen', async () => {
	const straight: Action[] = ['⏎', '⏎', '↓', '⏎', '↓', '⏎'];
	expect(await act(straight)).toEqual({done: 2, unasked: []});
	await fc.assert(
		fc.asyncProperty(fc.array(action, {minLength: 12, maxLength: 24}), async actions => {
			expect((await act([...straight.slice(0, 2), ...actions])).unasked).toEqual([]);
		}),
		{numRuns: 3},
	);
}, 30_000);
