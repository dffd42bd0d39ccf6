import {mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {brotliCompressSync, constants} from 'node:zlib';
import {build} from 'esbuild';
import {buildCore, triageAlone} from './core.mjs';
import {leanInk} from './lean-ink.mjs';
import {writeManPage} from './man.mjs';
import {thirdPartyNotices} from './notices.mjs';
import './telling-words.mjs';

const root = new URL('..', import.meta.url).pathname;

// A build that fails leaves the last one standing.
const building = `${root}dist-${process.pid}`;

// Of the YAML library only the reader: what writes YAML, and the types of YAML 1.1 that no template has.
const yamlReader = {
	name: 'yaml-reader',
	setup(build) {
		const nothing = names => names.map(name => `export const ${name} = () => '';`).join('');

		build.onLoad({filter: /[\\/]yaml[\\/]browser[\\/]dist[\\/]stringify[\\/]/}, async ({path}) => ({
			contents: nothing(/^export \{ (.*) \};/m.exec(await readFile(path, 'utf8'))[1].split(', ')),
		}));
		build.onLoad({filter: /[\\/]yaml-1\.1[\\/](?:binary|omap|pairs|set|timestamp)\.js$/}, () => ({
			contents: ['binary', 'omap', 'pairs', 'set', 'timestamp', 'intTime', 'floatTime']
				.map(name => `export const ${name} = undefined;`)
				.join(''),
		}));
		build.onLoad({filter: /[\\/]yaml-1\.1[\\/]schema\.js$/}, () => ({
			contents: "export {schema} from '../core/schema.js';",
		}));
	},
};

// What the SDK would tell of a browser.
const withoutBrowsers = {
	name: 'without-browsers',
	setup(build) {
		build.onLoad({filter: /[\\/]bowser[\\/].*\.m?js$/}, () => ({contents: 'export default {};'}));
	},
};

// Nothing here follows a live tail of logs.
const withoutEventStreams = {
	name: 'without-event-streams',
	setup(build) {
		build.onLoad({filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]event-streams[\\/]index\.js$/}, () => ({
			contents: `
					export const resolveEventStreamSerdeConfig = config => config;
					export const eventStreamSerdeProvider = () => undefined;
					export class EventStreamSerde {
						constructor() {
							throw new Error('Event streams are not read.');
						}
					}
				`,
		}));
	},
};

// A client names its version to AWS; the list of its development dependencies comes along.
const withoutManifests = {
	name: 'without-manifests',
	setup(build) {
		build.onLoad({filter: /[\\/]@aws-sdk[\\/][\w-]+[\\/]package\.json$/}, async ({path}) => ({
			contents: JSON.stringify({version: JSON.parse(await readFile(path, 'utf8')).version}),
			loader: 'json',
		}));
	},
};

// IAM's reference is half a megabyte of text that most runs do not need: packed, and unpacked where it is asked for.
const packedIamTable = {
	name: 'packed-iam-table',
	setup(build) {
		build.onLoad({filter: /[\\/]definition[\\/]iam-table\.ts$/}, async ({path}) => {
			const text = await readFile(new URL('iam-actions.json', `file://${path}`));
			const packed = brotliCompressSync(text, {
				params: {[constants.BROTLI_PARAM_SIZE_HINT]: text.length},
			});
			const contents = `
				import {readFileSync} from 'node:fs';
				import {brotliDecompressSync} from 'node:zlib';
				let table;
				export const iamTable = () => (table ??= JSON.parse(
					brotliDecompressSync(readFileSync(new URL('../iam-actions.br', import.meta.url))).toString(),
				));
			`;
			await mkdir(building, {recursive: true});
			await writeFile(`${building}/iam-actions.br`, packed);

			return {contents, loader: 'js'};
		});
	},
};

// Where the facts come from is for those who change them.
const factsAlone = {
	name: 'facts-alone',
	setup(build) {
		build.onLoad({filter: /[\\/]definition[\\/]integrations\.json$/}, async ({path}) => ({
			contents: JSON.stringify(
				JSON.parse(await readFile(path, 'utf8')).map(({sources, note, pattern, ...facts}) => facts),
			),
			loader: 'json',
		}));
	},
};

// The rest of the program has every flow at hand: one file of them, not one each.
const flowsTogether = {
	name: 'flows-together',
	setup(build) {
		build.onLoad({filter: /likely-flows\.ts$/}, async ({path}) => ({
			contents: (await readFile(path, 'utf8')).replace(
				/import\('[./]*\/flows\/[\w-]+\.ts'\)/g,
				"import('all-flows')",
			),
			loader: 'ts',
		}));
		build.onResolve({filter: /^all-flows$/}, () => ({path: 'all-flows', namespace: 'all-flows'}));
		build.onLoad({filter: /./, namespace: 'all-flows'}, async () => ({
			contents: (await readdir(`${root}flows`))
				.filter(name => name.endsWith('.ts') && !['index.ts', 'general.ts'].includes(name))
				.map(name => `export * from './${name}';`)
				.join('\n'),
			resolveDir: `${root}flows`,
		}));
	},
};

// Every file takes half a millisecond to find, to read and to link, and esbuild makes one of every set of modules that two
// entry points share. What is loaded on demand is loaded by the guided fix: it says so, and what it shares with the guided
// fix or with the clients becomes one file each. The commands that start alone load none of it.
async function sharedInOneFile() {
	const {metafile} = await build({
		...common,
		write: false,
		outdir: building,
		splitting: true,
		packages: 'external',
	});
	const alone =
		/^source\/cli\.ts$|commands\/|flows\/[\w-]+\.ts$|\/(?:triage|streams|version|under-way)\.ts$|pick-on-screen|^all-flows/;
	const onDemand = Object.values(metafile.outputs).flatMap(({entryPoint = ''}) => entryPoint || []);
	const roots = ['source/commands/guided-fix.ts', 'source/account/sdk/create-account.ts'];
	const loaded = new Set();
	const visit = file => {
		if (!loaded.has(file)) {
			loaded.add(file);
			for (const {path, kind, external} of metafile.inputs[file].imports) {
				if (kind === 'import-statement' && !external) {
					visit(path);
				}
			}
		}
	};
	visit(roots[0]);
	// What the first file needs is there for all that follows it, and all but a few commands print.
	const started = ['source/commands/dispatch.ts', 'source/commands/stop-on-signal.ts'];
	const printing = ['source/plain/streams.ts', 'source/output/plain/page.ts'];
	const prints = file =>
		!/\/(?:version|help|completion|printed-names)\.ts$|\/completion\//.test(file);
	const rootsOf = file => [
		...started,
		...(prints(file) ? printing : []),
		...(alone.test(file) || loaded.has(file) || roots.includes(file)
			? []
			: roots.slice(0, file.includes('/sdk/clients/') ? 2 : 1)),
	];
	const joining = new Map(
		onDemand
			.filter(file => /^(?:source|flows)\//.test(file) && file !== 'source/cli.ts')
			.map(file => [`${root}${file}`, rootsOf(file).filter(each => each !== file)]),
	);

	return {
		name: 'shared-in-one-file',
		setup(build) {
			build.onLoad({filter: /\.tsx?$/}, async ({path}) => {
				const joined = joining.get(path);
				return (
					joined && {
						contents: `${joined.map(file => `import '${root}${file}';`).join('')}${await readFile(path, 'utf8')}`,
						loader: path.endsWith('x') ? 'tsx' : 'ts',
					}
				);
			});
		},
	};
}

// Some bundled libraries are CommonJS and ask for Node's own modules with require: it stays in the files that hold one.
const givingRequire =
	"import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);";

/*
 * The files in an order in which each is like the one before it: npm packs them by name, and what compresses the package
 * looks back 32 kB. A fiftieth of the package.
 */
function besideTheirLike(texts) {
	const pairs = new Map(
		Object.entries(texts).map(([file, text]) => {
			const words = text.match(/[A-Za-z_]{3,}/g) ?? [];
			return [file, new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`))];
		}),
	);
	const left = [...pairs.keys()].sort((one, other) => pairs.get(one).size - pairs.get(other).size);
	const ordered = left.splice(0, 1);

	while (left.length > 0) {
		const last = pairs.get(ordered.at(-1));
		const likeness = file => {
			const [few, many] = [last, pairs.get(file)].sort((one, other) => one.size - other.size);
			return [...few].filter(pair => many.has(pair)).length / (few.size + 20);
		};
		const likest = left
			.map(file => ({file, likeness: likeness(file)}))
			.reduce((best, each) => (each.likeness > best.likeness ? each : best));
		ordered.push(...left.splice(left.indexOf(likest.file), 1));
	}

	return ordered;
}

// A hash in each of two hundred names, and in every import of it, cannot be compressed: they cost a sixtieth of the package.
async function shortenNames(chunks) {
	const found = (await readdir(chunks)).sort();
	const texts = await Promise.all(found.map(file => readFile(`${chunks}/${file}`, 'utf8')));
	const given = besideTheirLike(
		Object.fromEntries(
			found.map((file, index) => [
				file,
				texts[index].replace(givingRequire, '').replaceAll(/[\w-]+-[A-Z\d]{8}\.js/g, ''),
			]),
		),
	);
	const names = new Map(given.map((file, index) => [file, `${String(index).padStart(3, '0')}.js`]));

	const anyName = new RegExp(given.map(file => file.replace('.', '\\.')).join('|'), 'g');
	const withShortNames = text => text.replace(anyName, file => names.get(file));

	await Promise.all(
		['cli.js', ...given.map(file => `chunks/${file}`)].map(async file => {
			const text = await readFile(`${building}/${file}`, 'utf8');
			const rest = text.replace(givingRequire, '').trimStart();
			const needed = /\brequire\b/.test(rest) ? text : rest;
			await writeFile(`${building}/${file}`, withShortNames(needed));
		}),
	);

	for (const [file, name] of names) {
		await rename(`${chunks}/${file}`, `${chunks}/${name}`);
	}
}

const common = {
	absWorkingDir: root,
	entryPoints: ['source/cli.ts'],
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	jsx: 'automatic',
	mainFields: ['module', 'main'],
	alias: {
		// For Node the YAML reader names its CommonJS form, of which nothing can be left out.
		yaml: `${root}node_modules/yaml/browser/dist/index.js`,
		// The client that takes on roles for a profile is the one that asks for the identity.
		'@aws-sdk/nested-clients/sts': '@aws-sdk/client-sts',
	},
	define: {'process.env.NODE_ENV': '"production"'},
	minify: true,
	legalComments: 'none',
	// Node 20 has them: as a constructor they would be compiled for every character of every frame.
	supported: {'regexp-unicode-property-escapes': true, 'regexp-set-notation': true},
	metafile: true,
};

async function buildAll() {
	const triage = {...common, outfile: `${building}/triage.js`};
	const {metafile: alone} = await build({...triage, plugins: [triageAlone], write: false});
	const [{inputs}] = Object.values(alone.outputs);
	const fromCore = await buildCore({
		root,
		common,
		outfile: `${building}/core.js`,
		inTriage: new Set(Object.keys(inputs).filter(file => inputs[file].bytesInOutput > 0)),
	});
	const [{metafile}] = await Promise.all([
		build({
			...common,
			outdir: building,
			chunkNames: 'chunks/[name]-[hash]',
			splitting: true,
			plugins: [
				fromCore('../core.js'),
				...leanInk(building),
				yamlReader,
				withoutBrowsers,
				withoutEventStreams,
				withoutManifests,
				packedIamTable,
				factsAlone,
				flowsTogether,
				await sharedInOneFile(),
			],
			banner: {js: givingRequire},
		}),
		// Every file takes a millisecond to find and to link, and triage is over in thirty: it is one file, and the core.
		build({...triage, plugins: [fromCore('./core.js'), triageAlone]}),
	]);

	return metafile;
}

const metafile = await buildAll().catch(async error => {
	await rm(building, {recursive: true, force: true});
	throw error;
});

await shortenNames(`${building}/chunks`);
await writeFile(`${root}THIRD-PARTY-NOTICES`, await thirdPartyNotices(metafile, root));
await writeManPage(root);
await rm(`${root}dist`, {recursive: true, force: true});
await rename(building, `${root}dist`);
