import {describe, expect, it} from 'vitest';
import {memoise} from '../../source/account/memoise.ts';
import {followFailure} from '../../source/diagnosis/follow-failure.ts';
import {readChanges} from '../../source/evidence/changes.ts';
import {noFacts} from '../../source/incident/facts.ts';
import {caughtFailure} from '../../source/practice/scenarios/caught-failure.ts';
import {logDestination} from '../../source/practice/scenarios/log-destination.ts';
import {stuckJob} from '../../source/practice/scenarios/stuck-job.ts';
import type {AccountState, TrailEventState} from '../../source/practice/state.ts';
import {practiceIncident} from '../support/practice-incident.ts';

const unused = ({region, accountId, partition}: AccountState) => ({
	kind: 'not-created' as const,
	partition,
	region,
	accountId,
	facts: noFacts,
	roleArn: 'arn:aws:iam::123456789012:role/unused',
	logGroupArn: null,
});

async function changesWith(arrange: (state: AccountState) => void) {
	const {account, state, clock} = practiceIncident(caughtFailure, arrange);
	const reads = memoise(account.reads);
	const followed = await followFailure(reads, caughtFailure.executionArn ?? '');
	return readChanges(
		{followed, subject: unused(state)},
		{reads, location: state, now: clock.now()},
	);
}

const first = ({trail}: AccountState): TrailEventState => {
	const [event] = trail;

	if (!event) {
		throw new Error('The scenario has no event.');
	}

	return event;
};

const cause = ({executions}: AccountState, text: string): void => {
	for (const {details} of executions.flatMap(({history}) => history)) {
		if (details.error !== undefined && details.error !== 'OrderFailed') {
			details.cause = text;
		}
	}
};

describe('what is looked up of what changed', () => {
	it('looks at the policies of the role, the state machine, the function, the key and the log policies', async () => {
		const account = '123456789012';
		const key = 'a1b2c3d4-0000-4000-8000-000000000001';
		const own = `arn:aws:kms:eu-west-1:${account}:key/${key}`;
		const changes = await changesWith(state => {
			const event = first(state);
			const [machine] = state.stateMachines.filter(({name}) => name === 'order-payment');
			const policy = `arn:aws:iam::${account}:policy/payments`;
			const add = (source: string, name: string, requestParameters: object) =>
				state.trail.push({
					...event,
					resources: [],
					source,
					name,
					requestParameters: {...requestParameters},
				});

			if (machine) {
				machine.logging = {...machine.logging, level: 'ALL'};
			}

			cause(state, `The ciphertext refers to a key: ${own}`);
			state.managedPolicies.push({
				arn: policy,
				name: 'payments',
				path: '/',
				createdAt: 0,
				document: '{"Version":"2012-10-17","Statement":[]}',
			});
			state.roles
				.find(({name}) => name === 'order-payment-role')
				?.versions.at(-1)
				?.attachedPolicyArns.push(policy);
			add('iam.amazonaws.com', 'CreatePolicyVersion', {policyArn: policy});
			add('iam.amazonaws.com', 'CreatePolicyVersion', {policyArn: `${policy}-of-others`});
			add('states.amazonaws.com', 'UpdateStateMachine', {stateMachineArn: machine?.arn});
			add('lambda.amazonaws.com', 'UpdateFunctionCode20150331v2', {
				functionName: 'order-payment-charge',
			});
			add('lambda.amazonaws.com', 'UpdateFunctionConfiguration20150331v2', {
				functionName: 'another',
			});
			add('kms.amazonaws.com', 'PutKeyPolicy', {keyId: key});
			add('logs.amazonaws.com', 'PutResourcePolicy', {policyName: 'delivery'});
			add('secretsmanager.amazonaws.com', 'PutResourcePolicy', {secretId: 'x'});
		});
		expect(changes?.events.map(({name, on}) => `${name} on ${on}`)).toEqual([
			'PutRolePolicy on role order-payment-role',
			'CreatePolicyVersion on policy payments',
			'UpdateStateMachine on state machine order-payment',
			'UpdateFunctionCode on function order-payment-charge',
			`PutKeyPolicy on key ${key}`,
			'PutResourcePolicy on log resource policy delivery',
		]);
	});

	it('looks at the last 7 days of what a pasted error is about', async () => {
		const key = 'arn:aws:kms:eu-west-1:123456789012:key/a1b2c3d4-0000-4000-8000-000000000001';
		const {account, state, clock} = practiceIncident(logDestination, ({trail, stateMachines}) => {
			const event = {
				at: 0,
				who: 'arn:aws:iam::123456789012:user/kim',
				resources: [],
				errorCode: null,
			};
			const add = (source: string, name: string, requestParameters: object) =>
				trail.push({...event, source, name, requestParameters: {...requestParameters}});
			add('logs.amazonaws.com', 'DeleteResourcePolicy', {policyName: 'delivery'});
			add('logs.amazonaws.com', 'DeleteLogGroup', {logGroupName: '/workflows/orders'});
			add('kms.amazonaws.com', 'DisableKey', {keyId: key});
			add('iam.amazonaws.com', 'DeleteRolePolicy', {});
			Object.assign(trail.at(-1) ?? {}, {resources: ['orders-role']});
			stateMachines.length = 0;
		});
		for (const event of state.trail) {
			event.at = clock.now() - 3_600_000;
		}
		const changes = await readChanges(
			{
				followed: null,
				subject: {
					...unused(state),
					roleArn: 'arn:aws:iam::123456789012:role/orders-role',
					logGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/workflows/orders',
					facts: {...noFacts, resource: key},
				},
			},
			{reads: memoise(account.reads), location: state, now: clock.now()},
		);
		expect(changes.title).toBe('Recent changes');
		expect(changes.events.map(({name, on}) => `${name} on ${on}`)).toEqual([
			'DeleteRolePolicy on role orders-role',
			`DisableKey on key ${key.split('/')[1]}`,
			'DeleteResourcePolicy on log resource policy delivery',
			'DeleteLogGroup on log group /workflows/orders',
		]);
		expect(changes.notes[0]).toMatch(/not known when it failed: the changes of the last 7 days/);
	});

	it('looks up to now while the execution is still running', async () => {
		const {account, state, clock} = practiceIncident(stuckJob);
		const reads = memoise(account.reads);
		const [running] = state.executions.filter(({status}) => status === 'RUNNING');
		const followed = await followFailure(reads, running?.arn ?? '');
		const now = clock.now();
		const changes = await readChanges(
			{followed, subject: unused(state)},
			{reads, location: state, now},
		);
		expect(changes.title).toBe('Recent changes');
		expect(changes.to?.getTime()).toBe(now);
		expect(changes.notes.join(' ')).toMatch(/still running.*up to 15 minutes.*90 days/);
	});

	it('says which changes were not looked up where a part of it is refused', async () => {
		const changes = await changesWith(({behaviour}) => {
			behaviour.faults.push(
				{operation: 'cloudtrail:LookupEvents', kind: 'access-denied', times: 1},
				{operation: 'iam:ListAttachedRolePolicies', kind: 'access-denied', times: null},
			);
		});
		const notes = changes?.notes.join(' ');
		expect(changes?.unavailable).toBeNull();
		expect(notes).toMatch(
			/no change of state machine order-payment or function order-payment-charge/,
		);
		expect(notes).toMatch(/Not looked up: role order-payment-role\. .*not authorized/);
		expect(notes).toMatch(/attached policies of the role could not be listed/);
	});
});
