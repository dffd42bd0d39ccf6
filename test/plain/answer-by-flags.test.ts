import {describe, expect, it} from 'vitest';
import {answerByFlags, type Flags} from '../../source/plain/answer-by-flags.ts';
import type {RunEvent} from '../../source/run/event.ts';
import {reduce} from '../../source/run/reduce.ts';
import type {RunOptions} from '../../source/run/services.ts';
import type {RunState} from '../../source/run/state.ts';
import {problem, redrive, remedy} from '../run/fakes.ts';
import {
	answered,
	applied,
	diagnosed,
	diagnosisOf,
	movedTo,
	shown,
	stateAfter,
	target,
	toChecks,
	toConfirm,
	yes,
} from '../run/story.ts';

const none: Flags = {yes: false, retry: false, canAsk: false};
const answer = (state: RunState, flags: Partial<Flags> = {}) =>
	answerByFlags(state, {...none, ...flags});

describe('the remedies that are applied', () => {
	const chosen = (problems: ReturnType<typeof answered>[], options: RunOptions = {}): string[] => {
		const diagnosis = diagnosisOf('problem', ...problems);
		let state = stateAfter(
			[...toChecks, {type: 'diagnosed', diagnosis, explanation: 'not-needed', at: 1}],
			{
				target,
				...options,
			},
		);

		while (state.step.name === 'pick-remedy') {
			state = reduce(state, answer(state) as RunEvent);
		}

		return state.step.name === 'preparing' ? state.step.remedies.map(({id}) => id) : [];
	};
	const check = (...ids: string[]) =>
		answered(problem(...ids.map(id => remedy(id))), ids.join('-'));

	it('are the first of each problem', () => {
		expect(chosen([check('a', 'b'), check('c')])).toEqual(['a', 'c']);
	});

	it('are one where two problems share it', () => {
		expect(chosen([check('a', 'b'), check('a')])).toEqual(['a']);
	});

	it("are the named ones in place of their problem's first", () => {
		expect(chosen([check('a', 'b'), check('c')], {remedies: ['b']})).toEqual(['b', 'c']);
	});

	it("include a warning's only where it is named", () => {
		const warning = {...check('w'), outcome: 'warning' as const};
		expect(chosen([warning, check('a')])).toEqual(['a']);
		expect(chosen([warning, check('a')], {remedies: ['w']})).toEqual(['w', 'a']);
	});
});

describe('a yes', () => {
	const asked = stateAfter(toConfirm);

	it('is that of --yes', () => {
		expect(answer(asked, {yes: true})).toEqual(yes);
	});

	it('is asked of the person, where there is one', () => {
		expect(answer(asked, {canAsk: true})).toBeNull();
	});

	it('is none where there is neither', () => {
		expect(answer(asked)).toEqual({type: 'confirmed', yes: false});
	});

	it('does not hold for what a change became since', () => {
		const state = stateAfter([...toConfirm, yes, movedTo(shown('a2'))]);
		expect(answer(state, {yes: true})).toEqual({type: 'confirmed', yes: false});
		expect(answer(state, {canAsk: true})).toBeNull();
	});
});

describe('repeating what failed', () => {
	const offered = {retry: redrive, command: '', shown: null};
	const asked = stateAfter([
		...toConfirm,
		yes,
		applied,
		yes,
		applied,
		diagnosed('healthy'),
		{type: 'retry-prepared', offered},
	]);

	it('takes --retry, and --yes is none', () => {
		expect(answer(asked, {retry: true})).toEqual(yes);
		expect(answer(asked, {yes: true})).toEqual({type: 'confirmed', yes: false});
		expect(answer(asked, {canAsk: true})).toBeNull();
	});
});
