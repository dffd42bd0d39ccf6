import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {PolicyDocument} from '../../source/policy/document.ts';
import {evaluateIdentityPolicies} from '../../source/policy/evaluate.ts';
import {settling} from '../../source/template/settle.ts';
import {createMarkers, unknownAccount, unknownRegion} from '../../source/template/unresolved.ts';

const markers = createMarkers();
const open = markers.of('Param', 'open');
const [one, other] = [markers.of('One', 'named'), markers.of('Other', 'named')];
const queue = (name: string, account = unknownAccount, region = unknownRegion) =>
	`arn:aws:sqs:${region}:${account}:${name}`;

function answer(resource: string, ...patterns: string[]): string {
	const document: PolicyDocument = {
		Version: '2012-10-17',
		Statement: [{Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: patterns}],
	};
	const decide = (policy: PolicyDocument) =>
		evaluateIdentityPolicies(
			{
				principal: {
					kind: 'aws',
					arn: 'arn:aws:iam::123456789012:role/r',
					accountId: '123456789012',
				},
				action: 'sqs:SendMessage',
				resource,
				context: {},
			},
			{policies: [{name: 'p', document: policy}], boundary: null},
		).answer;
	const asWritten = decide(document);

	return asWritten === decide(settling(document, false)(resource) ?? document) ? asWritten : 'open';
}

describe('a resource of the file', () => {
	it('is granted by its own text, and not by that of another', () => {
		expect(answer(queue(one), queue(one))).toBe('allowed');
		expect(answer(queue(one), queue(other), `${queue(other)}*`)).toBe('not-allowed');
		expect(answer(queue(one), queue('orders'))).toBe('not-allowed');
		expect(answer(queue(one), '*')).toBe('allowed');
	});

	it('is open where a wildcard or a value that is not known can hit it', () => {
		expect(answer(queue(one), queue('orders-*'))).toBe('open');
		expect(answer(queue(one), open)).toBe('open');
		expect(answer(open, queue('orders'))).toBe('open');
		expect(answer(queue(`${open}-a`), queue('x-a'))).toBe('open');
		expect(answer(queue(`${open}-a`), queue(`${open}-b`))).toBe('not-allowed');
	});

	it('is open where account and region are written out on one side only', () => {
		expect(answer(queue('q'), queue('q', '123456789012', 'eu-west-1'))).toBe('open');
		expect(answer(queue('q'), queue('r', '123456789012', 'eu-west-1'))).toBe('not-allowed');
	});
});

/** However the unknown turns out, an answer that is given holds. */
describe('whatever the unknown values turn out to be', () => {
	const part = fc.constantFrom('orders', 'o*', '*', open, one, 'x', `${open}-x`, `${one}*`, 'x?');
	const values = fc.record({
		open: fc.constantFrom('orders', 'x', 'x-x', 'other'),
		one: fc.constantFrom('stack-One-AB12', 'orders-One-77'),
		account: fc.constantFrom('123456789012', '210987654321'),
		region: fc.constantFrom('eu-west-1', 'us-east-1'),
	});
	const account = fc.constantFrom('123456789012', unknownAccount);

	it('an answer that does not say open is the answer', () => {
		fc.assert(
			fc.property(
				part,
				fc.array(part, {maxLength: 3}),
				account,
				values,
				(name, patterns, id, to) => {
					const known = (text: string) =>
						text
							.replaceAll(open, to.open)
							.replaceAll(one, to.one)
							.replaceAll(unknownAccount, to.account)
							.replaceAll(unknownRegion, to.region);
					fc.pre(!/[*?]/.test(name));
					const resource = queue(name);
					const all = patterns.map(pattern => queue(pattern, id));
					const before = answer(resource, ...all);
					const after = answer(known(resource), ...all.map(known));

					expect(before === 'open' || before === after).toBe(true);
				},
			),
			{numRuns: 500},
		);
	});
});
