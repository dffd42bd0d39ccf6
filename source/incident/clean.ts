import {withoutBlockMarks} from './cleaning/block-marks.ts';
import {excerpt} from './cleaning/excerpt.ts';
import {withoutHtml, withoutJsonEscapes, withoutTerminalCodes} from './cleaning/formats.ts';
import {withoutLineMarks, withoutQuoteMarks} from './cleaning/line-marks.ts';
import {withoutTables} from './cleaning/tables.ts';
import {withoutWraps} from './cleaning/wraps.ts';

/** Word processors and chats bend quotes and dashes; AWS's messages are plain ASCII. */
export const withPlainQuotes = (text: string): string =>
	text
		.replace(/[\u2018\u2019\u201A\u201B\u2032]/g, "'")
		.replace(/[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/g, '"')
		.replace(/[\u2010-\u2012\u2212]/g, '-');

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
