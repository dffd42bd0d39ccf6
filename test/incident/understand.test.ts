import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {understand} from '../../source/incident/understand.ts';
import {type Literal, literals} from './literals.ts';
import {redact, redactions, type Wrapping, wrappings} from './wrappings.ts';

const fields = ['principal', 'action', 'resource'] as const;

/** Of texts that say themselves what is deployed only these are spoken of while deploying. */
const deployFlows = new Set<string | null>([
	'log-destination-denied',
	'log-policy-limit',
	'logging-configuration-invalid',
	'managed-rule-denied',
	'assume-role-denied',
	'caller-pass-role-denied',
	'caller-denied',
	'invalid-definition',
	'already-exists',
	'operation-rejected',
]);

function expectUnderstood(literal: Literal, wrapping: Wrapping, width: number, redaction: string) {
	const text = wrapping.wrap(redact(literal.message, redaction), width);
	const {matches, facts} = understand(text, flows);

	if (!wrapping.deploys || deployFlows.has(literal.flow)) {
		expect(matches[0]?.flow ?? null, text).toBe(literal.flow);
	}

	for (const field of fields) {
		const stated = literal[field];

		if (stated !== undefined) {
			expect(facts[field], text).toBe(redact(stated, redaction));
		}
	}
}

describe('understand', () => {
	it.each(literals)('recognises: $message', literal => {
		expectUnderstood(literal, {name: '', wrap: message => message}, 80, '123456789012');
	});

	it.each(wrappings)('keeps flow and facts of every message pasted from $name', wrapping => {
		fc.assert(
			fc.property(
				fc.constantFrom(...literals),
				fc.integer({min: 40, max: 200}),
				fc.constantFrom(...redactions),
				(literal, width, redaction) => expectUnderstood(literal, wrapping, width, redaction),
			),
			{numRuns: 250},
		);
	});

	it.each(wrappings)(
		'crosses every message with $name, narrow and wide, under every redaction',
		wrapping => {
			const widths = [40, 72, 120];

			for (const [at, literal] of literals.entries()) {
				for (const [step, width] of widths.entries()) {
					const redaction = redactions[(at + step) % redactions.length] ?? '';
					expectUnderstood(literal, wrapping, width, redaction);
				}
			}
		},
	);

	it('puts the first of several errors first and lists the others', () => {
		const text = `Resource handler returned message: "The state machine IAM Role is not authorized to access the Log Destination (Service: AWSStepFunctions; Status Code: 400)"
UPDATE_FAILED  State Machine Does Not Exist: 'arn:aws:states:eu-west-1:123456789012:stateMachine:Orders'`;
		expect(understand(text, flows).matches.map(({flow}) => flow)).toEqual([
			'log-destination-denied',
			'resource-not-found',
		]);
	});

	it('quotes the passages that give a flow away', () => {
		const before = 'deploying, please wait. '.repeat(50);
		const {matches} = understand(
			`${before}AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination. ${before}`,
			flows,
		);
		expect(matches[0]?.quoted.join()).toContain('not authorized to access the Log Destination');

		for (const passage of matches.flatMap(({quoted}) => quoted)) {
			expect(passage.length).toBeLessThanOrEqual(200);
		}
	});

	it.each([
		'',
		'   \n\n ',
		'it does not work',
		'AccessDeniedException',
		'Error: connect ECONNREFUSED 127.0.0.1:5432',
		'system:serviceaccount:default cannot create jobs.batch in the namespace "default"',
		'The ciphertext refers to a customer master key that does not exist (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: 1)',
		'Status: unknown. Express is not responding on port 3000',
	])('says of %j that it knows no such failure', text => {
		expect(understand(text, flows).matches).toEqual([]);
	});

	it('finds the one error in a log of a megabyte', () => {
		const line = (count: number) =>
			`2026-11-20T16:00:00.${count}Z INFO [worker-${count % 7}] order ${count} took ${count % 97} ms\n`;
		const noise = Array.from({length: 8000}, (_, count) => line(count)).join('');
		const {matches, facts} = understand(`${noise}${literals[0]?.message}\n${noise}`, flows);
		expect(matches[0]?.flow).toBe('log-destination-denied');
		expect(facts.errorName).toBe('AccessDeniedException');
	});

	it.each([60_000, 100_000, 10_000_000])(
		'finds the one error among %d characters that all mention state machines',
		length => {
			const line = (count: number) =>
				`2026-11-20T16:00:00Z INFO state machine orders-${(count * 7919).toString(36)} step function ok {"error":null}\n`;
			const noise = Array.from({length: Math.ceil(length / 160)}, (_, count) => line(count)).join(
				'',
			);
			const error =
				'{"error":"DynamoDB.ConditionalCheckFailedException","cause":"The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: 1)"}';
			const {matches} = understand(`${noise}${error}\n${noise}`, flows);
			expect(matches[0]?.flow).toBe('request-rejected');
		},
	);
});
