import {withoutBlockMarks} from './cleaning/block-marks.ts';
import {excerpt} from './cleaning/excerpt.ts';
import {withoutHtml} from './cleaning/html.ts';
import {withoutJsonEscapes} from './cleaning/json-escapes.ts';
import {withoutLineMarks, withoutQuoteMarks} from './cleaning/line-marks.ts';
import {withPlainQuotes} from './cleaning/quotes.ts';
import {withoutTables} from './cleaning/tables.ts';
import {withoutTerminalCodes} from './cleaning/terminal.ts';
import {withoutWraps} from './cleaning/wraps.ts';

const steps: readonly ((text: string) => string)[] = [
	excerpt,
	withoutTerminalCodes,
	withoutHtml,
	withPlainQuotes,
	withoutQuoteMarks,
	withoutBlockMarks,
	withoutTables,
	withoutJsonEscapes,
	withoutLineMarks,
	withoutWraps,
];

/** A pasted text as one line: wrappings and escapes gone, white space folded, broken words and ARNs whole. */
export const cleanText = (text: string): string =>
	steps.reduce((cleaned, step) => step(cleaned), text);
