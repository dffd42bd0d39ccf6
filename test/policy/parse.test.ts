import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	PolicySyntaxError,
	parsePolicy,
	printCompactPolicy,
	printPolicy,
} from '../../source/policy/parse.ts';
import {document} from './arbitraries.ts';

const trust = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {
      "Service": "states.amazonaws.com"
    },
    "Action": "sts:AssumeRole",
    "Condition": {
      "Bool": {
        "aws:SecureTransport": "true"
      }
    }
  }
}`;

function refusal(text: string): string {
	try {
		parsePolicy(text);
	} catch (error) {
		expect(error).toBeInstanceOf(PolicySyntaxError);
		return (error as Error).message;
	}

	return 'accepted';
}

const withStatement = (statement: unknown) => JSON.stringify({Statement: [statement]});

describe('reading', () => {
	test('scalars and a single statement become lists', () => {
		expect(parsePolicy(trust)).toEqual({
			Version: '2012-10-17',
			Statement: [
				{
					Effect: 'Allow',
					Principal: {Service: ['states.amazonaws.com']},
					Action: ['sts:AssumeRole'],
					Condition: {Bool: {'aws:SecureTransport': ['true']}},
				},
			],
		});
	});

	test('condition values may be numbers and booleans', () => {
		const text = withStatement({
			Effect: 'Deny',
			Action: '*',
			Resource: '*',
			Condition: {NumericLessThan: {'s3:max-keys': 10}, Bool: {'aws:SecureTransport': [false]}},
		});

		expect(parsePolicy(text).Statement[0]?.Condition).toEqual({
			NumericLessThan: {'s3:max-keys': ['10']},
			Bool: {'aws:SecureTransport': ['false']},
		});
	});

	test.each([
		['', 'The policy document is not valid JSON'],
		['{"Version": "2012-10-17"}', 'The policy document has no "Statement" element.'],
		['[]', 'The policy document must be a JSON object, not a list.'],
		['{"statement": []}', 'unknown element "statement"; write "Statement", since case counts.'],
		['{"Statement": ["x"]}', 'Statement 1 must be a JSON object, not a string.'],
		[withStatement({Action: '*'}), 'Statement 1 has no "Effect" element; write "Allow" or "Deny".'],
		[withStatement({Effect: 'allow'}), 'Effect of statement 1 must be "Allow" or "Deny".'],
		[withStatement({Effect: 'Allow', action: '*'}), 'unknown element "action"; write "Action"'],
		[withStatement({Effect: 'Allow', Action: 7}), 'Action of statement 1 must be a string'],
		[withStatement({Effect: 'Allow', Principal: 'me'}), 'Principal of statement 1 must be "*"'],
		[
			withStatement({Effect: 'Allow', Principal: {aws: '*'}}),
			'Principal of statement 1 has an unknown element "aws"; write "AWS"',
		],
		[
			withStatement({Effect: 'Allow', Condition: {Bool: 'x'}}),
			'Bool in Condition of statement 1 must be a JSON object, not a string.',
		],
	])('%s is refused in one sentence', (text, sentence) => {
		expect(refusal(text)).toContain(sentence);
		expect(refusal(text)).toMatch(/\.$/);
	});

	test('a fault of syntax is placed', () => {
		expect(refusal('{\n  "Version": "2012-10-17"\n  "Statement": []}')).toContain(
			'at line 3, column 3',
		);
	});
});

describe('printing', () => {
	test('what nobody touched stands as it stood', () => {
		expect(printPolicy(parsePolicy(trust))).toBe(trust);
	});

	test('a list that was replaced is printed as a list', () => {
		const {Statement, ...rest} = parsePolicy(trust);
		const widened = Statement.map(statement => ({...statement, Action: ['sts:TagSession']}));

		expect(printCompactPolicy({...rest, Statement: widened})).toContain(
			'"Action":["sts:TagSession"]',
		);
	});

	test('compact means without white space', () => {
		expect(printCompactPolicy(parsePolicy(trust))).toBe(trust.replace(/\s/g, ''));
	});

	test('printing and reading again gives the same document', () => {
		fc.assert(
			fc.property(document, given => {
				expect(parsePolicy(printPolicy(given))).toEqual(given);
				expect(parsePolicy(printCompactPolicy(given))).toEqual(given);
			}),
		);
	});

	test('any text is read or refused as a policy, never otherwise', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), text => {
				const message = refusal(text);
				expect(message.length).toBeGreaterThan(0);
			}),
		);
	});
});
