import fc from 'fast-check';
import {expect, test} from 'vitest';
import {breakLine, rowsOfLine} from '../../source/output/break-line.ts';

test('a line that is too long is broken after a separator, and every further row begins with a sign', () => {
	expect(
		rowsOfLine('  "logArn": "arn:aws:logs:eu-west-1:1:log-group:/workflows"', 40, '>'),
	).toEqual([
		{text: '  "logArn": "arn:aws:logs:eu-west-1:1:', from: 0, dent: ''},
		{text: 'log-group:/workflows"', from: 38, dent: '  > '},
	]);
	expect(rowsOfLine('short', 40, '>')).toEqual([{text: 'short', from: 0, dent: ''}]);
});

test('its pieces are the line, whatever is in it and however narrow the window is', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme', maxLength: 120}),
			fc.integer({max: 60}),
			(line, columns) => {
				expect(breakLine(line, columns).join('')).toBe(line);
				expect(
					rowsOfLine(line, columns, '>')
						.map(({text}) => text)
						.join(''),
				).toBe(line);
			},
		),
	);
});
