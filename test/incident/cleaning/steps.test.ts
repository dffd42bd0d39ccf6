import {describe, expect, it} from 'vitest';
import {withPlainQuotes} from '../../../source/incident/clean.ts';
import {excerpt} from '../../../source/incident/cleaning/excerpt.ts';
import {
	withoutHtml,
	withoutJsonEscapes,
	withoutTerminalCodes,
} from '../../../source/incident/cleaning/formats.ts';
import {
	withoutBlockMarks,
	withoutLineMarks,
	withoutQuoteMarks,
} from '../../../source/incident/cleaning/line-marks.ts';

describe('terminal codes', () => {
	it.each([
		['\u001B[1;31mError\u001B[0m: denied', 'Error: denied'],
		['\u001B]8;;https://example.com\u0007link\u001B]8;;\u0007', 'link'],
		['one\r\ntwo\rthree', 'one\ntwo\nthree'],
		['[31mred[0m', 'red'],
		['U\u0000s\u0000e\u0000r\u0000', 'User'],
		['role\u200B/\uFEFFname', 'role/name'],
		['a\u00A0b\tc', 'a b c'],
	])('%j becomes %j', (pasted, cleaned) => {
		expect(withoutTerminalCodes(pasted)).toBe(cleaned);
	});
});

describe('HTML', () => {
	it.each([
		['State &quot;Pay&quot; isn&#39;t reachable', 'State "Pay" isn\'t reachable'],
		['&amp;lt;account&amp;gt;', '<account>'],
		['<p>denied</p>', '\ndenied\n'],
		['<code class="x">iam:PassRole</code>', 'iam:PassRole'],
		['arn:aws:iam::<account>:role/<role-name>', 'arn:aws:iam::<account>:role/<role-name>'],
		['R&D &unknown;', 'R&D &unknown;'],
	])('%j becomes %j', (pasted, cleaned) => {
		expect(withoutHtml(pasted)).toBe(cleaned);
	});
});

describe('quotes', () => {
	it('become straight', () => {
		expect(withPlainQuotes('\u201CCause\u201D: \u2018x\u2019 identity\u2011based')).toBe(
			'"Cause": \'x\' identity-based',
		);
	});
});

describe('JSON escapes', () => {
	it.each([
		['{\\"error\\":\\"X\\"}', '{"error":"X"}'],
		['{\\\\\\"error\\\\\\":\\\\\\"X\\\\\\"}', '{"error":"X"}'],
		['first\\nsecond', 'first second'],
		['arn:aws:iam::1:role\\/x', 'arn:aws:iam::1:role/x'],
		['isn\\u0027t', "isn't"],
		['C:\\Work\\node_modules\\aws-sdk', 'C:\\Work\\node_modules\\aws-sdk'],
		['nothing to undo', 'nothing to undo'],
	])('%j becomes %j', (pasted, cleaned) => {
		expect(withoutJsonEscapes(pasted)).toBe(cleaned);
	});

	it('come off however deep JSON was put into JSON', () => {
		let text = JSON.stringify({error: 'X', cause: "isn't"});

		for (let level = 0; level < 5; level += 1) {
			text = JSON.stringify(text);
		}

		expect(withoutJsonEscapes(text)).toContain('{"error":"X","cause":"isn\'t"}');
	});
});

describe('marks of lines', () => {
	it.each([
		['╷\n│ Error: denied\n╵', '\nError: denied\n'],
		['```text\nError\n```', '\nError\n'],
		['worker_1  | Error', 'Error'],
		['2026-11-20T16:00:56.047Z Error', '\n Error'],
		['[10:32 AM] maria.k: Error', '\n Error'],
		['| Error\n| denied', 'Error\ndenied'],
		['State | Message', 'State | Message'],
	])('%j becomes %j', (pasted, cleaned) => {
		expect(withoutLineMarks(pasted)).toBe(cleaned);
	});

	it.each([
		['> quoted', 'quoted'],
		['> > twice', 'twice'],
		['>> twice', 'twice'],
		['> [!info] noted', 'noted'],
		['arn:aws:iam::<account\n>:role/x', 'arn:aws:iam::<account\n>:role/x'],
	])('%j is quoted as %j', (pasted, cleaned) => {
		expect(withoutQuoteMarks(pasted)).toBe(cleaned);
	});
});

describe('marks of passages', () => {
	it.each([
		['// one\n// two', 'one\ntwo'],
		['\t//// one\n\t////   two', 'one\n  two'],
		['/**\n * one\n */', '\none\n'],
		['# one\n#\n# two', 'one\n\ntwo'],
		['+ one\n+ two', 'one\ntwo'],
		['9: one\n10: two', 'one\ntwo'],
		['[pod/a] one\n[pod/a] two', 'one\ntwo'],
		["echo 'one'\necho 'two'", 'one\ntwo'],
		['"one " +\n  "two"', '"one two"'],
		["'one '\n  + 'two'", "'one two'"],
	])('%j becomes %j', (pasted, cleaned) => {
		expect(withoutBlockMarks(pasted)).toBe(cleaned);
	});

	it.each([
		'# one line',
		'https:\n//example.com',
		'no identity\n-based\n-policy',
		'- one\n- two',
		'* one\n* two',
		'7: one\n9: another',
		'[10:32] jo: one\n[10:33] kim: two',
		'["one",\n"two"]',
		'***:role/x\n***:role/y',
	])('%j stays as it is', text => {
		expect(withoutBlockMarks(text)).toBe(text);
	});
});

describe('excerpt', () => {
	const noise = 'INFO nothing happened here at all\n'.repeat(20_000);

	it('leaves a text of usual length as it is', () => {
		expect(excerpt('Error')).toBe('Error');
	});

	it('keeps what stands around each sign, and drops what repeats', () => {
		const denied = 'User: a is not authorized to perform: states:StartExecution\n';
		const kept = excerpt(`${noise}${denied}${noise}${denied}${noise}Task States.Timeout\n${noise}`);
		expect(kept.split(denied).length).toBe(2);
		expect(kept).toContain('States.Timeout');
		expect(kept.length).toBeLessThan(50_000);
	});

	it('keeps the beginning where nothing tells', () => {
		expect(noise.startsWith(excerpt(noise))).toBe(true);
	});
});
