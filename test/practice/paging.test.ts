import fc from 'fast-check';
import {expect, test} from 'vitest';
import {AwsError} from '../../source/practice/aws-error.ts';
import {page} from '../../source/practice/paging.ts';

const invalidToken = () => new AwsError('InvalidToken', 'no such page');

test('going from page to page one meets every entry once, in order', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer(), {maxLength: 60}),
			fc.option(fc.integer({min: 1, max: 20}), {nil: undefined}),
			fc.option(fc.integer({min: 1, max: 20})),
			(all, size, bound) => {
				const met: number[] = [];
				let token: string | undefined;

				do {
					const {entries, nextToken} = page(all, {
						size,
						token,
						defaultSize: 7,
						bound,
						invalidToken,
					});
					expect(entries.length).toBeLessThanOrEqual(Math.min(size ?? 7, bound ?? 20));
					met.push(...entries);
					token = nextToken;
				} while (token !== undefined);

				expect(met).toEqual(all);
			},
		),
	);
});

test('a token that was not given out is refused', () => {
	fc.assert(
		fc.property(fc.string(), token => {
			expect(() =>
				page([1, 2], {size: 1, token, defaultSize: 1, bound: null, invalidToken}),
			).toThrow('no such page');
		}),
	);
});
