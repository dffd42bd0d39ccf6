import {expect, test} from 'vitest';
import {check, fakeServices, flow, ok, problem, remedy, targetOf} from '../run/fakes.ts';
import {openAtChange} from './open-at-change.ts';
import {openWizard} from './terminal.ts';

test('each problem has its choice, one remedy can mend two, and all changes come merged', async () => {
	const both = remedy('both');
	const other = remedy('other', {changes: both.changes});
	const wide = remedy('wide', {widens: 'every log group of the account'});
	const checks = [
		check('first', async () => ({...problem(both, wide), answer: 'The first is wrong.'})),
		check('second', async () => ({...problem(both), answer: 'The second is wrong.'})),
		check('third', async () => ({...problem(other), answer: 'The third is wrong.'})),
	];
	const {asked, press, seen} = await openAtChange({
		flows: [flow('log-destination-denied', checks)],
	});
	await asked('The third is wrong.');
	await press('⏎');
	await asked('Apply this change?');
	await seen('Change 1 of 1: inline policy both of role orders-role');
});

test('leaving every problem as it is ends without a question', async () => {
	const {asked, press, exited, applied} = await openAtChange();
	await asked('Apply this change?');
	await press('Esc');
	await asked('Choose a fix');
	await press('↓', '⏎');

	expect(await exited()).toBe(1);
	expect(applied).toEqual([]);
});

test('the question says that a deployment tool owns the resource', async () => {
	const patch = {
		owner: {tool: 'CloudFormation' as const, name: null, resource: null, certain: true},
		tool: 'CloudFormation',
		warning: 'By its source.',
		patch: null,
	};
	const {asked} = await openAtChange({patchFor: async () => patch});
	await asked('CloudFormation: Its next deployment can undo this change.');
});

test('the deployment tool that owns the resource gets its patch', async () => {
	const patch = {
		owner: null,
		tool: 'CloudFormation',
		warning: 'The next deployment undoes it.',
		patch: 'Policies:',
	};
	const {asked, seen} = await openAtChange({patchFor: async () => patch});
	await asked('Apply this change?');
	await seen('CloudFormation: The next deployment undoes it.');
	await seen('Policies:');
});

test('what somebody else has to do is printed ready to copy', async () => {
	const text = `aws organizations ${'describe-policy '.repeat(12)}--end`;
	const denied = check('scp', async () => ({
		...problem(),
		requests: [{to: 'the cloud team', text}],
	}));
	const {services} = fakeServices({flows: [flow('explicit-deny', [denied])]});
	const {exited, all} = openWizard(services, {
		target: targetOf('orders'),
		flow: 'explicit-deny',
	});

	expect(await exited()).toBe(1);
	expect(all()).toContain('Request for the cloud team, ready to copy');
	expect(all().replaceAll('\n', '')).toContain(text);
});

test('an unknown answer that is decisive leaves no verdict', async () => {
	const blind = check('blind', async () => ({
		...ok,
		outcome: 'unknown',
		answer: 'Not allowed to look.',
	}));
	const {services} = fakeServices({flows: [flow('pass-role-denied', [blind])]});
	const {exited, all} = openWizard(services, {
		target: targetOf('orders'),
		flow: 'pass-role-denied',
	});

	expect(await exited()).toBe(3);
	expect(all()).toContain('unknown  Not allowed to look.');
});

test('what a fix widens is under it once it is selected, and all of it comes with a key', async () => {
	const narrow = remedy('narrow');
	const wide = remedy('wide', {widens: 'every log group of the account'});
	const {services} = fakeServices({
		flows: [flow('explicit-deny', [check('first', async () => problem(narrow, wide))])],
	});
	const {asked, press, all, seen} = openWizard(services, {
		target: targetOf('orders'),
		flow: 'explicit-deny',
	});
	await asked('Choose a fix');
	expect(all()).not.toContain('Widens');
	await press('↓');
	await asked('Widens: every log group of the account');
	await press('?');
	await seen('Why: The role cannot deliver logs without it.');
	await asked('Choose a fix');
});
