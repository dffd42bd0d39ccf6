import {expect, test, vi} from 'vitest';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {credentials, fakeWire} from './fake-wire.ts';

const {loaded, noting} = vi.hoisted(() => {
	const loaded: string[] = [];
	const noting = (name: string) => async (original: () => Promise<object>) => {
		loaded.push(name);

		return original();
	};

	return {loaded, noting};
});

vi.mock('@aws-sdk/client-sfn', noting('sfn'));
vi.mock('@aws-sdk/client-iam', noting('iam'));
vi.mock('@aws-sdk/client-cloudwatch-logs', noting('cloudwatch-logs'));
vi.mock('@aws-sdk/client-ecs', noting('ecs'));
vi.mock('@aws-sdk/client-sts', noting('sts'));

test('a client is loaded when it is first asked, and only that one', async () => {
	const {requestHandler} = fakeWire({
		'logs:DescribeResourcePolicies': () => ({resourcePolicies: []}),
		'states:ListStateMachines': () => ({stateMachines: []}),
	});
	const {reads} = createAccount({region: 'eu-west-1', requestHandler, credentials});
	expect(loaded).toEqual([]);

	await Promise.all([reads.accountResourcePolicies(), reads.accountResourcePolicies()]);
	expect(loaded).toEqual(['cloudwatch-logs']);

	await reads.listStateMachines();
	expect(loaded).toEqual(['cloudwatch-logs', 'sfn']);
});
