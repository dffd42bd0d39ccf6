import {describe, expect, it} from 'vitest';
import {parseTarget} from '../../source/incident/target.ts';
import {manyFailures} from '../../source/practice/scenarios/many-failures.ts';
import {reduce} from '../../source/run/reduce.ts';
import type {RunState} from '../../source/run/state.ts';
import {inLines, onScreens, type Person, play} from './faces.tsx';
import {personOf} from './person.ts';

const usual = personOf(manyFailures, 'all yes');

/** Says yes to the others of the cause as well. */
const toAll: Person = (state, question) =>
	state.step.name === 'confirm-retry' ? 'yes' : usual(state, question);

const fixed = (face: typeof onScreens, person: Person) =>
	play(manyFailures, {target: parseTarget('parcel-dispatch')}, face(person));

describe.each([
	['the wizard', onScreens],
	['plain lines', inLines],
])('%s, without --since', (_name, face) => {
	it('offers the other executions of the cause once the first was repeated', async () => {
		const {state, status, printed} = await fixed(face, toAll);
		expect(state.groupRetried).toMatchObject({
			outcome: 'succeeded',
			message: '8 executions were redriven. All 8 succeeded.',
		});
		expect(printed.replaceAll(/\s+/g, ' ')).toMatch(/8 executions: state Tell warehouse/);
		expect(printed.replaceAll(/[\s│]+/g, ' ')).toMatch(/Executions: \S+, \S+, \S+ and 5 more/);
		expect(status).toBe(0);
	});
});

const headlineOf = ({transcript}: RunState) =>
	transcript.findLast(entry => entry.kind === 'summary')?.summary.headline;

it.each<[string, Person, string]>([
	[
		'repeated',
		toAll,
		'Fixed and verified for the cause examined; 8 other executions failed for 2 other causes, not examined yet.',
	],
	[
		'not repeated',
		(state, question) => (state.step.name === 'confirm-retry' ? 'no' : usual(state, question)),
		'Fixed for the cause examined; 16 other executions failed within a day.',
	],
])('calls only the cause that was examined fixed: %s', async (_, person, headline) => {
	const {state} = await fixed(inLines, person);
	expect(headlineOf(state)).toBe(headline);
});

it('repeats none of them without a yes of its own', async () => {
	const {state} = await fixed(inLines, usual);
	expect(state.retried?.outcome).toBe('succeeded');
	expect(state.groupRetried?.outcome).toBe('not-retried');
});

describe('where the first of them still runs', () => {
	const stillRunning = async (isInteractive: boolean): Promise<RunState> => {
		const {state} = await fixed(inLines, usual);
		const entry = state.transcript.find(each => each.kind === 'retry');

		if (!entry) {
			throw new Error('Nothing was offered.');
		}

		return reduce(
			{
				...state,
				settings: {...state.settings, isInteractive},
				groupRetried: null,
				step: {name: 'retrying', offered: entry.offered, progress: null, interrupted: false},
			},
			{
				type: 'retried',
				result: {outcome: 'still-running', message: 'It runs.', executionArn: 'a'},
			},
		);
	};
	const notes = ({transcript}: RunState): string =>
		transcript.flatMap(entry => (entry.kind === 'note' ? [entry.text] : [])).join('\n');

	it('a person can decide, and is told', async () => {
		const state = await stillRunning(true);
		expect(state.step.name).toBe('preparing-retry');
		expect(notes(state)).toMatch(/first of them still runs: whether it succeeds is not known/);
	});

	it('nothing is repeated by itself, and why is said', async () => {
		const state = await stillRunning(false);
		expect(state.step.name).toBe('end');
		expect(notes(state)).toMatch(
			/8 other executions of this cause were not repeated: the first one still runs/,
		);
	});
});

it('tells at ? which executions a yes repeats, and what it does to them', async () => {
	const {state} = await fixed(inLines, usual);
	const entry = state.transcript.findLast(
		each => each.kind === 'retry' && each.offered.retry.kind === 'repeat-group',
	);

	if (entry?.kind !== 'retry' || entry.offered.retry.kind !== 'repeat-group') {
		throw new Error('No group was offered.');
	}

	const explained = reduce(
		{...state, step: {name: 'confirm-retry', offered: entry.offered}},
		{type: 'explained'},
	);
	const told = JSON.stringify(explained.transcript.slice(state.transcript.length));
	expect(told).toMatch(/redrive runs what did not succeed again, for real/);

	for (const {executionArn} of entry.offered.retry.members) {
		expect(told).toContain(executionArn.split(':').at(-1));
	}
});
