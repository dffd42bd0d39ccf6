import {expect, test} from 'vitest';
import type {WizardEvent} from '../../source/wizard/event.ts';
import {reduce} from '../../source/wizard/reduce.ts';
import {problem, redrive, remedy} from './fakes.ts';
import {
	after,
	applied,
	diagnosis,
	interrupted,
	no,
	ran,
	shown,
	toChecks,
	toConfirm,
	yes,
} from './story.ts';

test.each<[string, WizardEvent[], number]>([
	['everything declined', [...toConfirm, no, no], 1],
	[
		'healthy from the start',
		[
			...toChecks,
			{type: 'diagnosed', diagnosis: diagnosis('healthy'), at: 1},
			{type: 'retry-prepared', offered: null},
		],
		0,
	],
	[
		'not a fault',
		[...toChecks, {type: 'diagnosed', diagnosis: diagnosis('not-a-fault'), at: 1}],
		0,
	],
	[
		'too little seen',
		[
			...toChecks,
			{type: 'diagnosed', diagnosis: diagnosis('no-verdict'), at: 1},
			{type: 'retry-prepared', offered: {retry: redrive(async () => ran), shown: null}},
		],
		3,
	],
	['left before the checks', [{type: 'left'}], 3],
	[
		'moved, and declined then',
		[
			...toConfirm,
			yes,
			{type: 'written', result: {outcome: 'moved', now: shown('a2'), why: 'moved'}},
			no,
			no,
		],
		4,
	],
	[
		'refused',
		[...toConfirm, yes, {type: 'written', result: {outcome: 'not-written', why: 'denied'}}],
		1,
	],
	['interrupted', [...toConfirm, interrupted], 130],
	['interrupted twice while writing', [...toConfirm, yes, interrupted, interrupted], 130],
	['interrupted, and then written', [...toConfirm, yes, interrupted, applied], 130],
	[
		'fixed',
		[
			...toConfirm,
			yes,
			applied,
			yes,
			applied,
			{type: 'diagnosed', diagnosis: diagnosis('healthy'), at: 1},
			{type: 'retry-prepared', offered: null},
		],
		0,
	],
	[
		'written in vain',
		[
			...toConfirm,
			yes,
			applied,
			yes,
			applied,
			{type: 'diagnosed', diagnosis: diagnosis('problem', problem(remedy('a'))), at: 1},
		],
		1,
	],
])('%s ends with its own status', (_, events, status) => {
	const state = after(events);

	expect(state.screen.name).toBe('end');
	expect(state.status).toBe(status);
	expect(state.transcript.at(-1)?.kind).toBe('summary');
});

test('after the end nothing happens any more', () => {
	const ended = after([{type: 'left'}]);

	expect(reduce(ended, interrupted)).toBe(ended);
});

test('a write whose checks could not be repeated is told as not verified', () => {
	const state = after([
		...toConfirm,
		yes,
		applied,
		yes,
		applied,
		{type: 'broke', message: 'x'},
		{type: 'left'},
	]);

	expect(state.status).toBe(3);
	expect(state.transcript.at(-1)).toMatchObject({
		summary: {headline: 'Written, but not verified.'},
	});
});
