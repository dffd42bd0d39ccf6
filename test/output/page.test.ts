import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createPage, plainStyle, styleFor} from '../../source/output/plain/page.ts';
import {wrap} from '../../source/output/wrap-text.ts';

function printed(
	columns: number | undefined,
	print: (page: ReturnType<typeof createPage>) => void,
): string {
	let text = '';
	const printer = {
		...(columns !== undefined && {columns}),
		write(more: string) {
			text += more;
		},
	};
	print(createPage(printer, plainStyle));
	return text;
}

describe('a page of plain text', () => {
	it('breaks between words and keeps an ARN whole', () => {
		const arn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders';
		expect(printed(30, page => page.paragraph(`The state machine ${arn} exists.`, '  '))).toBe(
			`  The state machine\n  ${arn}\n  exists.\n`,
		);
	});

	it('sets the further lines of an item under its first', () => {
		expect(printed(20, page => page.item('1.', 'one two three four five', ' '))).toBe(
			' 1. one two three\n    four five\n',
		);
	});

	it('breaks nothing where it is piped', () => {
		const words = 'one two three four five '.repeat(20).trim();
		expect(
			printed(undefined, page => {
				page.paragraph(words, '  ');
				page.line(words);
			}),
		).toBe(`  ${words}\n${words}\n`);
	});

	it('breaks a painted line between words, by what is seen of it', () => {
		expect(printed(14, page => page.line('  \u001B[1mone two\u001B[22m three'))).toBe(
			'  \u001B[1mone two\u001B[22m\n  three\n',
		);
	});

	it('prints nothing that could move the cursor', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), text => {
				const shown = printed(80, page => {
					page.paragraph(text);
					page.verbatim(text);
					page.heading(text);
					page.item('-', text);
				});
				expect(shown.replaceAll('\n', '')).not.toMatch(/(?!\t)[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
			}),
		);
	});

	it('loses no word', () => {
		fc.assert(
			fc.property(
				fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
				fc.integer({min: 1, max: 60}),
				(words, width) => {
					expect(wrap(words.join(' '), width, '  ').join(' ').split(/\s+/).filter(Boolean)).toEqual(
						words,
					);
				},
			),
		);
	});
});

describe('colour', () => {
	const paints = (env: Record<string, string>, isTTY = true, noColor = false) =>
		styleFor({isTTY, noColor, env})('red', 'x') !== 'x';

	it('is there in a terminal and nowhere else', () => {
		expect(paints({})).toBe(true);
		expect(paints({}, false)).toBe(false);
	});

	it('is off where NO_COLOR, --no-color or a dumb terminal say so', () => {
		expect(paints({NO_COLOR: '1'})).toBe(false);
		expect(paints({NO_COLOR: ''})).toBe(true);
		expect(paints({TERM: 'dumb'})).toBe(false);
		expect(paints({}, true, true)).toBe(false);
	});
});
