import {expect, test} from 'vitest';
import {begin} from '../../source/wizard/begin.ts';
import type {WizardEvent} from '../../source/wizard/event.ts';
import {reduce} from '../../source/wizard/reduce.ts';
import type {WizardOptions} from '../../source/wizard/services.ts';
import {identity, problem, remedy} from './fakes.ts';
import {after, applied, diagnosis, no, target, toConfirm, yes} from './story.ts';

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

test('a refused write keeps the changes after it from being tried', () => {
	const refused: WizardEvent = {type: 'written', result: {outcome: 'not-written', why: 'denied'}};
	const state = after([...toConfirm, yes, refused]);

	expect(state.written).toEqual([]);
	expect(state.transcript).toContainEqual(
		expect.objectContaining({kind: 'note', text: 'Not tried either: b.'}),
	);
});
