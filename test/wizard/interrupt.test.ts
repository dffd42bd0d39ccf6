import {expect, test} from 'vitest';
import type {RunOptions, RunServices} from '../../source/run/services.ts';
import {check, fakeServices, loading, redrive, targetOf} from '../run/fakes.ts';
import {openWizard} from './terminal.ts';

const target = targetOf('orders');
const roleArn = 'arn:aws:iam::123456789012:role/orders-role';
const never = () => new Promise<never>(() => {});
const text = 'AccessDenied';

type Case = {
	at: string;
	options?: RunOptions;
	services?: Partial<RunServices>;
	/** What is seen, and the key pressed then, on the way to the screen. */
	way?: Array<[seen: string, ...keys: string[]]>;
};

const toChange: Case['way'] = [
	['Check for this', '⏎'],
	['Choose a fix', '⏎'],
];

const cases: Case[] = [
	{at: 'Listing the state machines', services: {listStateMachines: never}},
	{at: 'Which state machine is failing?'},
	{at: 'Which role should', way: [['Which state machine', 'End', '⏎']]},
	{at: 'Which log group should', options: {roleArn}},
	{at: 'Looking for the last failed', options: {target}, services: {lastFailure: never}},
	{at: 'What went wrong?', options: {target}},
	{at: 'nothing yet', options: {target}, way: [['What went wrong?', '1', '⏎']]},
	{at: 'Check for this', options: {target, text}},
	{
		at: 'Checking: 0 of 1',
		options: {target},
		services: {generalChecks: loading(check('slow', never))},
		way: [['What went wrong?', '↓', '⏎']],
	},
	{at: 'Choose a fix', options: {target, text}, way: [['Check for this', '⏎']]},
	{
		at: 'Preparing the changes',
		options: {target, text},
		services: {patchFor: never},
		way: toChange,
	},
	{at: 'Apply this change?', options: {target, text}, way: toChange},
	{
		at: 'Repeat it now?',
		options: {target, text},
		services: {retryFor: async () => redrive},
		way: [...toChange, ['Apply this change?', 'y', '⏎']],
	},
	{at: 'Try again', services: {listStateMachines: () => Promise.reject(new Error('no network'))}},
];

test.each(cases)('Ctrl-C leaves at "$at"', async ({at, options, services, way = []}) => {
	const fakes = fakeServices(services);
	const {asked, press, exited, all, raw, stdin} = openWizard(fakes.services, options);

	for (const [seen, ...keys] of way) {
		await asked(seen);
		await press(...keys);
	}

	await asked(at);
	await press('^C');

	expect(await exited()).toBe(130);
	expect(all()).toContain('Interrupted.');
	expect(stdin.setRawMode).toHaveBeenLastCalledWith(false);
	expect(raw().lastIndexOf('\u001B[?25h')).toBeGreaterThan(raw().lastIndexOf('\u001B[?25l'));
	expect(raw().lastIndexOf('\u001B[?2004l')).toBeGreaterThan(raw().lastIndexOf('\u001B[?2004h'));
	expect(raw()).not.toContain('\u001B[?1049h');
});

test('Ctrl-C while it is repeated waits for how that ends', async () => {
	const {services} = fakeServices({
		retryFor: async () => redrive,
		runRetry: (_, {signal}) =>
			new Promise(resolve => {
				signal.addEventListener('abort', () =>
					resolve({outcome: 'failed', message: 'Stopped after 2 attempts.'}),
				);
			}),
	});
	const {asked, press, exited, all} = openWizard(services, {target, text});

	for (const [seen, ...keys] of [
		...toChange,
		['Apply this change?', 'y', '⏎'],
		['Repeat it now?', 'y', '⏎'],
	] as const) {
		await asked(seen);
		await press(...keys);
	}

	await asked('Ctrl-C stops the waiting');
	await press('^C');

	expect(await exited()).toBe(130);
	expect(all()).toContain('Stopped after 2 attempts.');
});
