import {mkdir, readFile, writeFile} from 'node:fs/promises';

/*
 * Ink as this program needs it: the first frame waits for all that is loaded with it. A replacement fails where a
 * library has another form than it had, so that a new version is looked at.
 */
export const leanInk = building => [
	replacing('ink-without-rarities', {
		// Loaded in development only; bundled they would need a package nobody installs.
		'ink/build/devtools.js': () => '',
		// Errors are told by whoever waits for the end: Ink would show an excerpt of the bundle.
		'ink/build/components/ErrorOverview.js': () => 'export default () => null;',
		// Asked only where the terminal does not tell its size: it starts programs to find out.
		'terminal-size/index.js': () =>
			'export default () => ({columns: Number(process.env.COLUMNS) || 80, rows: Number(process.env.LINES) || 24});',
		'signal-exit/index.js': source =>
			source
				.replace("require('assert')", '{equal() {}}')
				.replace("require('events')", "require('node:events')"),
	}),
	replacing('cells-kept', {'ink/build/output.js': withKeptCells}),
	replacing('graphemes-of-ascii', {
		'string-width/index.js': withQuickWidths,
		'wrap-ansi/index.js': withQuickGraphemes,
		'ink/build/line-update.js': withQuickGraphemes,
		'@alcalzone/ansi-tokenize/build/tokenize.js': withQuickGraphemes,
		'slice-ansi/tokenize-ansi.js': source =>
			withQuickGraphemes(
				source.replaceAll('GRAPHEME_SEGMENTER.segment(', 'GRAPHEME_SEGMENTER.every('),
			),
	}),
	yogaAsFile(building),
];

/** By the path of a file in node_modules: its new text. */
const replacing = (name, files) => ({
	name,
	setup(build) {
		for (const [file, change] of Object.entries(files)) {
			const filter = new RegExp(`[\\\\/]node_modules[\\\\/]${file.replaceAll('/', '[\\\\/]')}$`);

			build.onLoad({filter}, async ({path}) => {
				const source = await readFile(path, 'utf8');
				const contents = change(source);

				if (contents === source) {
					throw anotherForm(path);
				}

				return {contents, loader: 'js'};
			});
		}

		build.onResolve({filter: /^quick-graphemes$/}, ({path}) => ({
			path,
			namespace: 'quick-graphemes',
		}));
		build.onLoad({filter: /./, namespace: 'quick-graphemes'}, () => ({contents: quickGraphemes}));
	},
});

const anotherForm = path =>
	new Error(`${path} has another form than it had: look at what it does now.`);

/** The signs that the screens draw, each a grapheme of one column. */
export const drawnSigns =
	'\\xb7\\u2026\\u2191\\u2193\\u21b3\\u2500-\\u25a0\\u25b2\\u25c6\\u25c7\\u2713\\u2717';

/*
 * Node's tables of Unicode are loaded by the first segmenter, for 12 ms, and by the first question for an emoji, for 20;
 * and of printable ASCII, escapes, line feeds and drawn signs every character is a grapheme.
 */
const quickGraphemes = `
	let segmenter;
	const every = text => (segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'})).segment(text);
	const segment = text => /^[\\x1b\\n -~${drawnSigns}]*$/.test(text)
		? Array.from(text, (segment, index) => ({segment, index}))
		: every(text);
	export const quick = {every, segment};
`;

const withQuickGraphemes = source =>
	`import {quick} from 'quick-graphemes';${source.replace(/new Intl\.Segmenter\([^)]*\)/, 'quick')}`;

const withQuickWidths = source => {
	const ascii = '/^[\\u0020-\\u007E]*$/.test(string)';

	if (!source.includes(ascii)) {
		throw anotherForm('string-width/index.js');
	}

	return withQuickGraphemes(source).replace(
		ascii,
		() => `ambiguousIsNarrow && /^[ -~${drawnSigns}]*$/.test(string)`,
	);
};

/*
 * Ink takes every line of every frame apart into cells, and joins them again. Most lines are those of the frame before:
 * what was found for them is kept, and an empty cell is one object. A cell is replaced, never changed.
 */
const withKeptCells = source =>
	[
		['caches = new OutputCaches();', 'caches = keptCaches();'],
		[
			'const characterLines = [[]];',
			'let lines = this.caches.lines.get(text);\nif (lines === undefined) {\nconst characterLines = [[]];',
		],
		[
			'let lines = characterLines.map(line => styledCharsToString(line));',
			'lines = characterLines.map(line => styledCharsToString(line));\nthis.caches.lines.set(text, lines);\n}',
		],
		[
			'return this.sliceLineToColumns(line, from, to);',
			'return from === 0 && to === width ? line : this.sliceLineToColumns(line, from, to);',
		],
		[/row\.push\(\{[^}]*\}\);/, 'row.push(empty);'],
	].reduce(
		(left, [from, to]) => {
			const next = left.replace(from, to);

			if (next === left) {
				throw anotherForm('ink/build/output.js');
			}

			return next;
		},
		`${source}
			const empty = {type: 'char', value: ' ', fullWidth: false, styles: []};
			const most = 2000;
			let caches;
			function keptCaches() {
				if (caches === undefined || caches.widths.size > most || caches.styledChars.size > most) {
					caches = new OutputCaches();
					caches.lines = new Map();
				}

				return caches;
			}
		`,
	);

/*
 * Yoga carries its WebAssembly as base64, which has to be decoded at every start and hardly compresses; and it starts
 * Node's HTTP client to fetch it. As a file it is read as it is: to unpack it, the first
 * frame would wait for Node's zlib.
 */
const yogaAsFile = building => ({
	name: 'yoga-as-file',
	setup(build) {
		build.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, async ({path}) => {
			const source = await readFile(path, 'utf8');
			const [address, binary] =
				/"data:application\/octet-stream;base64,([\w+/=]{1000,})"/.exec(source) ?? [];
			const contents = `import {readFileSync} from 'node:fs';\n${source
				.replace(address, '""')
				.replace(
					'h.wasmBinary&&',
					"h.wasmBinary=readFileSync(new URL('../yoga.wasm',_scriptDir)),h.wasmBinary&&",
				)
				.replaceAll('typeof fetch', 'typeof void 0')}`;

			if (binary === undefined || !contents.includes('yoga.wasm')) {
				throw anotherForm(path);
			}

			await mkdir(building, {recursive: true});
			await writeFile(`${building}/yoga.wasm`, Buffer.from(binary, 'base64'));
			return {contents, loader: 'js'};
		});
	},
});
