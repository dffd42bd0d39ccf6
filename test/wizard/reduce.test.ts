import {expect, test} from 'vitest';
import type {Diagnosis} from '../../source/diagnosis/diagnose.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {noFacts} from '../../source/incident/facts.ts';
import {begin} from '../../source/wizard/begin.ts';
import type {WizardEvent} from '../../source/wizard/event.ts';
import {reduce} from '../../source/wizard/reduce.ts';
import type {ShownChange} from '../../source/wizard/screen.ts';
import type {WizardOptions} from '../../source/wizard/services.ts';
import type {WizardState} from '../../source/wizard/state.ts';
import {flow, identity, inlinePolicy, machine, ok, problem, redrive, remedy} from './fakes.ts';

const target = {kind: 'state-machine', arn: machine('orders').arn} as const;
const choice = {stateMachineArn: target.arn, executionArn: null, roleArn: null, logGroupArn: null};
const subject: Subject = {
	partition: 'aws',
	region: 'eu-west-1',
	accountId: '123456789012',
	...choice,
	facts: noFacts,
};
const reading = {flow: flow('action-denied', []), confidence: 'certain', quoted: []} as const;
const answered = (answer: typeof ok, id = 'role') => ({
	id,
	question: `Is ${id} right?`,
	decisive: true,
	details: [],
	remedies: [],
	requests: [],
	notAFault: false,
	...answer,
});
const diagnosis = (verdict: Diagnosis['verdict'], answer = ok): Diagnosis => ({
	checks: [answered(answer)],
	remedies: [],
	requests: [],
	verdict,
});
const shown = (id: string): ShownChange => ({
	change: inlinePolicy(id),
	target: id,
	diff: [],
	command: '',
	sizes: null,
	patch: null,
});

const after = (events: WizardEvent[], options: WizardOptions = {target}): WizardState =>
	events.reduce(reduce, begin(identity, options));

const incident = {text: 'denied', facts: noFacts, matches: []};
const toChecks: WizardEvent[] = [
	{type: 'failure-read', failure: null},
	{type: 'paste-chosen', text: 'denied'},
	{type: 'draft-submitted'},
	{type: 'understood', incident, readings: [{...reading, quoted: []}]},
	{type: 'reading-chosen', reading: {...reading, quoted: []}},
	{type: 'checks-began', subject, lines: [], at: 0},
];
const toConfirm: WizardEvent[] = [
	...toChecks,
	{type: 'diagnosed', diagnosis: diagnosis('problem', problem(remedy('a'))), at: 900},
	{type: 'remedy-chosen', remedy: remedy('a')},
	{type: 'prepared', changes: [shown('a'), shown('b')]},
];
const ran = {outcome: 'succeeded', says: 'It ran.'} as const;
const yes: WizardEvent = {type: 'confirmed', yes: true};
const no: WizardEvent = {type: 'confirmed', yes: false};
const applied: WizardEvent = {type: 'written', result: {outcome: 'applied'}};
const interrupted: WizardEvent = {type: 'interrupted'};

test.each<[string, WizardOptions, string]>([
	['nothing', {}, 'listing-machines'],
	['a state machine', {target}, 'reading-failure'],
	['an error', {text: 'denied'}, 'understanding'],
	['both', {target, text: 'denied'}, 'understanding'],
	['a flow', {target, flow: 'action-denied'}, 'understanding'],
	['a role', {roleArn: 'arn:aws:iam::123456789012:role/r'}, 'listing-log-groups'],
	[
		'a role and a log group',
		{
			roleArn: 'arn:aws:iam::123456789012:role/r',
			logGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/g',
		},
		'ask-error',
	],
	['a practice', {target, text: 'denied', practice: {title: 't', story: 's'}}, 'paste'],
])('begins where the command line leaves off: given %s', (_, options, screen) => {
	expect(begin(identity, options).screen.name).toBe(screen);
});

test('nothing is written before a yes to that very change', () => {
	const asked = after(toConfirm);
	expect(asked.screen).toMatchObject({name: 'confirm', shown: {target: 'a'}});

	const writing = reduce(asked, yes);
	expect(writing.screen).toMatchObject({name: 'writing', shown: {target: 'a'}});

	const next = reduce(writing, applied);
	expect(next.screen).toMatchObject({name: 'confirm', shown: {target: 'b'}});
});

test('a yes that comes twice does not reach the next change', () => {
	expect(after([...toConfirm, yes, yes]).screen).toMatchObject({
		name: 'writing',
		shown: {target: 'a'},
	});
});

test('a no to one change still asks about the next', () => {
	expect(after([...toConfirm, no]).screen).toMatchObject({name: 'confirm', shown: {target: 'b'}});
});

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

test('there is no way back past a write', () => {
	const state = after([...toConfirm, yes, applied, {type: 'went-back'}]);

	expect(state.screen.name).toBe('checking');
	expect(state.written).toEqual([{target: 'a', outcome: 'applied'}]);
});

test('the way back leads through the questions, and the draft stays', () => {
	const back: WizardEvent = {type: 'went-back'};

	expect(after([...toConfirm, back]).screen.name).toBe('pick-remedy');
	expect(after([...toConfirm, back, back]).screen.name).toBe('meaning');
	expect(after([...toConfirm, back, back, back])).toMatchObject({
		screen: {name: 'paste'},
		draft: 'denied',
	});
});

test('what changed so that only new checks can tell is checked again', () => {
	const moved: WizardEvent = {type: 'written', result: {outcome: 'moved', now: null, why: 'done'}};
	const state = after([...toConfirm, yes, moved]);

	expect(state.screen).toMatchObject({name: 'checking', again: true});
});

test('mending one problem may bring the next to light, and the same remedy is not offered twice', () => {
	const found = (id: string): WizardEvent => ({
		type: 'diagnosed',
		diagnosis: diagnosis('problem', problem(remedy(id))),
		at: 1,
	});
	const written = [...toConfirm, yes, applied, yes, applied];

	expect(after([...written, found('next')]).screen.name).toBe('pick-remedy');
	expect(after([...written, found('a')]).screen.name).toBe('end');
});

test('checking once more after going back offers everything again', () => {
	const back: WizardEvent = {type: 'went-back'};
	const again = toConfirm.slice(4, 7);

	expect(after([...toConfirm, back, back, ...again]).screen.name).toBe('pick-remedy');
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

test('a refused write keeps the changes after it from being tried', () => {
	const refused: WizardEvent = {type: 'written', result: {outcome: 'not-written', why: 'denied'}};
	const state = after([...toConfirm, yes, refused]);

	expect(state.written).toEqual([]);
	expect(state.transcript).toContainEqual(
		expect.objectContaining({kind: 'note', text: 'Not tried either: b.'}),
	);
});
