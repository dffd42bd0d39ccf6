import {expect, test} from 'vitest';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {all, fakeServices, targetOf} from '../run/fakes.ts';
import {openWizard} from './terminal.ts';

const logGroups = [
	{arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/wf/orders', name: '/wf/orders'},
	{arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/wf/other', name: '/wf/other'},
];

async function openAtLogGroup() {
	const asked: Subject[] = [];
	const checked: Array<string | null> = [];
	const {services} = fakeServices();
	const fakes = fakeServices({
		diagnose(checks, subject, ...rest) {
			checked.push(subject.logGroupArn);
			return services.diagnose(checks, subject, ...rest);
		},
		listLogGroups: async () => all(logGroups),
		async missingInput(_flow, subject) {
			asked.push(subject);
			return subject.logGroupArn === null ? 'log-group' : null;
		},
	});
	const target = targetOf('orders');
	const wizard = openWizard(fakes.services, {target, text: 'AccessDenied'});
	await wizard.asked('Check for this');
	await wizard.press('⏎');
	await wizard.asked('Which log group should it write to?');
	return {...wizard, timesAsked: () => asked.length, checked};
}

test('a failure that needs a log group asks for it, and checks that one', async () => {
	const {press, asked, checked} = await openAtLogGroup();
	await press('other', '⏎');
	await asked('Choose a fix');

	expect(checked).toEqual([logGroups[1]?.arn]);
});

test('whoever does not know it is not asked again', async () => {
	const {press, asked, checked, timesAsked} = await openAtLogGroup();
	await press('↓', '↓', '⏎');
	await asked('Choose a fix');

	expect(checked).toEqual([null]);
	expect(timesAsked()).toBe(1);
});
