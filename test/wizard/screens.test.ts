import {expect, test} from 'vitest';
import type {Answer} from '../../source/diagnosis/check.ts';
import {all, check, fakeServices, loading, machine, ok, targetOf} from '../run/fakes.ts';
import {openWizard} from './terminal.ts';

const orders = targetOf('orders');

test('says who and where before anything else', async () => {
	const {services} = fakeServices();
	const {asked, live} = openWizard(services);
	await asked('Which state machine is failing?');

	expect(live().slice(0, 2)).toEqual([
		'Account 123456789012  eu-west-1  as oncall/anna',
		'◆ Which state machine is failing?',
	]);
});

test('a practice says so on top, and offers its error', async () => {
	const {services} = fakeServices();
	const {asked, seen, press, paste, live} = openWizard(services, {
		practice: {id: 'a', title: 'A role too strict', story: 'Logging was set up in the console.'},
		target: orders,
		offeredText: 'AccessDenied in practice',
	});
	await seen('Practice (nothing real is touched)');
	await seen('Logging was set up in the console.');
	await asked('Press Enter to use the practice error, or paste your own.');
	await asked('| AccessDenied in practice');
	paste('my own AccessDenied');
	await asked('| my own AccessDenied');
	expect(live().join()).not.toContain('in practice');
	await press('⏎');
	await asked('Check for this');
});

test.each([['q'], ['^U']])('the practice error comes back after %s', async key => {
	const {services} = fakeServices();
	const {asked, press, live} = openWizard(services, {
		practice: {id: 'a', title: 'A', story: 'B'},
		target: orders,
		offeredText: 'AccessDenied in practice',
	});
	await asked('| AccessDenied in practice');
	await press(key);
	await asked('Paste the whole error message.');
	await press('⌫');
	await asked('Ctrl-U to restore the text');
	await press('^U');
	await asked('| AccessDenied in practice');
	expect(live().join()).toContain('Press Enter to use the practice error');
});

test('a state machine that does not exist yet leads to its role and log group', async () => {
	const {services} = fakeServices();
	const {asked, seen, press} = openWizard(services);
	await asked('Which state machine is failing?');
	await press('z', 'z', 'z');
	await asked('(no state machine matches');
	await press('⏎');
	await asked('(no state machine matches');
	await press('↓', '⏎');
	await asked('Which role should the state machine run as?');
	await press('⏎');
	await asked('Which log group should it write to?');
	await press('⏎');
	await asked('What went wrong?');
	await seen('State machine: does not exist yet');
	await seen('Role: orders-role');
	await seen('Log group: /orders');
	await press('Esc');
	await asked('Which log group should it write to?');
	await press('Esc');
	await asked('Which role should the state machine run as?');
	await press('Esc');
	await asked('Which state machine is failing?');
});

test('no log group is an answer as well', async () => {
	const {services} = fakeServices();
	const {asked, press} = openWizard(services, {
		roleArn: 'arn:aws:iam::123456789012:role/orders-role',
	});
	await asked('Which log group should it write to?');
	await press('End', '⏎');
	await asked('What went wrong?');
});

test('a name on the command line is looked up', async () => {
	const {services} = fakeServices();
	const {asked, seen} = openWizard(services, {target: {kind: 'name', name: 'billing'}});
	await seen('State machine: billing');
	await asked('What went wrong?');
});

test('a name that is not there opens the list', async () => {
	const {services} = fakeServices();
	const {asked} = openWizard(services, {target: {kind: 'name', name: 'order'}});
	await asked('There is no state machine named order here.');
	await asked('Type to filter: order_');
});

test('a letter is text where text is typed, and a command where it is not', async () => {
	const {services} = fakeServices();
	const {asked, press, exited} = openWizard(services);
	await asked('Which state machine is failing?');
	await press('q', 'b');
	await asked('Type to filter: qb_');
	await press('Esc');
	await asked('Type to filter: _');
	await press('⏎');
	await asked('What went wrong?');
	await press('1', '⏎');
	await asked('nothing yet');
	await press('q', 'b');
	await asked('| qb');
	await press('Esc');
	await asked('What went wrong?');
	await press('q');

	expect(await exited()).toBe(3);
});

test('answers appear as they come, in the order of the flow', async () => {
	const answer: Array<() => void> = [];
	const slow = (id: string) =>
		check(id, () => new Promise(resolve => answer.push(() => resolve(ok))));
	const {services} = fakeServices({generalChecks: loading(slow('first'), slow('second'))});
	const {asked, press, live, exited} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	await press('↓', '⏎');
	await asked('Checking: 0 of 2 answered');
	answer[1]?.();
	await asked('Checking: 1 of 2 answered');
	expect(live().slice(2, 4)).toEqual(['  ...      first is right', '✓ ok       second is right']);
	answer[0]?.();

	expect(await exited()).toBe(0);
});

test('an answer to checks that were left does not count for those that run now', async () => {
	const answers: Array<(answer: Answer) => void> = [];
	const slow = check('slow', () => new Promise(resolve => answers.push(resolve)));
	const {services} = fakeServices({generalChecks: loading(slow)});
	const {asked, press, exited} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	await press('↓', '⏎');
	await asked('Checking: 0 of 1 answered');
	await press('Esc');
	await asked('What went wrong?');
	await press('↓', '⏎');
	await asked('Checking: 0 of 1 answered');
	answers[0]?.(ok);
	await press('x');
	answers[1]?.({...ok, outcome: 'unknown'});

	expect(await exited()).toBe(3);
});

test('what goes wrong is said, and can be tried again', async () => {
	let calls = 0;
	const {services} = fakeServices({
		async listStateMachines() {
			calls += 1;

			if (calls === 1) {
				throw new Error('Credentials have expired: run aws sso login.');
			}

			return all([machine('orders')]);
		},
	});
	const {asked, seen, press} = openWizard(services);
	await seen('This did not work: Credentials have expired: run aws sso login.');
	await asked('Try again');
	await press('⏎');
	await asked('Which state machine is failing?');
});

test('a read that hangs can be left', async () => {
	const {services} = fakeServices({listStateMachines: () => new Promise(() => {})});
	const {asked, press, exited} = openWizard(services);
	await asked('Listing the state machines');
	await press('q');

	expect(await exited()).toBe(3);
});

test('a question that turns out not to concern it goes at once', async () => {
	const answer: Array<() => void> = [];
	const slow = check('slow', () => new Promise(resolve => answer.push(() => resolve(ok))));
	const beside = check('beside', () => new Promise(resolve => answer.push(() => resolve(null))));
	const {services} = fakeServices({generalChecks: loading(beside, slow)});
	const {asked, press, live, exited, all} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	await press('↓', '⏎');
	await asked('Checking: 0 of 2 answered');
	answer[0]?.();
	await asked('Checking: 0 of 1 answered');
	expect(live().join()).not.toContain('beside is right');
	answer[1]?.();

	expect(await exited()).toBe(0);
	expect(all()).not.toContain('beside is right');
});
