import {expect, test, vi} from 'vitest';
import type {Answer} from '../../source/diagnosis/check.ts';
import type {Retry} from '../../source/wizard/services.ts';
import {check, fakeServices, flow, machine, ok, redrive} from './fakes.ts';
import {openAtChange} from './open-at-change.ts';
import {openWizard} from './terminal.ts';

test('repeating what failed takes its own yes', async () => {
	const run = vi.fn(async () => ({outcome: 'succeeded', says: 'It runs again.'}) as const);
	const {asked, press, exited, all} = await openAtChange({retryFor: async () => redrive(run)});
	await asked('Write this change?');
	await press('y', '⏎');
	await asked('Repeat it now? (y/N) _');
	expect(all()).toContain('The tasks after the failed state run again.');
	await press('⏎');

	expect(await exited()).toBe(0);
	expect(run).not.toHaveBeenCalled();
	expect(all()).toContain('Not repeated.');
});

test('a yes repeats it, and a repetition that fails is no success', async () => {
	const run = vi.fn(async () => ({outcome: 'failed', says: 'Denied again.'}) as const);
	const {asked, press, exited, all} = await openAtChange({retryFor: async () => redrive(run)});
	await asked('Write this change?');
	await press('y', '⏎');
	await asked('Repeat it now?');
	await press('y', '⏎');

	expect(await exited()).toBe(1);
	expect(run).toHaveBeenCalledOnce();
	expect(all()).toContain('FAILED. Denied again.');
});

test('--retry is that yes', async () => {
	const run = vi.fn(async () => ({outcome: 'succeeded', says: 'It runs again.'}) as const);
	const {asked, press, exited, all} = await openAtChange(
		{retryFor: async () => redrive(run)},
		{retry: true},
	);
	await asked('Write this change?');
	await press('y', '⏎');

	expect(await exited()).toBe(0);
	expect(run).toHaveBeenCalledOnce();
	expect(all()).toContain('It runs again.');
});

const unseen: Answer = {...ok, outcome: 'unknown', answer: 'No event of it is in the logs.'};
const seen: Answer = {...ok, answer: 'It succeeded, by its events.'};

/** A test execution that leaves its events behind; `ran` holds the inputs. */
function testExecution(ran: string[], input = '{"cart": 7}'): Retry {
	return {
		...redrive(async () => {
			ran.push(input);
			return {outcome: 'succeeded', says: 'Its events arrived.'};
		}),
		kind: 'start-execution',
		title: 'Start a test execution of orders',
		command: `aws stepfunctions start-execution --input '${input}'`,
		input: {offered: input, replacedBy: other => testExecution(ran, other)},
	};
}

/** Nothing is wrong as far as can be seen, and too little can be seen. */
function openUnseen(retryFor: (ran: string[]) => Retry, options = {}) {
	const ran: string[] = [];
	const logs = check('events', async () => (ran.length > 0 ? seen : unseen));
	const {services} = fakeServices({
		flows: [flow('express-status-unknown', [check('level', async () => ok), logs])],
		retryFor: async () => retryFor(ran),
	});
	const wizard = openWizard(services, {
		target: {kind: 'state-machine', arn: machine('orders').arn},
		flow: 'express-status-unknown',
		...options,
	});
	return {...wizard, ran};
}

test('where too little is seen a test execution is offered, and the checks run once more after it', async () => {
	const {asked, press, exited, all, ran} = openUnseen(testExecution);
	await asked('Its input: press Enter to take this one, or paste other JSON.');
	await asked('| {"cart": 7}');
	await press('⏎');
	await asked('Start it now? (y/N) _');
	expect(all()).toContain(`start-execution --input '{"cart": 7}'`);
	expect(ran).toEqual([]);
	await press('y', '⏎');

	expect(await exited()).toBe(0);
	expect(ran).toEqual(['{"cart": 7}']);
	expect(all()).toContain('Checks again: healthy');
});

test('another input is taken once it is JSON, and is what the yes is asked for', async () => {
	const {asked, press, paste, exited, live, all, ran} = openUnseen(testExecution);
	await asked('| {"cart": 7}');
	await press('{', '⏎');
	await asked('This is not JSON (line 1, column 2): correct it, or paste another.');
	await press('^U', '⏎');
	await asked('An execution needs some JSON as its input');
	paste('{\n  "cart": 8\n}');
	await asked('| {');
	expect(live().join()).not.toContain('An execution needs');
	await press('⏎');
	await asked('Start it now?');
	expect(all()).toContain('"cart": 8');
	await press('y', '⏎');

	expect(await exited()).toBe(0);
	expect(ran).toEqual(['{\n  "cart": 8\n}']);
});

test('Escape leads from the yes back to the input, and from there to no execution', async () => {
	const {asked, press, exited, all, ran} = openUnseen(testExecution);
	await asked('| {"cart": 7}');
	await press('⌫', '1', '⏎');
	await asked('Start it now?');
	await press('Esc');
	await asked('| 1');
	await press('Esc');

	expect(await exited()).toBe(3);
	expect(all()).toContain('Not started.');
	expect(ran).toEqual([]);
});

test('a pasted yes is no answer to the execution', async () => {
	const {asked, press, paste, exited, ran} = openUnseen(testExecution);
	await asked('| {"cart": 7}');
	await press('⏎');
	await asked('Start it now?');
	paste('y\n');
	await press('⏎');

	expect(await exited()).toBe(3);
	expect(ran).toEqual([]);
});

test('where too little is seen nothing that failed is repeated', async () => {
	const run = vi.fn(async () => ({outcome: 'succeeded', says: 'It runs again.'}) as const);
	const {exited, all} = openUnseen(() => redrive(run));

	expect(await exited()).toBe(3);
	expect(all()).not.toContain('(y/N)');
});

test('--retry takes the input that is offered', async () => {
	const {exited, all, ran} = openUnseen(testExecution, {retry: true});

	expect(await exited()).toBe(0);
	expect(ran).toEqual(['{"cart": 7}']);
	expect(all()).toContain('start-execution --input');
});

test('an execution that leaves as little behind as before is not started twice, and its answer not told twice', async () => {
	const ran: string[] = [];
	const {services} = fakeServices({
		flows: [flow('express-status-unknown', [check('events', async () => unseen)])],
		retryFor: async () => testExecution(ran),
	});
	const {exited, all} = openWizard(services, {
		target: {kind: 'state-machine', arn: machine('orders').arn},
		flow: 'express-status-unknown',
		retry: true,
	});

	expect(await exited()).toBe(3);
	expect(ran).toHaveLength(1);
	expect(all()).toContain('As before: No event of it is in the logs.');
	expect(all().match(/Find out with/g)).toHaveLength(1);
});

test('what somebody else has to do is not printed a second time', async () => {
	const blind = check('blind', async () => ({
		...unseen,
		requests: [{to: 'the cloud team', text: 'Please look at the organisation policies.'}],
	}));
	const {services} = fakeServices({
		flows: [flow('explicit-deny', [blind])],
		retryFor: async () => testExecution([]),
	});
	const {exited, all} = openWizard(services, {
		target: {kind: 'state-machine', arn: machine('orders').arn},
		flow: 'explicit-deny',
		retry: true,
	});

	expect(await exited()).toBe(3);
	expect(all()).toContain('Checks again');
	expect(all().match(/Please look at/g)).toHaveLength(1);
});
