import {expect, test} from 'vitest';
import {evaluateApart, type PolicyRequest} from '../../source/policy/evaluate.ts';
import {addStatements} from '../../source/policy/merge.ts';
import {parsePolicy} from '../../source/policy/parse.ts';

const queue = (index: number) => `arn:aws:sqs:eu-west-1:123456789012:queue-${index}`;

/** Processor time, since other programs may run at the same time. */
function milliseconds(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
}

test('510 statements about an action answer 5,000 requests in half a second', () => {
	const Statement = Array.from({length: 510}, (_, index) => ({
		Effect: index % 10 === 0 ? 'Deny' : 'Allow',
		Action: 'sqs:SendMessage',
		Resource: [queue(index), `${queue(index)}-*`],
		Condition: {Bool: {'aws:SecureTransport': String(index % 10 !== 0)}},
	}));
	const policies = [
		{name: 'many', document: parsePolicy(JSON.stringify({Version: '2012-10-17', Statement}))},
	];
	const asked = (index: number): PolicyRequest => ({
		principal: {
			kind: 'aws',
			arn: 'arn:aws:iam::123456789012:role/orders',
			accountId: '123456789012',
		},
		action: 'sqs:SendMessage',
		resource: queue(index),
		context: {'aws:SecureTransport': {known: ['true']}},
	});
	const answers = new Map<string, number>();
	const took = milliseconds(() => {
		for (let index = 0; index < 5000; index += 1) {
			const {answer} = evaluateApart(asked(index), {policies, boundary: null}).decision;
			answers.set(answer, (answers.get(answer) ?? 0) + 1);
		}
	});

	expect(Object.fromEntries(answers)).toEqual({allowed: 459, 'not-allowed': 4541});
	expect(took).toBeLessThan(500);
});

test.each([
	['the same action on one resource each', (index: number) => ['sqs:SendMessage', queue(index)]],
	['an action each on the same resource', (index: number) => [`sqs:Action${index}`, queue(0)]],
	[
		'wildcards',
		(index: number) => ['sqs:SendMessage', `arn:aws:sqs:eu-west-1:1${index}:queue-${index}*`],
	],
	['nothing in common', (index: number) => [`sqs:Action${index}`, queue(index)]],
])('10,000 statements with %s are added in half a second', (_title, pair) => {
	const statements = Array.from({length: 10_000}, (_, index) => {
		const [action = '', resource = ''] = pair(index);
		return {Effect: 'Allow' as const, Action: [action], Resource: [resource]};
	});
	const took = milliseconds(() => {
		const once = addStatements(null, statements);
		expect(addStatements(once, statements.slice(0, 100))).toEqual(once);
	});

	expect(took).toBeLessThan(1000);
});
