import {expect, test} from 'vitest';
import {askForInput} from '../../source/commands/ask-for-input.ts';
import type {Consent} from '../../source/commands/consent.ts';
import {silentNarrator} from '../../source/commands/narrator.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';

const start: Retry = {
	kind: 'start-execution',
	title: 'Start a test execution of pricing',
	sideEffects: 'It is a real one.',
	stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:pricing',
	input: '{"basket":7}',
	askForInput: true,
};

function person(...answers: string[]) {
	const questions: string[] = [];
	const said: string[] = [];
	const consent: Consent = {
		kind: 'ask',
		confirm: async () => true,
		async ask(question) {
			questions.push(question);
			return answers.shift() ?? '';
		},
	};
	const narrator = {...silentNarrator, say: (text: string) => said.push(text)};

	return {questions, said, ask: (retry: Retry) => askForInput(retry, consent, narrator)};
}

test('nothing typed keeps the input that was shown', async () => {
	expect(await person('').ask(start)).toEqual(start);
});

test('what is typed is the input', async () => {
	expect(await person(' {"basket": 8} ').ask(start)).toEqual({...start, input: '{"basket": 8}'});
});

test('what is no JSON is asked for again', async () => {
	const {ask, said, questions} = person('{basket', '[]');
	expect(await ask(start)).toMatchObject({input: '[]'});
	expect([said, questions.length]).toEqual([['That is no JSON.'], 2]);
});

test('nothing else has an input to ask for', async () => {
	const {ask, questions} = person('{}');
	const redrive: Retry = {kind: 'redrive', title: '', sideEffects: '', executionArn: 'arn'};
	const {askForInput: _, ...silent} = start;
	expect([await ask(redrive), await ask(silent), questions]).toEqual([redrive, silent, []]);
});

test('nobody is asked where nobody is there', async () => {
	expect(await askForInput(start, {kind: 'given'}, silentNarrator)).toEqual(start);
});
