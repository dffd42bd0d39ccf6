import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	arnCoverage,
	coverage,
	globCovers,
	globOf,
	globsOverlap,
	literalGlob,
} from '../../source/policy/wildcard.ts';

/** Straight from the definition: slow, and plainly right. */
function naive(pattern: string, text: string): boolean {
	const [first, ...rest] = pattern;

	if (first === undefined) {
		return text === '';
	}

	if (first === '*') {
		return naive(rest.join(''), text) || (text !== '' && naive(pattern, text.slice(1)));
	}

	return text !== '' && (first === '?' || first === text[0]) && naive(rest.join(''), text.slice(1));
}

const pattern = fc.string({unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8});
const text = fc.string({unit: fc.constantFrom('a', 'b', ':'), maxLength: 8});
const matches = (wanted: string, given: string) => globCovers(globOf(wanted), literalGlob(given));

/** Every text of up to four characters. */
const shortTexts = ['', 'a', 'b', ':'].flatMap(a =>
	['', 'a', 'b', ':'].flatMap(b =>
		['', 'a', 'b'].flatMap(c => ['', 'a', 'b'].map(d => a + b + c + d)),
	),
);

describe('matching a text', () => {
	test.each([
		['s3:Get*', 's3:GetObject', true],
		['s3:Get?bject', 's3:GetObject', true],
		['s3:Get?bject', 's3:Getbject', false],
		['arn:aws:s3:::box/*', 'arn:aws:s3:::box/', true],
		['arn:aws:s3:::box/*', 'arn:aws:s3:::box', false],
		['*/test/*', 'a/b/test/c', true],
		['', '', true],
		['', 'a', false],
		['a**b', 'ab', true],
	])('%s and %s: %s', (wanted, given, expected) => {
		expect(matches(wanted, given)).toBe(expected);
	});

	test('agrees with the definition', () => {
		fc.assert(
			fc.property(pattern, text, (wanted, given) => {
				expect(matches(wanted, given)).toBe(naive(wanted, given));
			}),
			{numRuns: 2000},
		);
	});

	test('a literal asterisk is no wildcard, and is matched by one', () => {
		expect(globCovers(literalGlob('a*'), literalGlob('ab'))).toBe(false);
		expect(globCovers(literalGlob('a*'), literalGlob('a*'))).toBe(true);
		expect(globCovers(globOf('a?'), literalGlob('a*'))).toBe(true);
	});

	test('many wildcards over a long text stay quick', () => {
		const before = performance.now();
		expect(matches(`${'*a'.repeat(50)}b`, 'a'.repeat(10_000))).toBe(false);
		expect(performance.now() - before).toBeLessThan(2000);
	});
});

describe('a pattern against a pattern', () => {
	test.each([
		['arn:aws:s3:::box/*', 'arn:aws:s3:::box/logs/*', 'all'],
		['arn:aws:s3:::box/logs/*', 'arn:aws:s3:::box/*', 'some'],
		['arn:aws:s3:::box/*', 'arn:aws:s3:::bag/*', 'none'],
		['a?', 'a*', 'some'],
		['a*', 'a?', 'all'],
		['*?', '?*', 'all'],
		['?*', '*?', 'all'],
		['*a', '*b', 'none'],
	])('%s holds of %s: %s', (outer, inner, expected) => {
		expect(coverage(globOf(outer), globOf(inner))).toBe(expected);
	});

	test('what is covered is matched, text by text', () => {
		fc.assert(
			fc.property(pattern, pattern, (outer, inner) => {
				fc.pre(globCovers(globOf(outer), globOf(inner)));

				for (const one of shortTexts.filter(given => naive(inner, given))) {
					expect(naive(outer, one), one).toBe(true);
				}
			}),
			{numRuns: 300},
		);
	});

	test('what does not overlap has no text in common, and overlapping goes both ways', () => {
		fc.assert(
			fc.property(pattern, pattern, (left, right) => {
				const overlap = globsOverlap(globOf(left), globOf(right));
				const common = shortTexts.some(given => naive(left, given) && naive(right, given));

				expect(globsOverlap(globOf(right), globOf(left))).toBe(overlap);
				expect(overlap || !common).toBe(true);
			}),
			{numRuns: 1000},
		);
	});

	test('short patterns that overlap do have a text in common', () => {
		const short = fc.string({unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 2});

		fc.assert(
			fc.property(short, short, (left, right) => {
				const common = shortTexts.some(given => naive(left, given) && naive(right, given));
				expect(globsOverlap(globOf(left), globOf(right))).toBe(common);
			}),
			{numRuns: 1000},
		);
	});
});

describe('ARNs, part by part', () => {
	test.each([
		['arn:aws:sns:*:123456789012:*', 'arn:aws:sns:eu-west-1:123456789012:topic', 'all'],
		['arn:aws:sns:*:topic', 'arn:aws:sns:eu-west-1:123456789012:topic', 'some'],
		['arn:aws:*:topic', 'arn:aws:sqs:eu-west-1:123456789012:queue', 'none'],
		['arn:aws:s*:::box', 'arn:aws:sns:eu-west-1:123456789012:box', 'none'],
		['arn:aws:logs:*:*:log-group:*', 'arn:aws:logs:eu-west-1:123456789012:log-group:/a:b', 'all'],
		['arn:aws:logs:*:*:*', 'no ARN at all', 'none'],
	])('%s and %s: %s', (wanted, given, expected) => {
		expect(arnCoverage(globOf(wanted), literalGlob(given))).toBe(expected);
	});

	test('an ARN of which only the start is known', () => {
		const known = globOf('arn:aws:logs:eu-west-1:123456789012:*');

		expect(arnCoverage(globOf('arn:aws:logs:eu-west-1:123456789012:*'), known)).toBe('all');
		expect(arnCoverage(globOf('arn:aws:logs:*:123456789012:*'), known)).toBe('all');
		expect(arnCoverage(globOf('arn:aws:logs:eu-west-1:123456789012:log*'), known)).toBe('some');
		expect(arnCoverage(globOf('arn:aws:logs:eu-west-1:111122223333:*'), known)).toBe('none');
		expect(arnCoverage(globOf('arn:aws:logs:*:*:*'), globOf('arn:aws:lo*'))).toBe('some');
		expect(arnCoverage(globOf('arn:aws:*:*:*:*'), globOf('arn:aws:lo*'))).toBe('some');
		expect(arnCoverage(globOf('arn:aws:states:*:*:*'), globOf('arn:aws:lo*'))).toBe('none');
	});
});
