import {expect, test} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import {noFacts} from '../../source/incident/facts.ts';
import {check, fakeServices, flow, machine, ok, targetOf} from '../run/fakes.ts';
import {aFollowedFailure} from '../support/failed-execution.ts';
import {openWizard} from './terminal.ts';

const orders = targetOf('orders');

test('the last failed execution stands in for a paste', async () => {
	const {services} = fakeServices({
		lastFailure: async () => ({
			executionArn: 'arn:aws:states:eu-west-1:123456789012:execution:orders:nightly-42',
			executionName: 'nightly-42',
			stoppedAt: new Date('2026-05-01T03:04:05Z'),
			text: 'States.TaskFailed: AccessDenied',
			followed: aFollowedFailure(),
		}),
	});
	const {asked, seen, press} = openWizard(services, {target: orders});
	await asked('last failed execution: nightly-42, 2026-05-01 03:04:05 UTC,');
	await press('⏎');
	await seen('What went wrong: the error of this execution');
	await asked('Check for this');
});

test('whoever may not list executions can still paste', async () => {
	const {services} = fakeServices({
		lastFailure: () =>
			Promise.reject(new AccountError('access-denied', 'states:ListExecutions', 'no')),
	});
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
	expect(all()).toContain('ok       trust is right');
	expect(all()).toContain('Healthy: the checks found no problem.');
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
	await asked('? explain');
	// One line says what it is; the theory comes with a key.
	expect(all()).not.toContain('What action-denied means.');
	await press('?');
	await seen('"is not authorized"');
	await seen('What action-denied means.');
	await seen('Other possible failures:');
	await asked('Check instead for: The caller is denied (possible)');
	await press('↓', '↓', '⏎');
	await seen('Look at action-denied.');
	await seen('https://docs.aws.amazon.com/step-functions/');
	await asked('Check instead for: The caller is denied (possible)');
	expect(live().join('\n')).not.toContain('What to do by hand');
	await press('↓', '⏎');

	// Every check is ok, and none explains what was pasted.
	expect(await exited()).toBe(3);
	expect(all()).toContain('Checking for: The caller is denied');
	expect(all()).toContain('caller is right');
	expect(all()).not.toContain('role is right');
});

test('a text that fits nothing is shown as understood, and everything can be checked', async () => {
	const {services} = fakeServices({
		understand: text => ({text, facts: {...noFacts, action: 'dynamodb:PutItem'}, matches: []}),
	});
	const {asked, seen, press, exited} = openWizard(services, {target: orders, text: 'odd'});
	await seen('No known failure fits this text');
	await seen('action: dynamodb:PutItem');
	await asked('No known failure fits. Check everything now?');
	await press('⏎');

	// No check found a problem, and the pasted failure is still unexplained: that is not healthy.
	expect(await exited()).toBe(3);
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
	await seen('The error mentions account 111122223333, but your credentials are for 123456789012.');
});

test('going back keeps what was pasted', async () => {
	const {services} = fakeServices();
	const {asked, press, paste} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	paste('AccessDenied: a long story\nof two lines');
	await asked('Pasted 2 lines');
	await press('⏎');
	await asked('Check for this');
	await press('Esc');
	await asked('| AccessDenied: a long story');
	await press('Esc');
	await asked('What went wrong?');
	await press('⏎');
	await asked('| of two lines');
});

test('an empty text is not taken, and a second Enter checks everything', async () => {
	const {services} = fakeServices();
	const {asked, press, live, seen} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	await press('1', '⏎');
	await asked('nothing yet');
	await press('⏎');
	await asked('There is no text yet.');
	await press('a');
	await asked('| a');
	await press('^U');
	await asked('nothing yet');
	expect(live().join()).not.toContain('Check for this');
	await press('⏎');
	await asked('There is no text yet.');
	await press('⏎');
	await seen('Checking: everything that this state machine needs');
});

test('a failure without checks of its own gets the general ones', async () => {
	const bare = flow('throttled-or-quota', [], 'AWS throttles');
	const {services} = fakeServices({flows: [bare]});
	const {exited, all} = openWizard(services, {target: orders, flow: bare.id});

	expect(await exited()).toBe(0);
	expect(all()).toContain('trust is right');
});

test('a pasted text can be corrected in the middle', async () => {
	const {services} = fakeServices();
	const {asked, press, paste} = openWizard(services, {target: orders});
	await asked('What went wrong?');
	paste('AccessDened: orders');
	await asked('| AccessDened: orders');
	await press('Home', ...Array(9).fill('→'), 'i', '←', '→');
	await asked('| AccessDeni_ed: orders');
	await press('End', '!');
	await asked('| AccessDenied: orders!');
});
