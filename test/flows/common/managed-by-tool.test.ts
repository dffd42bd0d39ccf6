import {expect, test} from 'vitest';
import {check as managedByTool} from '../../../flows/common/managed-by-tool.ts';
import {answered, ask} from '../../support/ask.ts';
import {anAccount, aRole, notCreatedYet, ordersArn} from '../../support/samples.ts';

const stack = {'aws:cloudformation:stack-name': 'orders-prod'};
const tagged = (stateMachine: Record<string, string>, role: Record<string, string> = {}) =>
	anAccount({stateMachineTags: {[ordersArn]: stateMachine}, roles: [aRole({tags: role})]});

test('names the tool and the stack, and that a fix here may be undone', async () => {
	const {outcome, answer} = await ask(managedByTool, tagged(stack));
	expect(outcome).toBe('warning');
	expect(answer).toContain('The state machine belongs to CloudFormation (orders-prod)');
	expect(answer).toContain('can undo');
});

test('tells the state machine from its role', async () => {
	const {answer} = await ask(managedByTool, tagged(stack, {ManagedBy: 'terraform'}));
	expect(answer).toContain(
		'The state machine belongs to CloudFormation (orders-prod) and its role seems to belong to Terraform',
	);
});

test('without such tags there is nothing to warn of', async () => {
	expect((await ask(managedByTool, tagged({team: 'orders'}))).outcome).toBe('ok');
});

test('the role speaks for a state machine that does not exist yet', async () => {
	const {answer} = await ask(managedByTool, tagged({}, stack), notCreatedYet());
	expect(answer).toContain('Its role belongs to CloudFormation');
});

test('what may be read is told even where the other may not', async () => {
	const {outcome} = await ask(managedByTool, {...tagged(stack), denied: ['role']});
	expect(outcome).toBe('warning');
});

test.each(['role', 'stateMachineTags'] as const)('a denied %s is never ok', async read => {
	const {outcome} = await answered(managedByTool, {...tagged({}), denied: [read]});
	expect(outcome).toBe('unknown');
});
