import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import {describe, expect, test} from 'vitest';
import {demo} from '../source/commands/demo.ts';
import {helpText} from '../source/commands/help.ts';
import {commandNames} from '../source/commands/options.ts';
import {scenarios} from '../source/practice/scenarios/index.ts';
import {screenTexts} from './support/screen-text.ts';

/**
 * How sfn-fix does not speak, and what it says instead. The reader is an engineer at three in the morning, often in a
 * second language: AWS's own terms, plain verbs, no private idiom.
 */
const avoided: ReadonlyArray<{say: string; not: RegExp}> = [
	{say: 'fix, correct', not: /\bmend(?:s|ed|ing)?\b/i},
	{say: 'can, must', not: /\bshall\b/i},
	{say: 'the owner of …, the person who', not: /\bwho(?:ever|soever)\b|\bof whom\b/i},
	{say: 'found, visible', not: /\bin sight\b/i},
	{say: 'undo', not: /\b(?:take|takes|taken|took|taking)(?: [\w-]+){0,4} back\b/i},
	{say: 'assume', not: /\btak(?:e|es|en|ing) (?:it |them |these )?on\b/i},
	{say: 'pass', not: /\bhand(?:s|ed|ing)?(?: [\w-]+){0,2} (?:over|on)\b/i},
	{say: 'pass', not: /\bpass(?:es|ed|ing)? (?:it |them |these )?on\b(?! to\b)/i},
	{say: 'depends on', not: /\bhang(?:s|ing)? on\b/i},
	{say: 'shows, found', not: /\btells? of\b|\btold of\b/i},
	{say: 'cannot tell, unknown', not: /\b(?:not|nothing) to be told\b|\bwould tell\b/i},
	{say: 'blocks, is', not: /\b(?:stand|stands|stood|standing)\b/i},
	{say: 'is missing, needs', not: /\black(?:s|ed|ing)?\b/i},
	// A possibility is "can" or "might": beside "may" a reader has to ask whether it is a permission.
	{say: 'can, is allowed to, might', not: /\bmay\b/i},
	{say: 'its own …, a separate …', not: /\bof (?:its|their|your|his|her|our|one's) own\b/i},
	{say: 'before the write, meanwhile', not: /\bin between\b/i},
	{say: 'must, can', not: /\b(?:is|are|was|were) to (?:be|do|have|get)\b/i},
	{say: 'allows', not: /\blets\b|\blet (?:it|them|the|others)\b/i},
	{say: 'has this name, already has …', not: /\bhas it\b/i},
	{say: 'adds, restores, causes', not: /\b(?:bring|brings|brought)\b/i},
	{say: 'continues', not: /\b(?:go|goes|going|went) on\b|\bway on\b/i},
	{say: 'again, a new …', not: /\banew\b|\bonce more\b/i},
	{say: 'needs, is called', not: /\b(?:ask|asks|asked) of\b/i},
	{say: 'certainly, or the reason', not: /\bsurely\b/i},
	{
		say: 'American spelling, as AWS',
		not: /\bcolour(?:s|ed|ing)?\b|\b(?:un)?authoris\w*|\brecognis\w*/i,
	},
	{
		say: 'American spelling, as AWS',
		not: /\borganisation\w*|\bbehaviours?\b(?! ?:)|\bhonour\w*|\blicence\b/i,
	},
	{
		say: 'American spelling, as AWS',
		not: /\bpractis\w*|\blabelled\b|\bcatalogue\b(?!-)/i,
	},
];

/** The few sentences that keep an avoided word, each with its reason. */
const kept: ReadonlyArray<{text: RegExp; because: string}> = [
	{
		text: /`recognised`|"recognised"|recognised:/,
		because: 'a key of the JSON output, stable until schemaVersion 2',
	},
	{text: /^recognised$/, because: 'the same key in its schema'},
	{text: /^behaviour$/, because: 'a key of the practice account that no screen shows'},
];

/** Word lists and patterns that are compared with pasted texts and never shown. */
const neverShown = new Set([
	'source/incident/cleaning/vocabulary.ts',
	'source/names/name-words.ts',
]);

const root = path.resolve(import.meta.dirname, '..');

const filesIn = (folder: string, ending: RegExp): string[] =>
	readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'})
		.filter(file => ending.test(file))
		.map(file => `${folder}/${file.replaceAll(path.sep, '/')}`);

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const stringsOf = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: value !== null && typeof value === 'object'
			? Object.values(value).flatMap(stringsOf)
			: [];

/** Every avoided word of a text, with the words around it and what to say instead. */
const faultsIn = (text: string, where = ''): string[] =>
	avoided.flatMap(({say, not}) =>
		[...text.matchAll(new RegExp(not, `${not.flags}g`))]
			.map(({0: found, index}) => ({
				found,
				around: text.slice(Math.max(0, index - 40), index + found.length + 40).replace(/\s+/g, ' '),
			}))
			.filter(({around}) => !kept.some(exception => exception.text.test(around)))
			.map(({found, around}) => `${where}"${found}" in "${around}": say ${say}`),
	);

describe('words that sfn-fix does not use', () => {
	const code = [...filesIn('source', /\.tsx?$/), ...filesIn('flows', /\.ts$/)].filter(
		file => !neverShown.has(file),
	);

	test('are in no text of the code that can reach a screen', () => {
		const faults = code.flatMap(file =>
			screenTexts(read(file), file.endsWith('x')).flatMap(({line, text}) =>
				faultsIn(text, `${file}:${line} `),
			),
		);

		expect(faults).toEqual([]);
	});

	test('are in no data file of the code', () => {
		const faults = [
			...filesIn('source', /\.json$/),
			...filesIn('flows', /\.json$/),
			...filesIn('schema', /\.json$/),
		].flatMap(file =>
			stringsOf(JSON.parse(read(file))).flatMap(text => faultsIn(text, `${file} `)),
		);

		expect(faults).toEqual([]);
	});

	test('are in no page of the documentation', () => {
		const pages = [
			'README.md',
			'CHANGELOG.md',
			'CONTRIBUTING.md',
			'ARCHITECTURE.md',
			'SECURITY.md',
			'flows/README.md',
			...filesIn('docs', /\.md$/),
		];

		const faults = pages.flatMap(file =>
			read(file)
				.split('\n')
				.flatMap((line, index) => faultsIn(line, `${file}:${index + 1} `)),
		);

		expect(faults).toEqual([]);
	});

	test.each([null, ...commandNames])('are not in the help of %s', command => {
		expect(faultsIn(helpText(command))).toEqual([]);
	});
});

describe('what the practice account shows without a terminal', () => {
	test.each(Object.keys(scenarios))('%s speaks in plain words', async id => {
		const printed = new PassThrough();
		const chunks: string[] = [];
		printed.setEncoding('utf8').on('data', chunk => chunks.push(chunk));

		await demo(
			{command: 'demo', operands: [id], options: {}},
			{stdin: new PassThrough(), stdout: printed, stderr: printed},
		);

		const transcript = chunks.join('');
		expect(transcript.length).toBeGreaterThan(200);
		// Lines are wrapped: a phrase can begin on one and end on the next.
		expect(faultsIn(transcript.replace(/\s+/g, ' '))).toEqual([]);
	});
});

describe('the reader of the code', () => {
	test.each([
		["const a = 'one'; // 'two'", ['one']],
		['const a = `x $' + "{b ? 'in' : `$" + '{c} deep`} y`;', ['x ', 'in', '', ' deep', ' y']],
		["a.replace(/it's/g, \"b\") / 2 + 'c'", ['b', 'c']],
		["/* 'no' */ f('it\\'s')", ["it\\'s"]],
	])('finds the texts of %s', (source, texts) => {
		expect(screenTexts(source).map(({text}) => text)).toEqual(texts);
	});

	test('finds the text between JSX tags', () => {
		expect(screenTexts('<Words>plain words</Words>', true).map(({text}) => text)).toEqual([
			'plain words',
		]);
	});
});
