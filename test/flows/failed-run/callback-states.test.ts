import {expect, test} from 'vitest';
import {check as callbackStates} from '../../../flows/failed-run/callback-states.ts';
import {ask} from '../../support/ask.ts';
import {anAccount, aStateMachine} from '../../support/samples.ts';

const account = (states: object) =>
	anAccount({
		stateMachines: [aStateMachine({definition: JSON.stringify({StartAt: 'A', States: states})})],
	});

const resource = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

test('the states that wait, with their limits', async () => {
	const {outcome, details} = await ask(
		callbackStates,
		account({
			Approve: {Type: 'Task', Resource: resource, TimeoutSeconds: 60, HeartbeatSeconds: 20},
			Pay: {Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage'},
		}),
	);
	expect(outcome).toBe('ok');
	expect(details).toEqual(['Approve: TimeoutSeconds 60, HeartbeatSeconds 20.']);
});

test('one that waits without an end is a warning', async () => {
	const activity = 'arn:aws:states:eu-west-1:123456789012:activity:pack';
	const {outcome, answer} = await ask(
		callbackStates,
		account({Pack: {Type: 'Task', Resource: activity}}),
	);
	expect(outcome).toBe('warning');
	expect(answer).toBe(
		'No TimeoutSeconds on Pack: without it, a state waits for its token up to a year.',
	);
});

test('where none waits, the token is of another state machine', async () => {
	const {outcome, answer} = await ask(callbackStates, account({Done: {Type: 'Succeed'}}));
	expect([outcome, answer]).toEqual([
		'warning',
		expect.stringContaining('the token is from another one'),
	]);
});
