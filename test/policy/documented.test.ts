import {describe, expect, test} from 'vitest';
import {realAnswer} from '../practice/access/evaluators.ts';
import {examples} from '../practice/access/examples.ts';
import {documentedRequests} from './documented-requests.ts';

const all = [...examples, ...documentedRequests];

test('there are at least 200 requests whose answer AWS documents, each with its page', () => {
	expect(all.length).toBeGreaterThanOrEqual(200);
	expect(
		all.filter(({page}) => !/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/.test(page)),
	).toEqual([]);
});

describe('every request is answered as documented', () => {
	test.each(
		documentedRequests.map((each, index) => ({
			...each,
			title: `${index + 1}: ${each.action} on ${each.resource} is ${each.answer}, ${each.page.split('/').at(-1)}`,
		})),
	)('$title', ({title: _title, answer, ...request}) => {
		expect(realAnswer(request)).toBe(answer);
	});
});
