import type {Node} from 'jsonc-parser';
import {
	type Document,
	isAlias,
	isMap,
	isScalar,
	isSeq,
	LineCounter,
	parseDocument,
	type Node as YamlNode,
} from 'yaml';
import {isObject, parseJson} from '../json.ts';
import {childOf, nestsTooDeeply, treeOf} from '../json-tree.ts';

/** Line and column count from 1. */
export type Position = {line: number; column: number};

export type DocumentPath = readonly (string | number)[];

/** What a JSON or YAML text says, and where in the text it says it. */
export type FileDocument = {
	value: unknown;
	format: 'JSON' | 'YAML';
	/** Of the value at this path, or of the nearest one around it. */
	positionOf(path: DocumentPath): Position;
	/** Where the content of a string starts, if each of its lines is a line of the file; otherwise null. */
	textStart(path: DocumentPath): Position | null;
};

/** The file cannot be used. The message is one sentence. */
export class TemplateError extends Error {
	override readonly name = 'TemplateError';
	readonly position: Position | null;

	constructor(message: string, position: Position | null = null) {
		super(message);
		this.position = position;
	}
}

/** Whether a text is meant as a JSON object; comments before it are a fault of the object. */
export const startsAnObject = (text: string): boolean =>
	/^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*\{/.test(text);

/** Short forms of CloudFormation's functions become their long forms: `!Ref X` reads as `{"Ref": "X"}`. */
export function readDocument(text: string): FileDocument {
	if (nestsTooDeeply(text)) {
		throw new TemplateError('The file nests too deeply to be read.');
	}

	const value = parseJson(text);
	return value === undefined ? yamlDocument(text) : jsonDocument(text, value);
}

function jsonDocument(text: string, value: unknown): FileDocument {
	const nodeAt = (path: DocumentPath): Node | undefined => {
		const {root} = treeOf(text);
		return path.reduce<Node | undefined>((node, key) => node && childOf(node, key), root);
	};

	const positionAt = positionsIn(text);

	return {
		value,
		format: 'JSON',
		positionOf: path => positionAt(nearest(path, nodeAt)?.offset ?? 0),
		textStart: () => null,
	};
}

function nearest<Found>(path: DocumentPath, find: (path: DocumentPath) => Found | undefined) {
	for (let length = path.length; length > 0; length -= 1) {
		const found = find(path.slice(0, length));

		if (found !== undefined) {
			return found;
		}
	}

	return find([]);
}

/** Looks the line up: a file with many findings is not read again for each of them. */
function positionsIn(text: string): (offset: number) => Position {
	let starts: number[] | undefined;

	return offset => {
		starts ??= [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(end => end.index + end[0].length)];
		let low = 0;
		let high = starts.length - 1;

		while (low < high) {
			const middle = Math.ceil((low + high) / 2);

			if ((starts[middle] ?? 0) <= offset) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}

		return {line: low + 1, column: offset - (starts[low] ?? 0) + 1};
	};
}

/** A definition and a template have at most 1 MB. YAML takes hundreds of times its size in memory. */
const largestYaml = 4 * 1024 * 1024;

function yamlDocument(text: string, isRepaired = false): FileDocument {
	if (text.length > largestYaml) {
		throw new TemplateError('The file is not valid JSON, and too large to be YAML (at most 4 MB).');
	}

	// Each `-` of such a line is one level, which no bracket shows.
	if (/^[ \t]*(?:[-?] +){400}/m.test(text)) {
		throw new TemplateError('The file nests too deeply to be read.');
	}

	const lineCounter = new LineCounter();
	const document = parseDocument(text, {lineCounter, logLevel: 'error', uniqueKeys: false});
	const [error] = document.errors;

	// CloudFormation takes the bracket that closes a map or a list wherever it is indented to.
	if (error?.code === 'BAD_INDENT' && !isRepaired) {
		return yamlDocument(text.replace(/^[ \t]*(?=[}\]])/gm, ' '.repeat(80)), true);
	}

	if (error) {
		throw new TemplateError(...syntaxError(text, error.message, error.linePos?.[0]));
	}

	const position = (offset: number): Position => {
		const {line, col} = lineCounter.linePos(offset);
		return {line, column: col};
	};
	const at = (path: DocumentPath) => nodeAt(document, path);

	return {
		value: contentOf(document.contents, document, {nodes: 0, targets: new Map()}),
		format: 'YAML',
		positionOf: path => position(nearest(path, at)?.range?.[0] ?? 0),
		textStart(path) {
			const node = at(path);
			const isBlock = isScalar(node) && node.type === 'BLOCK_LITERAL';
			return isBlock && node.range ? {line: position(node.range[0]).line + 1, column: 1} : null;
		},
	};
}

function syntaxError(
	text: string,
	message: string,
	at: {line: number; col: number} | undefined,
): [string, Position | null] {
	const what = (message.split('\n')[0] ?? '')
		.replace(/ at line \d+, column \d+:?$/, '')
		.replace(/^Maximum call stack.*/, 'it nests too deeply')
		.replace(/^Source contains multiple documents.*/, 'it holds more than one document');
	const where = at ? ` (line ${at.line}, column ${at.col})` : '';
	const kind = /^\s*[{[]/.test(text) ? 'JSON' : 'JSON or YAML';

	return [
		`The file is not valid ${kind}: ${what}${where}.`,
		at ? {line: at.line, column: at.col} : null,
	];
}

/** An alias counts as often as it is used: a few lines of aliases can stand for millions of nodes. */
const mostNodes = 500_000;

/** `targets`: what each alias names. To find that, the whole document is looked through. */
type Budget = {nodes: number; targets: Map<unknown, unknown>};

function contentOf(node: unknown, document: Document, budget: Budget): unknown {
	budget.nodes += 1;

	if (budget.nodes > mostNodes) {
		throw new TemplateError('The file is too large once its YAML aliases are expanded.');
	}

	if (isAlias(node)) {
		const target = budget.targets.has(node) ? budget.targets.get(node) : node.resolve(document);
		budget.targets.set(node, target);
		return contentOf(target, document, budget);
	}

	return tagged(node, untagged(node, document, budget));
}

function untagged(node: unknown, document: Document, budget: Budget): unknown {
	if (isMap(node)) {
		const pairs = node.items.map(({key, value}): [string, unknown] => [
			String(isScalar(key) ? key.value : key),
			contentOf(value, document, budget),
		]);
		// A merge key (<<) brings in what it names: the mapping's own keys count, and of several mappings the first.
		const merged = pairs.flatMap(([name, value]) =>
			name === '<<' ? [value].flat().filter(isObject).reverse().flatMap(Object.entries) : [],
		);

		return Object.fromEntries([...merged, ...pairs.filter(([name]) => name !== '<<')]);
	}

	if (isSeq(node)) {
		return node.items.map(item => contentOf(item, document, budget));
	}

	return isScalar(node) ? node.value : null;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
function tagged(node: unknown, value: unknown): unknown {
	const tag = (node as YamlNode | null)?.tag;

	if (!tag?.startsWith('!') || tag.startsWith('!!')) {
		return value;
	}

	const name = tag.slice(1);

	return name === 'Ref' || name === 'Condition' ? {[name]: value} : {[`Fn::${name}`]: value};
}

/** A path of the value: what the long form of a tag adds to it is passed over. */
function nodeAt(document: Document, path: DocumentPath): YamlNode | undefined {
	let node: unknown = document.contents;

	for (const segment of path) {
		const content = isAlias(node) ? node.resolve(document) : node;
		const tag = isMap(content) || isSeq(content) || isScalar(content) ? content.tag : undefined;

		if (
			tag?.startsWith('!') &&
			!tag.startsWith('!!') &&
			/^(Ref|Condition|Fn::\w+)$/.test(String(segment))
		) {
			continue;
		}

		node = isMap(content) || isSeq(content) ? content.get(segment, true) : undefined;

		if (node === undefined) {
			return undefined;
		}
	}

	return (node as YamlNode | null) ?? undefined;
}
