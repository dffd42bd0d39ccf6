import {describe, expect, it} from 'vitest';
import {withoutWraps} from '../../../source/incident/cleaning/wraps.ts';

describe('wraps', () => {
	it.each([
		['words', 'is not\nauthorized to', 'is not authorized to'],
		[
			'a word',
			'is not author\nized to perf\norm: iam:Pas\nsRole',
			'is not authorized to perform: iam:PassRole',
		],
		['a hyphen', 'no identity-\nbased policy', 'no identity-based policy'],
		[
			'after a colon',
			'arn:aws:sts::123456789012:\nassumed-role/x/y is',
			'arn:aws:sts::123456789012:assumed-role/x/y is',
		],
		[
			'after a slash',
			'arn:aws:iam::123456789012:role/\nx is',
			'arn:aws:iam::123456789012:role/x is',
		],
		['within arn:', 'resource: a\nrn:aws:s3:::x', 'resource: arn:aws:s3:::x'],
		[
			'a whole ARN',
			'on resource: arn:aws:s3:::x/y\nbecause no',
			'on resource: arn:aws:s3:::x/y because no',
		],
		[
			'an attribute after an ARN of the same length',
			'TARGET_ARN: arn:aws:states:eu-west-1:123456789012:stateMachine:x\nERROR_CODE: NO',
			'TARGET_ARN: arn:aws:states:eu-west-1:123456789012:stateMachine:x ERROR_CODE: NO',
		],
		['a redaction', 'arn:aws:iam::<acc\nount>:role/x', 'arn:aws:iam::<account>:role/x'],
		['indented', 'was\n    refused', 'was refused'],
		['paragraphs', 'lambda:Invoke\n\nFunction', 'lambda:Invoke Function'],
		['two words', 'the state\nmachine role', 'the state machine role'],
	])('%s', (_name, pasted, cleaned) => {
		expect(withoutWraps(pasted)).toBe(cleaned);
	});
});
