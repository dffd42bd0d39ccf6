import {expect, test, vi} from 'vitest';
import type {Answer} from '../../source/diagnosis/check.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import type {RunOptions} from '../../source/run/services.ts';
import {check, fakeServices, flow, ok, redrive, targetOf} from '../run/fakes.ts';
import {openAtChange} from './open-at-change.ts';
import {openWizard} from './terminal.ts';

test('repeating what failed takes its own yes', async () => {
	const runRetry = vi.fn(async () => ran);
	const {asked, press, exited, all} = await openAtChange({retryFor: async () => redrive, runRetry});
	await asked('Apply this change?');
	await press('y', '⏎');
	await asked('Repeat it now? (y/N) _');
	expect(all()).toContain('The tasks after the failed state run again.');
	await press('⏎');

	expect(await exited()).toBe(0);
	expect(runRetry).not.toHaveBeenCalled();
	expect(all()).toContain('Not repeated.');
});

test('a yes repeats it, and a repetition that fails is no success', async () => {
	const runRetry = vi.fn(async () => ({outcome: 'failed', message: 'Denied again.'}) as const);
	const {asked, press, exited, all} = await openAtChange({retryFor: async () => redrive, runRetry});
	await asked('Apply this change?');
	await press('y', '⏎');
	await asked('Repeat it now?');
	await press('y', '⏎');

	expect(await exited()).toBe(1);
	expect(runRetry).toHaveBeenCalledOnce();
	expect(all()).toContain('FAILED. Denied again.');
});

const unseen: Answer = {...ok, outcome: 'unknown', answer: 'No event of it is in the logs.'};
const seen: Answer = {...ok, answer: 'It succeeded, by its events.'};

const testExecution: Retry = {
	kind: 'start-execution',
	title: 'Start a test execution of orders',
	sideEffects: 'It is a real execution.',
	stateMachineArn: targetOf('orders').arn,
	input: '{"cart": 7}',
	askForInput: true,
};

const ran = {outcome: 'succeeded', message: 'It ran again.'} as const;

/** Nothing is wrong as far as can be seen, and too little can be seen; `inputs` are those of the executions started. */
function openUnseen(retry: Retry = testExecution, options: RunOptions = {}) {
	const inputs: string[] = [];
	const logs = check('events', async () => (inputs.length > 0 ? seen : unseen));
	const {services} = fakeServices({
		flows: [flow('express-status-unknown', [check('level', async () => ok), logs])],
		retryFor: async () => retry,
		async runRetry(started) {
			inputs.push(started.kind === 'start-execution' ? started.input : '');
			return ran;
		},
	});
	const wizard = openWizard(services, {
		target: targetOf('orders'),
		flow: 'express-status-unknown',
		...options,
	});
	return {...wizard, inputs};
}

test('where too little is seen a test execution is offered, and the checks run once more after it', async () => {
	const {asked, seen, press, exited, all, inputs} = openUnseen();
	await asked('Its input: press Enter to use this one, or paste other JSON.');
	await asked('| {"cart": 7}');
	await press('⏎');
	await asked('Start it now? (y/N) _');
	expect(all()).toContain('Input: {"cart": 7}\n');
	await press('?');
	await seen('The same with the AWS CLI');
	expect(all().replaceAll('\n', '')).toContain(`--input '{"cart": 7}'`);
	expect(inputs).toEqual([]);
	await press('y', '⏎');

	expect(await exited()).toBe(0);
	expect(inputs).toEqual(['{"cart": 7}']);
	expect(all()).toContain('Checks again: healthy');
});

test('another input is taken once it is JSON, and is what the yes is asked for', async () => {
	const {asked, press, paste, exited, live, inputs} = openUnseen();
	await asked('| {"cart": 7}');
	await press('{', '⏎');
	await asked('This is not JSON (line 1, column 2): correct it, or paste another.');
	await press('^U');
	await asked('Enter starts none');
	paste('{\n  "cart": 8\n}');
	await asked('| {');
	await press('⏎');
	await asked('Start it now?');
	expect(live().join('\n')).toContain('Input: { "cart": 8 }');
	await press('y', '⏎');

	expect(await exited()).toBe(0);
	expect(inputs).toEqual(['{\n  "cart": 8\n}']);
});

test('Escape leads from the yes back to the input and no further; a text of nothing starts none', async () => {
	const {asked, seen, press, exited, all, inputs} = openUnseen();
	await asked('| {"cart": 7}');
	await press('⌫', '1', '⏎');
	await asked('Start it now?');
	await press('Esc');
	await asked('| 1');
	await press('Esc');
	await seen('There is no earlier question to go back to.');
	await press('^U', '⏎');

	expect(await exited()).toBe(3);
	expect(all()).toContain('Not started.');
	expect(inputs).toEqual([]);
});

test('a pasted yes is no answer to the execution', async () => {
	const {asked, press, paste, exited, inputs} = openUnseen();
	await asked('| {"cart": 7}');
	await press('⏎');
	await asked('Start it now?');
	paste('y\n');
	await press('⏎');

	expect(await exited()).toBe(3);
	expect(inputs).toEqual([]);
});

test('where too little is seen nothing that failed is repeated', async () => {
	const {exited, all, inputs} = openUnseen(redrive);

	expect(await exited()).toBe(3);
	expect(all()).not.toContain('(y/N)');
	expect(inputs).toEqual([]);
});

test('an execution that leaves as little behind as before is not started twice, and its answer not told twice', async () => {
	const runRetry = vi.fn(async () => ran);
	const {services} = fakeServices({
		flows: [flow('express-status-unknown', [check('events', async () => unseen)])],
		retryFor: async () => testExecution,
		runRetry,
	});
	const {asked, press, exited, all} = openWizard(services, {
		target: targetOf('orders'),
		flow: 'express-status-unknown',
	});
	await asked('Its input:');
	await press('⏎');
	await asked('Start it now?');
	await press('y', '⏎');

	expect(await exited()).toBe(3);
	expect(runRetry).toHaveBeenCalledOnce();
	expect(all()).toContain('No event of it is in the logs. (as before)');
	expect(all().match(/Find out with/g)).toHaveLength(1);
});

test('what somebody else has to do is not printed a second time', async () => {
	const blind = check('blind', async () => ({
		...unseen,
		requests: [{to: 'the cloud team', text: 'Please look at the organisation policies.'}],
	}));
	const {services} = fakeServices({
		flows: [flow('explicit-deny', [blind])],
		retryFor: async () => testExecution,
	});
	const {asked, press, exited, all} = openWizard(services, {
		target: targetOf('orders'),
		flow: 'explicit-deny',
	});
	await asked('Its input:');
	await press('⏎');
	await asked('Start it now?');
	await press('y', '⏎');

	expect(await exited()).toBe(3);
	expect(all()).toContain('Checks again');
	expect(all().match(/Please look at/g)).toHaveLength(1);
});
