import {expect, test} from 'vitest';
import {createPage, plainStyle} from '../../source/output/plain/page.ts';
import {printAbout} from '../../source/output/plain/remedies.ts';
import {askInLines} from '../../source/plain/ask-in-lines.ts';
import type {Option, Question} from '../../source/run/choice.ts';

/** A person who gives these answers, each the lines that arrive at once, and then goes away. */
async function person(question: Question, ...answers: Array<string | string[]>) {
	const printed: string[] = [];
	const page = createPage({write: (text: string) => printed.push(text)}, plainStyle);
	const events = await askInLines(question, {
		page,
		canGoBack: true,
		async ask(text) {
			printed.push(text);
			const answer = answers.shift();
			return answer === undefined ? null : [answer].flat();
		},
	});

	return {events, said: printed.join('')};
}

const option = (name: string): Option => ({
	key: name,
	label: name,
	event: {type: 'role-picked', arn: name},
});
const choice = (fields: Partial<Extract<Question, {kind: 'choice'}>> = {}): Question => ({
	kind: 'choice',
	text: 'Which one?',
	note: null,
	options: ['orders', 'orders-nightly', 'billing'].map(option),
	filterFor: null,
	isCatalog: false,
	isArriving: false,
	filter: '',
	preselected: null,
	takesError: false,
	takesTarget: false,
	...fields,
});
const pick = (name: string) => [{type: 'role-picked', arn: name}];
const text = (fields: Partial<Extract<Question, {kind: 'text'}>> = {}): Question => ({
	kind: 'text',
	text: 'Its input, as JSON:',
	placeholder: '',
	draft: '{"basket":7}',
	isOffered: true,
	fault: null,
	empty: 'starts none',
	submit: {type: 'input-submitted'},
	...fields,
});
const confirm: Question = {
	kind: 'confirm',
	text: 'Apply this change?',
	summary: ['+ 1 action on *'],
	about: 'inline policy p',
	yes: 'Apply',
	no: 'Do not apply',
};

test('a number chooses, and Enter takes the first of a few ways', async () => {
	expect((await person(choice(), '2')).events).toEqual(pick('orders-nightly'));
	expect((await person(choice(), '')).events).toEqual(pick('orders'));
	expect((await person(choice(), '9', '3')).events).toEqual(pick('billing'));
});

test('a name, or a part of it, chooses from a list; several that match are listed', async () => {
	const list = choice({filterFor: 'role'});

	expect((await person(list, 'bill')).events).toEqual(pick('billing'));
	expect((await person(list, 'orders')).events).toEqual(pick('orders'));
	const {events, said} = await person(list, 'order', '2');
	expect(events).toEqual(pick('orders-nightly'));
	expect(said).toContain('2 roles match order:');
});

test('Enter alone chooses nothing from a list', async () => {
	expect((await person(choice({filterFor: 'role'}), '', '1')).events).toEqual(pick('orders'));
});

test('a long list shows its beginning and what is fixed, and says how many are left', async () => {
	const options = Array.from({length: 300}, (_, index) => option(`role-${index}`));
	const none = {...option('none'), isFixed: true};
	const {said, events} = await person(
		choice({filterFor: 'role', options: [...options, none]}),
		'301',
	);

	expect(said.split('\n').length).toBeLessThan(40);
	expect(said).toContain('301. none');
	expect(said).toContain('281 roles not shown');
	expect(events).toEqual(pick('none'));
});

test('a catalog is listed whole, and what columns show elsewhere is told by commas', async () => {
	const options = Array.from({length: 61}, (_, index) => ({
		...option(`role-${index}`),
		detail: 'STANDARD  failed 2 min ago',
	}));
	const {said} = await person(choice({filterFor: 'role', isCatalog: true, options}), 'q');

	expect(said).toContain('\n   61. role-60 (STANDARD, failed 2 min ago)\n');
	expect(said).not.toContain('not shown');
});

test('back, leaving, and the end of input', async () => {
	expect((await person(choice(), 'b')).events).toEqual([{type: 'went-back'}]);
	expect((await person(choice(), 'q')).events).toEqual([{type: 'left'}]);
	expect((await person(choice())).events).toEqual([{type: 'left'}]);
	expect((await person(confirm)).events).toEqual([{type: 'confirmed', yes: false}]);
});

test('an error pasted where it can be told is taken as a whole', async () => {
	const pasted = ['AccessDenied:', 'y', '2'];
	expect((await person(choice({takesError: true}), pasted)).events).toEqual([
		{type: 'paste-chosen', text: pasted.join('\n')},
	]);
});

test.each(['y', 'Yes', ' y '])('%j is a yes', async typed => {
	expect((await person(confirm, typed)).events).toEqual([{type: 'confirmed', yes: true}]);
});

test.each(['', 'n', 'No'])('%j is a no', async typed => {
	expect((await person(confirm, typed)).events).toEqual([{type: 'confirmed', yes: false}]);
});

test.each(['yy', 'yes please', 'maybe'])('%j is neither, and it is asked again', async typed => {
	const {events, said} = await person(confirm, typed, 'y');
	expect(events).toEqual([{type: 'confirmed', yes: true}]);
	expect(said).toContain('Type y or n.');
});

test('pasted lines are no answer to a yes', async () => {
	const {events, said} = await person(confirm, ['y', 'y'], 'n');
	expect(events).toEqual([{type: 'confirmed', yes: false}]);
	expect(said).toContain('Several lines at once are no answer');
});

test('nothing typed keeps the text that is offered', async () => {
	const {events, said} = await person(text(), '');
	expect(events).toEqual([{type: 'input-submitted'}]);
	expect(said).toContain('\n    {"basket":7}\n');
});

test('what is typed up to a full stop is the text', async () => {
	expect((await person(text(), '{"basket":', ['8}', '.'])).events).toEqual([
		{type: 'draft-changed', text: '{"basket":\n8}'},
		{type: 'input-submitted'},
	]);
});

test('a text with a fault is asked for again, with the fault', async () => {
	const {said} = await person(text({fault: 'This is not JSON.'}), '');
	expect(said).toContain('This is not JSON.');
});

test('terminal escapes of what is pasted do not get on', async () => {
	expect((await person(text(), ['\u001B[2J{}', '.'])).events[0]).toEqual({
		type: 'draft-changed',
		text: '{}',
	});
});

test('a name above a question is broken after a separator, and is there whole', () => {
	const printed: string[] = [];
	const terminal = {write: (text: string) => printed.push(text), columns: 45};
	const about = 'inline policy deliver-logs of role order-fulfillment-role';
	printAbout(createPage(terminal, plainStyle), about, [
		'+ 2 actions on arn:aws:iam::123456789012:role/order-fulfillment-role',
	]);
	expect(printed.join('').split('\n')).toEqual([
		'',
		'inline policy deliver-logs of role',
		'order-fulfillment-role',
		'  + 2 actions on arn:aws:iam::123456789012:',
		'    role/order-fulfillment-role',
		'',
	]);
});
