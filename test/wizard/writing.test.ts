import {expect, test, vi} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import {type Change, creating, updating} from '../../source/diagnosis/remedy.ts';
import {check, flow, inlinePolicy, problem, remedy} from '../run/fakes.ts';
import {openAtChange} from './open-at-change.ts';

test('a yes writes exactly the change that was shown', async () => {
	const {asked, seen, press, exited, applied, all} = await openAtChange();
	await asked('Apply this change?');
	await press('?');
	await seen('Size: 0 -> 24');
	expect(all()).toContain('Size: 0 -> 24 of at most 10,240 characters');
	await press('y', 'e', 's', '⏎');

	expect(await exited()).toBe(0);
	expect(applied).toEqual([inlinePolicy('logs')]);
	expect(all()).toContain('2 checks ran again: no problem found');
});

test.each([
	['promises undo', {}, true],
	[
		'does not promise undo on a practice account',
		{practice: {id: 'a', title: 'A', story: 'B'}},
		false,
	],
])('? at the question %s', async (_, options, promises) => {
	const {asked, press, live} = await openAtChange({}, options);
	await asked('Apply this change?');
	await press('?');
	await asked('A yes writes exactly the lines shown:');

	expect(live().join(' ').includes('sfn-fix undo reverts the change.')).toBe(promises);
});

test.each([
	['Enter alone', ['⏎']],
	['n', ['n', '⏎']],
	['a y that was taken back', ['y', '⌫', '⏎']],
])('%s writes nothing', async (_, keys) => {
	const {asked, press, exited, applied, all} = await openAtChange();
	await asked('Apply this change?');
	await press(...keys);

	expect(await exited()).toBe(1);
	expect(applied).toEqual([]);
	expect(all()).toContain('Not applied: inline policy logs of role orders-role.');
});

test.each([
	['keys', ['y', 'y', '⏎']],
	['one piece', ['maybe\r']],
])('what is neither yes nor no is asked again (%s)', async (_, keys) => {
	const {asked, press, exited, applied, all} = await openAtChange();
	await asked('Apply this change?');
	await press(...keys);
	await asked('Type y or n.');
	expect(all()).not.toContain('Not applied');
	await press('y', '⏎');
	await exited();

	expect(applied).toEqual([inlinePolicy('logs')]);
});

test.each([
	['too low', {columns: 100, rows: 7}],
	['too narrow for the target', {columns: 21, rows: 9}],
])('a change is shown again after a window that was %s', async (_, small) => {
	const {asked, press, live, screen, resize, all} = await openAtChange();
	const shown = () => all().split('Change 1 of 1').length;
	await asked('Apply this change?');
	await press('y');
	const before = shown();
	resize(small);
	await vi.waitFor(() => expect(screen()).toMatch(/too\s+small/));
	resize({columns: 100, rows: 30});
	await asked('Apply this change?');
	await vi.waitFor(() => expect(shown()).toBe(before + 1));
	expect(live().join()).not.toContain('too small');
});

test('a pasted yes is no answer', async () => {
	const {asked, press, paste, exited, applied} = await openAtChange();
	await asked('Apply this change?');
	paste('y\n');
	paste('yes');
	await press('⏎');

	expect(await exited()).toBe(1);
	expect(applied).toEqual([]);
});

test.each(['y\r', 'yes\r'])('%j in one piece, as over a slow line, is a yes', async keys => {
	const {asked, press, exited, applied} = await openAtChange();
	await asked('Apply this change?');
	await press(keys);

	expect(await exited()).toBe(0);
	expect(applied).toHaveLength(1);
});

test('a yes in one piece and a Return after it are a yes, however fast', async () => {
	const {asked, press, exited, applied} = await openAtChange();
	await asked('Apply this change?');
	await press('yes', '⏎');

	expect(await exited()).toBe(0);
	expect(applied).toHaveLength(1);
});

test.each(['yes\ryes\r', 'no, look: y\r', 'y\r\n\r'])('%j in one piece is none', async keys => {
	const {asked, press, exited, applied} = await openAtChange();
	await asked('Apply this change?');
	await press(keys, '⏎');

	expect(await exited()).toBe(1);
	expect(applied).toEqual([]);
});

test('a Return that comes right after pasted lines is no answer', async () => {
	let time = 0;
	let isFast = false;
	const {asked, press, applied} = await openAtChange({
		clock: {
			now() {
				time += isFast ? 0 : 100;
				return time;
			},
			sleep: async () => {},
		},
	});
	await asked('Apply this change?');
	await press('y');
	isFast = true;
	await press('first line\rsecond line', '⏎');

	await asked('Apply this change? (y/N) y_');
	expect(applied).toEqual([]);
});

test('Escape leads back to the remedies, and nothing is written', async () => {
	const {asked, press, applied} = await openAtChange();
	await asked('Apply this change?');
	await press('y', 'Esc');
	await asked('Choose a fix');

	expect(applied).toEqual([]);
});

test('read-only shows the change and asks nothing', async () => {
	const {exited, all, applied} = await openAtChange({}, {writesOff: 'read-only'});

	expect(await exited()).toBe(1);
	expect(applied).toEqual([]);
	expect(all()).toContain('Change 1 of 1: inline policy logs of role orders-role');
	expect(all()).toContain('Nothing was written, because of --read-only.');
	expect(all()).not.toContain('(y/N)');
});

test('what moved in between is shown anew and asked again', async () => {
	const written: unknown[] = [];
	const now: Change = {
		kind: 'role-inline-policy',
		roleName: 'orders-role',
		policyName: 'logs',
		...updating('{"by": "a colleague"}', '{"Version": "2012-10-17"}'),
	};
	const {asked, seen, press, exited, all} = await openAtChange({
		async applyChange(change) {
			written.push(change);
			return written.length === 1
				? {outcome: 'moved', now, why: 'The policy is no longer what it was.'}
				: {outcome: 'applied'};
		},
	});
	await asked('Apply this change?');
	await press('y', '⏎');
	await seen('"by": "a colleague"');
	await asked('Apply this change? (y/N) _');
	await press('⏎');

	expect(await exited()).toBe(4);
	expect(written).toHaveLength(1);
	expect(all()).toContain('Nothing was written. The policy is no longer what it was.');
});

test('what AWS refuses ends the writing and says why', async () => {
	const why = 'anna may not do iam:PutRolePolicy';
	const {asked, press, exited, all} = await openAtChange({
		applyChange: async () => ({
			outcome: 'failed',
			error: new AccountError('access-denied', 'iam:PutRolePolicy', why),
		}),
	});
	await asked('Apply this change?');
	await press('y', '⏎');

	expect(await exited()).toBe(1);
	expect(all()).toContain(`Not applied: inline policy logs of role orders-role. ${why}`);
});

test('a write that does not hold is told as such', async () => {
	const {asked, press, exited, all} = await openAtChange({
		applyChange: async () => ({outcome: 'not-visible', waitedSeconds: 60}),
	});
	await asked('Apply this change?');
	await press('y', '⏎');

	expect(await exited()).toBe(1);
	expect(all()).toContain('AWS did not show it within 60 s');
	expect(all()).toContain('still a problem');
});

test('the wait says what goes on; Ctrl-C ends it and tells what was written', async () => {
	const {asked, press, exited, all} = await openAtChange({
		applyChange: (_, {signal, onProgress}) =>
			new Promise(resolve => {
				onProgress('Waiting for AWS to show the change');
				signal.addEventListener('abort', () => resolve({outcome: 'not-visible', waitedSeconds: 3}));
			}),
	});
	await asked('Apply this change?');
	await press('y', '⏎');
	await asked('Waiting for AWS to show the change');
	await press('^C');

	expect(await exited()).toBe(130);
	expect(all()).toContain('Applied: inline policy logs of role orders-role.');
	expect(all()).toContain('sfn-fix undo');
});

test('a second Ctrl-C leaves a write that does not end', async () => {
	const {asked, press, exited, all} = await openAtChange({
		applyChange: () => new Promise(() => {}),
	});
	await asked('Apply this change?');
	await press('y', '⏎');
	await asked('Ctrl-C stops the waiting');
	await press('^C');
	await asked('press Ctrl-C again to leave at once');
	await press('^C');

	expect(await exited()).toBe(130);
	expect(all()).toContain('unknown whether it was applied');
});

test('a command with a whole definition in it does not push the diff away', async () => {
	const states = Array.from({length: 400}, (_, index) => [`State ${index}`, {}]);
	const change: Change = {
		kind: 'role-inline-policy',
		roleName: 'orders-role',
		policyName: 'logs',
		...creating(JSON.stringify(Object.fromEntries(states), null, 2)),
	};
	const {asked, seen, press, all} = await openAtChange({
		flows: [
			flow('log-destination-denied', [
				check('log-policy', async () => problem(remedy('logs', {changes: [change]}))),
			]),
		],
	});
	await asked('Apply this change?');

	expect(all()).not.toContain('aws iam put-role-policy');
	await press('?');
	// Half of a command would still run, with a policy that nobody wants.
	await seen('Before the change is made, this prints it:');
	expect(all()).toMatch(/The command has \d+ lines/);
	expect(all()).not.toContain('aws iam put-role-policy');
});
