import {expect, test} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import {type Change, updating} from '../../source/diagnosis/remedy.ts';
import {inlinePolicy} from './fakes.ts';
import {openAtChange} from './open-at-change.ts';

test('a yes writes exactly the change that was shown', async () => {
	const {asked, press, exited, applied, all} = await openAtChange();
	await asked('Write this change?');
	expect(all()).toContain('Size: 0 -> 25 of at most 10,240 characters');
	await press('y', 'e', 's', '⏎');

	expect(await exited()).toBe(0);
	expect(applied).toEqual([inlinePolicy('logs')]);
	expect(all()).toContain('all 2 checks ran again: no problem is left');
});

test.each([
	['Enter alone', ['⏎']],
	['n', ['n', '⏎']],
	['yy', ['y', 'y', '⏎']],
	['a y that was taken back', ['y', '⌫', '⏎']],
])('%s writes nothing', async (_, keys) => {
	const {asked, press, exited, applied, all} = await openAtChange();
	await asked('Write this change?');
	await press(...keys);

	expect(await exited()).toBe(1);
	expect(applied).toEqual([]);
	expect(all()).toContain('Not written: inline policy logs.');
});

test('a pasted yes is no answer', async () => {
	const {asked, press, paste, exited, applied} = await openAtChange();
	await asked('Write this change?');
	paste('y\n');
	paste('yes');
	await press('⏎');

	expect(await exited()).toBe(1);
	expect(applied).toEqual([]);
});

test.each(['y\r', 'yes\r'])('%j in one piece, as over a slow line, is a yes', async keys => {
	const {asked, press, exited, applied} = await openAtChange();
	await asked('Write this change?');
	await press(keys);

	expect(await exited()).toBe(0);
	expect(applied).toHaveLength(1);
});

test('a yes in one piece and a Return after it are a yes, however fast', async () => {
	const {asked, press, exited, applied} = await openAtChange();
	await asked('Write this change?');
	await press('yes', '⏎');

	expect(await exited()).toBe(0);
	expect(applied).toHaveLength(1);
});

test.each(['yes\ryes\r', 'no, look: y\r', 'y\r\n\r'])('%j in one piece is none', async keys => {
	const {asked, press, exited, applied} = await openAtChange();
	await asked('Write this change?');
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
	await asked('Write this change?');
	await press('y');
	isFast = true;
	await press('first line\rsecond line', '⏎');

	await asked('Write this change? (y/N) y_');
	expect(applied).toEqual([]);
});

test('Escape leads back to the remedies, and nothing is written', async () => {
	const {asked, press, applied} = await openAtChange();
	await asked('Write this change?');
	await press('y', 'Esc');
	await asked('How shall it be mended?');

	expect(applied).toEqual([]);
});

test('read-only shows the change and asks nothing', async () => {
	const {exited, all, applied} = await openAtChange({}, {readOnly: true});

	expect(await exited()).toBe(1);
	expect(applied).toEqual([]);
	expect(all()).toContain('Change 1 of 1: inline policy logs');
	expect(all()).toContain('Read-only: nothing is asked and nothing is written.');
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
	await asked('Write this change?');
	await press('y', '⏎');
	await seen('{"by": "a colleague"}');
	await asked('Write this change? (y/N) _');
	await press('⏎');

	expect(await exited()).toBe(4);
	expect(written).toHaveLength(1);
	expect(all()).toContain('Nothing written. The policy is no longer what it was.');
});

test('what AWS refuses ends the writing and says why', async () => {
	const why = 'anna may not do iam:PutRolePolicy';
	const {asked, press, exited, all} = await openAtChange({
		applyChange: async () => ({
			outcome: 'failed',
			error: new AccountError('access-denied', 'iam:PutRolePolicy', why),
		}),
	});
	await asked('Write this change?');
	await press('y', '⏎');

	expect(await exited()).toBe(1);
	expect(all()).toContain(`Not written: inline policy logs. ${why}`);
});

test('a write that does not hold is told as such', async () => {
	const {asked, press, exited, all} = await openAtChange({
		applyChange: async () => ({outcome: 'not-visible', waitedSeconds: 60}),
	});
	await asked('Write this change?');
	await press('y', '⏎');

	expect(await exited()).toBe(1);
	expect(all()).toContain('AWS did not show it within 60 s');
	expect(all()).toContain('PROBLEM still there');
});

test('the wait says what goes on; Ctrl-C ends it and tells what was written', async () => {
	const {asked, press, exited, all} = await openAtChange({
		applyChange: (_, {signal, onProgress}) =>
			new Promise(resolve => {
				onProgress('Waiting until AWS shows it, at most 60 s');
				signal.addEventListener('abort', () => resolve({outcome: 'not-visible', waitedSeconds: 3}));
			}),
	});
	await asked('Write this change?');
	await press('y', '⏎');
	await asked('Waiting until AWS shows it, at most 60 s');
	await press('^C');

	expect(await exited()).toBe(130);
	expect(all()).toContain('Written: inline policy logs.');
	expect(all()).toContain('sfn-fix undo');
});

test('a second Ctrl-C leaves a write that does not end', async () => {
	const {asked, press, exited, all} = await openAtChange({
		applyChange: () => new Promise(() => {}),
	});
	await asked('Write this change?');
	await press('y', '⏎');
	await asked('Ctrl-C stops the waiting');
	await press('^C');
	await asked('Ctrl-C again leaves at once');
	await press('^C');

	expect(await exited()).toBe(130);
	expect(all()).toContain('it may or may not have been written');
});

test('a command with a whole definition in it does not push the diff away', async () => {
	const lines = Array.from({length: 400}, (_, index) => `  "State ${index}": {}`);
	const cliCommand = () => ['aws stepfunctions update-state-machine', ...lines, "}'"].join('\n');
	const {asked, all} = await openAtChange({cliCommand});
	await asked('Write this change?');

	expect(all()).toContain('aws stepfunctions update-state-machine');
	expect(all()).toContain('... 397 more lines; sfn-fix check --json prints them all ...');
	expect(all()).not.toContain('State 200');
});
