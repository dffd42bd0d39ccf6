import {
	DetachRolePolicyCommand,
	PutRolePolicyCommand,
	UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {UpdateStateMachineCommand} from '@aws-sdk/client-sfn';
import {expect, test} from 'vitest';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {notAuthorized} from '../../source/practice/scenarios/build/pastes.ts';
import {allow, loggingActions, trust} from '../../source/practice/scenarios/build/policies.ts';
import {practise} from './clients.ts';
import {arn, deploy, scenario} from './deploy.ts';

test('the permissions of the role count once they have propagated', async () => {
	const practice = practise(scenario('role-without-permissions'));
	await practice.iam.send(
		new PutRolePolicyCommand({
			RoleName: orders.role,
			PolicyName: 'log-delivery',
			PolicyDocument: allow(loggingActions),
		}),
	);

	await expect(deploy(practice)).rejects.toThrow(notAuthorized);

	practice.clock.advance(8000);
	await expect(deploy(practice)).resolves.toBeDefined();
});

test.each(loggingActions.slice(0, 5))('without %s the role cannot set up logging', async action => {
	const practice = practise(scenario('healthy'));
	await practice.iam.send(
		new PutRolePolicyCommand({
			RoleName: orders.role,
			PolicyName: 'log-delivery',
			PolicyDocument: allow(loggingActions.filter(other => other !== action)),
		}),
	);
	practice.clock.advance(8000);

	await expect(deploy(practice)).rejects.toThrow(notAuthorized);
});

test('a young role works after a while, by itself', async () => {
	const practice = practise(scenario('young-role'));
	await expect(deploy(practice)).rejects.toThrow('authorized');

	practice.clock.advance(15_000);
	await expect(deploy(practice)).resolves.toBeDefined();
});

test('another role has to be able to set up the logging that is there', async () => {
	const practice = practise(scenario('healthy'));
	const withRole = (name: string) =>
		practice.sfn.send(
			new UpdateStateMachineCommand({
				stateMachineArn: arn,
				roleArn: `arn:aws:iam::123456789012:role/${name}`,
			}),
		);

	await expect(withRole('nightly-report-role')).rejects.toThrow(notAuthorized);
	await withRole('invoice-nightly-role');
});

test('a new definition goes in though the role may no longer set up logging', async () => {
	const practice = practise(scenario('role-without-permissions'));

	await practice.sfn.send(
		new UpdateStateMachineCommand({
			stateMachineArn: arn,
			definition: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
		}),
	);
});

test('under an explicit deny no Allow helps, and taking the deny away does', async () => {
	const practice = practise(scenario('explicit-deny'));
	const role = practice.state.roles.find(({path}) => path === '/service-role/');
	const policyArn = practice.state.managedPolicies[0]?.arn;

	await practice.iam.send(
		new DetachRolePolicyCommand({RoleName: role?.name, PolicyArn: policyArn}),
	);
	practice.clock.advance(8000);

	await expect(deploy(practice)).resolves.toBeDefined();
});

test('a role that does not trust Step Functions is refused', async () => {
	const practice = practise(scenario('healthy'));
	await practice.iam.send(
		new UpdateAssumeRolePolicyCommand({
			RoleName: orders.role,
			PolicyDocument: trust('lambda.amazonaws.com'),
		}),
	);
	practice.clock.advance(8000);

	await expect(deploy(practice)).rejects.toThrow(
		'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
	);
});

test('the regional principal is trusted too', async () => {
	const practice = practise(scenario('healthy'));
	await practice.iam.send(
		new UpdateAssumeRolePolicyCommand({
			RoleName: orders.role,
			PolicyDocument: trust('states.eu-west-1.amazonaws.com'),
		}),
	);
	practice.clock.advance(8000);

	await expect(deploy(practice)).resolves.toBeDefined();
});
