import {expect, test} from 'vitest';
import {accountOver, Refusal} from './fake-wire.ts';

const machine = 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders';
const execution = 'arn:aws:states:eu-west-1:123456789012:execution:orders:run';

const described = (input: Record<string, unknown>, redriveCount = 0) => ({
	executionArn: input.executionArn,
	stateMachineArn: machine,
	name: 'run',
	status: 'RUNNING',
	startDate: 1,
	redriveCount,
});

const lost = (): never => {
	throw Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'});
};

test('a start whose answer is lost is looked for by its name, and never repeated', async () => {
	const {writes, count, inputs} = accountOver({
		'states:StartExecution': lost,
		'states:DescribeExecution': input => described(input),
	});

	const arn = await writes.startExecution(`${machine}:PROD`, '{}');
	const name = inputs('states:StartExecution')[0]?.name;
	expect(name).toMatch(/^sfn-fix-/);
	expect(arn).toBe(`arn:aws:states:eu-west-1:123456789012:execution:orders:${name}`);
	expect(count('states:StartExecution')).toBe(1);
});

test('a start that cannot be found stays unknown', async () => {
	const {writes, count} = accountOver({
		'states:StartExecution': lost,
		'states:DescribeExecution': () => new Refusal('ExecutionDoesNotExist', 'No.'),
	});

	await expect(writes.startExecution(machine, '{}')).rejects.toMatchObject({fate: 'unknown'});
	expect(count('states:StartExecution')).toBe(1);
});

test('a redrive whose answer is lost is told by its count, and never repeated', async () => {
	let redrives = 0;
	const {writes, count} = accountOver({
		'states:RedriveExecution': () => {
			redrives += 1;
			return lost();
		},
		'states:DescribeExecution': input => described(input, redrives),
	});

	await writes.redrive(execution);
	expect(count('states:RedriveExecution')).toBe(1);
});

test('a redrive that did not arrive is an error', async () => {
	const {writes} = accountOver({
		'states:RedriveExecution': lost,
		'states:DescribeExecution': input => described(input),
	});

	await expect(writes.redrive(execution)).rejects.toMatchObject({fate: 'unknown'});
});
