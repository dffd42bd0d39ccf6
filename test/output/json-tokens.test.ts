import {expect, test} from 'vitest';
import {jsonTokens} from '../../source/output/json-tokens.ts';

const tokensOf = (text: string) =>
	jsonTokens(text).map(({kind, from, to}) => `${kind} ${text.slice(from, to)}`);

test.each([
	[
		'{"Version": "2012-10-17", "Limit": 10, "On": true}',
		['key "Version"', 'key "Limit"', 'literal 10', 'key "On"', 'literal true'],
	],
	['"a \\" b" : null,', ['key "a \\" b"', 'literal null']],
	[
		'  "Codes": [404, 5e3],\n  -1.5,\n  "n: 1"',
		['key "Codes"', 'literal 404', 'literal 5e3', 'literal -1.5'],
	],
	['put-role-policy --policy-document \'{"Effect": "Allow"}\' --max-items 10', ['key "Effect"']],
	['"10 of 10 actions", true to the word', []],
	[
		'Cause: {"errorMessage":"no such file: 7","code":7}',
		['key "errorMessage"', 'key "code"', 'literal 7'],
	],
	['broken off: "key": "never ends', ['key "key"']],
])('%s', (text, tokens) => {
	expect(tokensOf(text)).toEqual(tokens);
});
