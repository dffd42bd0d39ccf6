import {type Node, type ParseError, printParseErrorCode} from 'jsonc-parser';
import {isObject, type JsonObject} from '../json.ts';
import {deepest, offsetTooDeep, treeOf} from '../json-tree.ts';
import {type QueryLanguage, queryLanguageOf} from './query-language.ts';

export type Definition = {
	/** The text as given: every offset counts in it. */
	text: string;
	root: Node;
	value: JsonObject;
	queryLanguage: QueryLanguage;
};

/** The text is no JSON object. `line` and `column` count from 1. */
export class DefinitionSyntaxError extends Error {
	override readonly name = 'DefinitionSyntaxError';
	readonly line: number;
	readonly column: number;

	constructor(text: string, offset: number, what: string) {
		const {line, column} = positionAt(text, offset);
		super(`The definition is not valid JSON: ${what} at line ${line}, column ${column}.`);
		this.line = line;
		this.column = column;
	}
}

/**
 * Reads an Amazon States Language definition. Fields that are not known are kept and ignored.
 * Throws DefinitionSyntaxError when the text is no JSON object.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export function parseDefinition(text: string): Definition {
	const tooDeep = offsetTooDeep(text);

	if (tooDeep !== null) {
		throw new DefinitionSyntaxError(text, tooDeep, `it nests more than ${deepest} levels`);
	}

	const {root, errors} = treeOf(text);
	const [error] = errors;

	if (error) {
		throw new DefinitionSyntaxError(text, error.offset, wordsFor(error, text));
	}

	const value = strictValue(text);

	if (!root || !isObject(value)) {
		throw new DefinitionSyntaxError(text, root?.offset ?? 0, 'an object { … } was expected');
	}

	return {text, root, value, queryLanguage: queryLanguageOf(value, 'JSONPath')};
}

/** JSON.parse has the last word on what the tolerant parser let pass, and is safe with `__proto__`. */
function strictValue(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const offset = /position (\d{1,9})/.exec(String(error))?.[1];
		throw new DefinitionSyntaxError(text, Number(offset ?? 0), 'an unexpected character');
	}
}

const words: Record<string, string> = {
	InvalidSymbol: 'a word that JSON does not know',
	InvalidNumberFormat: 'a number that JSON does not allow',
	PropertyNameExpected: 'a property name in double quotes was expected',
	ValueExpected: 'a value was expected',
	ColonExpected: 'a colon was expected',
	CommaExpected: 'a comma was expected',
	CloseBraceExpected: 'a closing } was expected',
	CloseBracketExpected: 'a closing ] was expected',
	EndOfFileExpected: 'unexpected text after the end of the document',
	InvalidCommentToken: 'a comment, which JSON does not allow',
	UnexpectedEndOfComment: 'a comment, which JSON does not allow',
	UnexpectedEndOfString: 'a string without its closing quote',
	UnexpectedEndOfNumber: 'a number that breaks off',
	InvalidUnicode: 'a wrong \\u escape in a string',
	InvalidEscapeCharacter: 'a wrong escape in a string',
	InvalidCharacter: 'a control character in a string',
};

function wordsFor(error: ParseError, text: string): string {
	if (text.trim() === '') {
		return 'the text is empty';
	}

	return words[printParseErrorCode(error.error)] ?? 'an unexpected character';
}

function positionAt(text: string, offset: number): {line: number; column: number} {
	const before = text.slice(0, offset).split(/\r\n|\n|\r/);

	return {line: before.length, column: (before.at(-1)?.length ?? 0) + 1};
}
