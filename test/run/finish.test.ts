import {expect, test} from 'vitest';
import type {RunEvent} from '../../source/run/event.ts';
import {verdictOf} from '../../source/run/finish.ts';
import {reasons} from '../../source/run/reasons.ts';
import type {RunOptions} from '../../source/run/services.ts';
import {problem, redrive, remedy} from './fakes.ts';
import {
	applied,
	diagnosed,
	interrupted,
	movedTo,
	no,
	ran,
	shown,
	stateAfter,
	target,
	toChecks,
	toConfirm,
	yes,
} from './story.ts';

const offered = {retry: redrive, command: '', shown: null};
const nothingToRepeat: RunEvent = {type: 'retry-prepared', offered: null};
const bothApplied = [...toConfirm, yes, applied, yes, applied];
const result = (outcome: 'failed' | 'not-written' | 'unknown'): RunEvent => ({
	type: 'written',
	result: {outcome, why: 'denied'},
});

test.each<[string, RunEvent[], number, RunOptions?]>([
	['everything declined', [...toConfirm, no, no], 1],
	['healthy from the start', [...toChecks, diagnosed('healthy'), nothingToRepeat], 0],
	['not a fault', [...toChecks, diagnosed('not-a-fault')], 0],
	['too little seen', [...toChecks, diagnosed('no-verdict'), {type: 'retry-prepared', offered}], 3],
	['left before the checks', [{type: 'left'}], 3],
	['moved, and declined then', [...toConfirm, yes, movedTo(shown('a2')), no, no], 4],
	[
		'moved, and healthy by what somebody else wrote',
		[...toConfirm, yes, movedTo(null), diagnosed('healthy'), nothingToRepeat],
		4,
	],
	[
		'moved, and another change written',
		[
			...toConfirm,
			yes,
			movedTo(shown('a2')),
			no,
			yes,
			applied,
			diagnosed('healthy'),
			nothingToRepeat,
		],
		0,
	],
	['failed', [...toConfirm, yes, result('failed')], 1],
	['refused beforehand', [...toConfirm, yes, result('not-written')], 1],
	[
		'failed, for a warning of a machine without a verdict',
		[
			...toChecks,
			diagnosed('no-verdict', {...problem(remedy('a')), outcome: 'warning'}),
			{type: 'remedy-chosen', remedy: remedy('a')},
			{type: 'prepared', changes: [shown('a')], refused: []},
			yes,
			result('failed'),
			nothingToRepeat,
		],
		1,
		{target, remedies: ['a']},
	],
	[
		'unknown, and healthy since',
		[...toConfirm, yes, result('unknown'), diagnosed('healthy'), nothingToRepeat],
		3,
	],
	['interrupted', [...toConfirm, interrupted], 130],
	['interrupted twice while writing', [...toConfirm, yes, interrupted, interrupted], 130],
	['interrupted, and then written', [...toConfirm, yes, interrupted, applied], 130],
	['fixed', [...bothApplied, diagnosed('healthy'), nothingToRepeat], 0],
	['written in vain', [...bothApplied, diagnosed('problem', problem(remedy('a')))], 1],
	[
		'repeated in vain',
		[
			...bothApplied,
			diagnosed('healthy'),
			{type: 'retry-prepared', offered},
			yes,
			{type: 'retried', result: {outcome: 'failed', message: 'Denied again.'}},
		],
		1,
	],
	['shown only, with nobody to ask', toConfirm, 2, {target, writesOff: 'cannot-ask'}],
	['shown only, by --read-only', toConfirm, 1, {target, writesOff: 'read-only'}],
	['shown only, by --dry-run', toConfirm, 1, {target, writesOff: 'dry-run'}],
])('%s ends with its own status', (_, events, status, options) => {
	const state = stateAfter(events, options);

	expect(state.step.name).toBe('end');
	expect(state.status).toBe(status);
	expect(state.transcript.at(-1)?.kind).toBe('summary');
	// A reader of the JSON learns why there is no verdict.
	expect(verdictOf(state) === 'no-verdict' ? reasons(state) : ['-']).not.toEqual([]);
});

const headline = (events: RunEvent[], options?: RunOptions): string | undefined => {
	const entry = stateAfter(events, options).transcript.at(-1);
	return entry?.kind === 'summary' ? entry.summary.headline : undefined;
};

test.each<[string, RunEvent[]]>([
	[
		'Applied, but not verified.',
		[...bothApplied, {type: 'broke', error: new Error('x')}, {type: 'left'}],
	],
	['Not fixed: 1 problem remains. Nothing was written.', [...toConfirm, no, no]],
	[
		// Not verified by what failed: nothing was repeated.
		'Fixed: the checks now find no problem. What failed was not repeated.',
		[...bothApplied, diagnosed('healthy'), nothingToRepeat],
	],
	['Interrupted. Nothing was written.', [...toConfirm, interrupted]],
	[
		'Interrupted. It is unknown whether the last write took place.',
		[...toConfirm, yes, interrupted, interrupted],
	],
	[
		'Nothing was written: the resource changed before the write.',
		[...toConfirm, yes, movedTo(shown('a2')), no, no],
	],
])('the outcome in one sentence: %s', (sentence, events) => {
	expect(headline(events)).toBe(sentence);
});

test('no verdict names what is not known', () => {
	const unknown = {
		...problem(remedy('a')),
		title: 'The role can set up log delivery',
		outcome: 'unknown',
	} as const;
	expect(
		headline([...toChecks, diagnosed('no-verdict', unknown), {type: 'retry-prepared', offered}]),
	).toBe('No verdict: it is not known whether the role can set up log delivery.');
});

test('a plan that was made is no failure in words, and the problem remains', () => {
	const planning = stateAfter(toConfirm, {target, writesOff: 'planning'});
	expect(headline(toConfirm, {target, writesOff: 'planning'})).toBe(
		'Planned: 2 changes. Nothing was written to AWS.',
	);
	expect(planning.status).toBe(1);
});

test('a patch alone ends as a dry run does', () => {
	expect(stateAfter(toConfirm, {target, writesOff: 'patch-only'}).status).toBe(1);
});

test.each<[string, RunEvent[]]>([
	['at the question', [...toConfirm, yes, applied, interrupted]],
	['during the write', [...toConfirm, yes, interrupted, applied]],
])('what was chosen and not written is listed after Ctrl-C %s', (_, events) => {
	const state = stateAfter(events);
	expect(state.status).toBe(130);
	expect(state.transcript.at(-1)).toMatchObject({
		summary: {written: ['a'], notWritten: ['b']},
	});
});

test('what is written next to type reaches the same account', () => {
	const ended = stateAfter([...bothApplied, diagnosed('problem', problem())]);
	const summary = ended.transcript.at(-1);

	expect(summary).toMatchObject({
		summary: {
			next: [
				'watch the next execution: none has run with this change yet',
				'sfn-fix undo --run --region eu-west-1: undo the 2 changes',
				'sfn-fix history: the changes made from this machine',
				'sfn-fix check orders --region eu-west-1: check again without writing',
			],
		},
	});
});

test('what could not be seen before is checked once more after a repetition that succeeded', () => {
	const state = stateAfter([
		...bothApplied,
		diagnosed('no-verdict'),
		{type: 'retry-prepared', offered},
		yes,
		{type: 'retried', result: ran},
	]);

	expect(state.step).toMatchObject({name: 'checking', again: true});
});

test.each(['still-running', 'unknown'] as const)(
	'a repetition that is %s verifies nothing',
	outcome => {
		const state = stateAfter([
			...bothApplied,
			diagnosed('healthy'),
			{type: 'retry-prepared', offered},
			yes,
			{type: 'retried', result: {outcome, message: 'Seen for 121 s.', executionArn: 'run'}},
		]);

		expect([state.status, verdictOf(state)]).toEqual([3, 'no-verdict']);
		expect(state.transcript.at(-1)).toMatchObject({
			summary: {
				headline: expect.stringMatching(/^Applied, but not verified: /),
				verified: ['1 check ran again: no problem found'],
				notKnown: ['Seen for 121 s.'],
				next: expect.arrayContaining([
					'sfn-fix check run --region eu-west-1: check again without writing',
				]),
			},
		});
	},
);

test('what was found before a write is not told as verified after it', () => {
	const summary = stateAfter([...toConfirm, yes, applied, interrupted]).transcript.at(-1);

	expect(summary).toMatchObject({
		summary: {
			headline: 'Interrupted.',
			written: ['a'],
			verified: [],
			notKnown: ['whether this fixed the problem: the checks did not run again'],
		},
	});
});
