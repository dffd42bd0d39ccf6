import {ListExecutionsCommand, UpdateStateMachineCommand} from '@aws-sdk/client-sfn';
import {expect, test} from 'vitest';
import {stateMachineArn} from '../../../source/practice/scenarios/build/names.ts';
import {policy} from '../../../source/practice/scenarios/build/policies.ts';
import {role, stateMachine} from '../../../source/practice/scenarios/build/resources.ts';
import {allows, managedRule} from '../../../source/practice/scenarios/build/statements.ts';
import {definition, task} from '../../../source/practice/scenarios/build/states.ts';
import type {AccountState} from '../../../source/practice/state.ts';
import {play} from './play.ts';

const child = stateMachineArn('child');
const executions = `${child.replace(':stateMachine:', ':execution:')}:*`;
const start = allows('states:StartExecution', child);
const watch = allows('states:DescribeExecution', executions);

const withChild = (only: object) => (state: AccountState, now: number) => {
	state.stateMachines.push(
		stateMachine(now, 'child', {definition: definition('Only', {Only: only})}),
	);
	state.roles.push(role(now, 'child-role', {inlinePolicies: {own: policy()}}));
};

const nested = (pattern: string) => ({
	Only: task(
		`states:startExecution${pattern}`,
		{StateMachineArn: child, Input: {'order.$': '$.order'}},
		{End: true},
	),
});

const passing = {Type: 'Wait', Seconds: 4, End: true};

test('starts the other and waits for its end', async () => {
	const {
		start: begin,
		describe: describeIt,
		sfn,
	} = play(nested('.sync:2'), {
		statements: [start, watch],
		arrange: withChild(passing),
	});
	const arn = await begin({order: 7}, 3);
	expect((await describeIt(arn)).status).toBe('RUNNING');
	const later = await begin({order: 7}, 30);

	const {output = ''} = await describeIt(later);
	expect(JSON.parse(output)).toMatchObject({
		StateMachineArn: child,
		Status: 'SUCCEEDED',
		Output: {order: 7},
	});
	const {executions: children = []} = await sfn.send(
		new ListExecutionsCommand({stateMachineArn: child}),
	);
	expect(children.map(({status}) => status)).toContain('SUCCEEDED');
});

test('.sync gives the output as the text it is', async () => {
	const {start: begin, describe: describeIt} = play(nested('.sync'), {
		statements: [start, watch],
		arrange: withChild(passing),
	});

	const {output = ''} = await describeIt(await begin({order: 7}));
	expect(JSON.parse(output).Output).toBe('{"order":7}');
});

test('fails with States.TaskFailed where the other fails', async () => {
	const {start: begin, describe: describeIt} = play(nested('.sync:2'), {
		statements: [start, watch],
		arrange: withChild({Type: 'Fail', Error: 'Deep', Cause: 'down there'}),
	});

	const {error, cause = ''} = await describeIt(await begin({order: 7}));
	expect(error).toBe('States.TaskFailed');
	expect(JSON.parse(cause)).toMatchObject({Status: 'FAILED', Error: 'Deep', Cause: 'down there'});
});

test('never learns of the end where it may not look', async () => {
	const {start: begin, describe: describeIt} = play(nested('.sync:2'), {
		statements: [start],
		arrange: withChild(passing),
	});

	expect((await describeIt(await begin({order: 7}, 3600))).status).toBe('RUNNING');
});

test('cannot be deployed without the managed rule', async () => {
	const deploy = async (statements: object[]) => {
		const {sfn, stateMachineArn: arn} = play(nested('.sync:2'), {statements});

		return sfn.send(
			new UpdateStateMachineCommand({
				stateMachineArn: arn,
				definition: definition('Only', nested('.sync')),
			}),
		);
	};

	await expect(deploy([start, watch])).rejects.toMatchObject({
		name: 'AccessDeniedException',
		message:
			"'arn:aws:iam::123456789012:role/played-role' is not authorized to create managed-rule.",
	});
	const rule = managedRule('StepFunctionsGetEventsForStepFunctionsExecutionRule');
	expect(await deploy([start, watch, rule])).toHaveProperty('revisionId');
});
