import {expect, test} from 'vitest';
import {cell, code, escaped, fenced, table} from '../../source/output/markdown/markdown.ts';

test.each([
	// No person is called, nothing is linked, and no path becomes a formula.
	['ask @octocat and @org/team.', 'ask `@octocat` and `@org/team`.'],
	['from jo@example.com', 'from `jo@example.com`'],
	['see https://evil.example/a_b?c=1.', 'see `https://evil.example/a_b?c=1`.'],
	['(http://x.example), www.x.example', '(`http://x.example`), `www.x.example`'],
	['mailto:jo', '`mailto:jo`'],
	['the event id #7)', 'the event id `#7`)'],
	['owner/repo#12 GH-3', '`owner/repo#12` `GH-3`'],
	["'$.a.b' in field b.$, and $.c", "'`$.a.b`' in field `b.$`, and `$.c`"],
	['x:$LATEST', '`x:$LATEST`'],
	['@a`b``c', '```@a`b``c```'],
	// Markdown and HTML are shown as they are.
	['<img src=x> **b** _i_ ~s~ `c`', '\\<img src=x\\> \\*\\*b\\*\\* \\_i\\_ \\~s\\~ \\`c\\`'],
	['![i](u) [l](u) a|b &lt;', '!\\[i\\](u) \\[l\\](u) a\\|b &amp;lt;'],
	['# no heading', '\\# no heading'],
	['1. no list', '\\1. no list'],
	['- no list', '\\- no list'],
	['a\nb', 'a b'],
])('%s is shown as it is', (text, shown) => {
	expect(escaped(text)).toBe(shown);
});

test('a bar within code ends no cell, and no run of backticks ends a fence', () => {
	expect(cell(code('a|b'))).toBe('`a\\|b`');
	expect(table(['', ''], [['x', escaped('@a|b')]])).toContain('| x | `@a\\|b` |');
	expect(fenced('', '````\n@a')).toBe('`````\n````\n@a\n`````');
});
