import {expect, test} from 'vitest';
import {noFacts} from '../../source/incident/facts.ts';
import type {RunEvent} from '../../source/run/event.ts';
import {questionOf} from '../../source/run/question.ts';
import {reduce} from '../../source/run/reduce.ts';
import type {RunState} from '../../source/run/state.ts';
import {found, reading, start, stateAfter, target} from './story.ts';

const executionArn = 'arn:aws:states:eu-west-1:123456789012:execution:billing:run-7';
const naming = (arn: string): RunEvent => ({
	type: 'understood',
	incident: {text: 'denied', facts: {...noFacts, executionArn: arn}, matches: []},
	readings: [{...reading, quoted: []}],
});
const pasted: RunEvent[] = [
	{type: 'failure-read', sight: {kind: 'none'}, failure: null, at: 0},
	{type: 'paste-chosen', text: 'denied'},
	{type: 'draft-submitted'},
];
const notes = ({transcript}: RunState) =>
	transcript.flatMap(entry => (entry.kind === 'note' ? [entry.text] : []));
const said = 'The error names the state machine billing, and this run examines orders.';

test('a pasted text that names another state machine is asked about before it is explained', () => {
	const state = stateAfter([...pasted, naming(executionArn)]);
	expect(notes(state)).toEqual([said]);
	expect(state.transcript.some(({kind}) => kind === 'meaning')).toBe(false);
	expect(questionOf(state)).toMatchObject({
		text: 'Which state machine do you want to examine?',
		options: [{label: 'billing: the error names it'}, {label: 'orders: as chosen'}],
	});
});

test('the one that the text names is looked for, with its execution', () => {
	const state = stateAfter([
		...pasted,
		naming(executionArn),
		{type: 'named-answered', isNamedMeant: true},
	]);
	expect(state.step).toMatchObject({name: 'finding-target', target: {arn: executionArn}});
	expect(state.choice).toBeNull();
});

test('the one that was chosen is kept, and not asked about again', () => {
	const state = stateAfter([
		...pasted,
		naming(executionArn),
		{type: 'named-answered', isNamedMeant: false},
	]);
	expect(state.step.name).toBe('meaning');
	expect(notes(state)).toEqual([said]);
});

test('where no one can be asked it is said before the account, and what was named is examined', () => {
	const begun = start({target, text: 'denied', isInteractive: false});
	const state = [naming(executionArn), found].reduce(reduce, begun);
	expect(state.transcript.map(({kind}) => kind)).toEqual(['banner', 'note', 'account', 'answer']);
	expect(state.choice?.stateMachineArn).toBe(target.arn);
});

test.each([
	['the same state machine', 'arn:aws:states:eu-west-1:123456789012:execution:orders:run-7'],
	['no state machine', 'arn:aws:lambda:eu-west-1:123456789012:function:billing'],
])('a text that names %s is asked nothing', (_, arn) => {
	expect(notes(stateAfter([...pasted, naming(arn)]))).toEqual([]);
});

test('what these credentials do not reach is said, and not offered', () => {
	const state = stateAfter([
		...pasted,
		naming(executionArn.replace('123456789012', '999999999999')),
	]);
	expect(notes(state)[0]).toBe(said);
	expect(state.step.name).toBe('meaning');
});
