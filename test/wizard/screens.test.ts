import {expect, test} from 'vitest';
import type {Answer} from '../../source/diagnosis/check.ts';
import {noFacts} from '../../source/incident/facts.ts';
import {check, fakeServices, flow, machine, ok} from './fakes.ts';
import {openWizard} from './terminal.ts';

const orders = {kind: 'state-machine', arn: machine('orders').arn} as const;

test('says who and where before anything else', async () => {
	const {services} = fakeServices();
	const {asked, live} = openWizard(services);
	await asked('Which state machine is failing?');

	expect(live().slice(0, 2)).toEqual([
		'Account 123456789012  eu-west-1',
		'as arn:aws:sts::123456789012:assumed-role/oncall/anna',
	]);
});

test('a practice says so on top, and offers its error', async () => {
	const {services} = fakeServices();
	const {asked, seen, press, paste, live} = openWizard(services, {
		practice: {title: 'A role too strict', story: 'Logging was set up in the console.'},
		target: orders,
		text: 'AccessDenied in practice',
	});
	await seen('This is a practice account: nothing real is touched.');
	await seen('Logging was set up in the console.');
	await asked('Press Enter to use the error of this practice, or paste your own.');
	await asked('| AccessDenied in practice');
	paste('my own AccessDenied');
	await asked('| my own AccessDenied');
	expect(live().join()).not.toContain('in practice');
	await press('⏎');
	await asked('Check for this');
});

test('a state machine that does not exist yet leads to its role and log group', async () => {
	const {services} = fakeServices();
	const {asked, seen, press} = openWizard(services);
	await asked('Which state machine is failing?');
	await press('z', 'z', 'z');
	await asked('(0 state machines)');
	await press('⏎');
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

test('the last failed execution stands in for a paste', async () => {
	const {services} = fakeServices({
		lastFailure: async () => ({
			executionArn: 'arn:aws:states:eu-west-1:123456789012:execution:orders:nightly-42',
			executionName: 'nightly-42',
			stoppedAt: new Date('2026-05-01T03:04:05Z'),
			text: 'States.TaskFailed: AccessDenied',
		}),
	});
	const {asked, seen, press} = openWizard(services, {target: orders});
	await asked('last failed execution: nightly-42, 2026-05-01 03:04, States.TaskFailed');
	await press('⏎');
	await seen('What went wrong: the error of the execution nightly-42');
	await asked('Check for this');
});

test('whoever may not list executions can still paste', async () => {
	const {services} = fakeServices({lastFailure: () => Promise.reject(new Error('denied'))});
	const {asked, paste} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	paste('AccessDenied\non two lines');
	await asked('Pasted 2 lines');
});

test('with no error at hand everything is checked', async () => {
	const {services} = fakeServices();
	const {asked, press, exited, all} = openWizard(services, {target: orders});
	await asked('No error at hand: check everything');
	await press('↓', '⏎');

	expect(await exited()).toBe(0);
	expect(all()).toContain('ok       Is trust right?');
	expect(all()).toContain('Healthy: no check found a problem.');
});

test('says what a text means, in whose words, and what else it may be', async () => {
	const denied = flow('action-denied', [check('role', async () => ok)], 'An action is denied');
	const other = flow('caller-denied', [check('caller', async () => ok)], 'The caller is denied');
	const {services} = fakeServices({
		flows: [denied, other],
		understand: text => ({
			text,
			facts: {...noFacts, action: 'logs:PutLogEvents'},
			matches: [
				{flow: 'action-denied', confidence: 'likely', quoted: ['is not authorized']},
				{flow: 'caller-denied', confidence: 'possible', quoted: []},
			],
		}),
	});
	const {asked, seen, press, live, exited, all} = openWizard(services, {
		target: orders,
		text: 'denied',
	});
	await seen('An action is denied (likely)');
	await seen('"is not authorized"');
	await seen('What action-denied means.');
	await seen('It may also be:');
	await asked('It is rather: The caller is denied (possible)');
	await press('↓', '↓', '⏎');
	await seen('Look at action-denied.');
	await seen('https://docs.aws.amazon.com/step-functions/');
	await asked('It is rather: The caller is denied (possible)');
	expect(live().join('\n')).not.toContain('What to do by hand');
	await press('↓', '⏎');

	expect(await exited()).toBe(0);
	expect(all()).toContain('Checking for: The caller is denied');
	expect(all()).toContain('Is caller right?');
	expect(all()).not.toContain('Is role right?');
});

test('a text that fits nothing is shown as understood, and everything can be checked', async () => {
	const {services} = fakeServices({
		understand: text => ({text, facts: {...noFacts, action: 'dynamodb:PutItem'}, matches: []}),
	});
	const {asked, seen, press, exited} = openWizard(services, {target: orders, text: 'odd'});
	await seen('No known failure fits this text');
	await seen('action: dynamodb:PutItem');
	await asked('No known failure fits. Shall everything be checked?');
	await press('⏎');

	expect(await exited()).toBe(0);
});

test('the state machine that the text names needs no picking', async () => {
	const {services} = fakeServices({
		understand: text => ({
			text,
			facts: {...noFacts, stateMachineArn: machine('billing').arn},
			matches: [],
		}),
	});
	const {seen} = openWizard(services, {text: 'billing failed'});
	await seen('State machine: billing');
});

test('a text about another account is no reason to take its state machine', async () => {
	const stateMachineArn = machine('billing').arn.replace('123456789012', '111122223333');
	const {services} = fakeServices({
		understand: text => ({text, facts: {...noFacts, stateMachineArn}, matches: []}),
	});
	const {asked, seen, press} = openWizard(services, {text: 'billing failed'});
	await asked('Which state machine is failing?');
	await press('⏎');
	await seen(
		'The text speaks of account 111122223333, and these credentials are for 123456789012.',
	);
});

test('going back keeps what was pasted', async () => {
	const {services} = fakeServices();
	const {asked, press, paste} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	paste('AccessDenied: a long story\nof two lines');
	await asked('Pasted 2 lines');
	await press('⏎');
	await asked('Check for this');
	await press('b');
	await asked('| AccessDenied: a long story');
	await press('Esc');
	await asked('What went wrong?');
	await press('⏎');
	await asked('| of two lines');
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
	await press('⏎');
	await asked('nothing yet');
	await press('q', 'b');
	await asked('| qb');
	await press('Esc');
	await asked('What went wrong?');
	await press('q');

	expect(await exited()).toBe(3);
});

test('an empty text is not taken', async () => {
	const {services} = fakeServices();
	const {asked, press, live} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	await press('⏎');
	await asked('nothing yet');
	await press('⏎', 'a');
	await asked('| a');
	await press('^U');
	await asked('nothing yet');
	expect(live().join()).not.toContain('Check for this');
});

test('answers appear as they come, in the order of the flow', async () => {
	const answer: Array<() => void> = [];
	const slow = (id: string) =>
		check(id, () => new Promise(resolve => answer.push(() => resolve(ok))));
	const {services} = fakeServices({generalChecks: [slow('first'), slow('second')]});
	const {asked, press, live, exited} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	await press('↓', '⏎');
	await asked('Checking: 0 of 2 answered');
	answer[1]?.();
	await asked('Checking: 1 of 2 answered');
	expect(live().slice(3, 5)).toEqual(['...      Is first right?', 'ok       Is second right?']);
	answer[0]?.();

	expect(await exited()).toBe(0);
});

test('an answer to checks that were left does not count for those that run now', async () => {
	const answers: Array<(answer: Answer) => void> = [];
	const slow = check('slow', () => new Promise(resolve => answers.push(resolve)));
	const {services} = fakeServices({generalChecks: [slow]});
	const {asked, press, exited} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	await press('↓', '⏎');
	await asked('Checking: 0 of 1 answered');
	await press('b');
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

			return [machine('orders')];
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
