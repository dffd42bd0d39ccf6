import {expect, test} from 'vitest';
import {check as stateMachineExists} from '../../../flows/common/state-machine-exists.ts';
import {concerningChecks} from '../../../source/diagnosis/diagnose.ts';
import {answered, ask} from '../../support/ask.ts';
import {
	anAccount,
	aStateMachine,
	aSubject,
	notCreatedYet,
	ordersRoleArn,
} from '../../support/samples.ts';

test('names its type, its level and where it logs to', async () => {
	const {outcome, answer} = await ask(stateMachineExists, anAccount());
	expect(outcome).toBe('ok');
	expect(answer).toBe(
		'State machine orders exists: type STANDARD, logging level ALL to /aws/vendedlogs/states/orders.',
	);
});

test('says when logging is off, or has no destination', async () => {
	const off = aStateMachine({
		type: 'EXPRESS',
		logging: {level: 'OFF', includeExecutionData: false, destinations: []},
	});
	const bare = aStateMachine({
		logging: {level: 'ERROR', includeExecutionData: false, destinations: []},
	});

	expect((await ask(stateMachineExists, {stateMachines: [off]})).answer).toContain(
		'type EXPRESS, logging OFF',
	);
	expect((await ask(stateMachineExists, {stateMachines: [bare]})).answer).toContain(
		'logging level ERROR without a destination',
	);
});

test('one that is not there is a problem, with the way to go on where its creation failed', async () => {
	const {outcome, answer, details} = await ask(stateMachineExists, {});
	expect(outcome).toBe('problem');
	expect(answer).toContain('region eu-west-1 of account 123456789012');
	expect(details?.join()).toMatch(/--role.*--log-group/);
});

test('one that is not there is no problem once a role is given in its stead', async () => {
	const {outcome} = await ask(stateMachineExists, {}, aSubject({roleArn: ordersRoleArn}));
	expect(outcome).toBe('warning');
});

test('does not concern a subject without a state machine', () => {
	expect(concerningChecks([stateMachineExists], notCreatedYet())).toEqual([]);
});

test('a denied read is unknown, with the command for somebody else', async () => {
	const {outcome, details} = await answered(stateMachineExists, {denied: ['stateMachine']});
	expect(outcome).toBe('unknown');
	expect(details.join()).toContain(
		'aws stepfunctions describe-state-machine --state-machine-arn arn:aws:states:eu-west-1:123456789012:stateMachine:orders --region eu-west-1',
	);
});
