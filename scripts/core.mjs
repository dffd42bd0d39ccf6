import {readdir, readFile} from 'node:fs/promises';
import {build} from 'esbuild';

/** What reads a text. What prints is in both: the first frame waits for nothing else. */
const folders = ['source/incident', 'flows/common', 'flows/failed-run'];
const beside = ['flows/telling-words.json'];

/**
 * Triage has a bundle, and the rest of the program another. What both would hold is in a third one, `core.js`, which
 * both import: `fromCore(path)` is the plugin for a bundle that finds it there.
 */
export async function buildCore({root, common, outfile, inTriage}) {
	const files = [...beside, ...(await filesIn(root))].filter(file => inTriage.has(file));
	const {metafile} = await build({
		...common,
		entryPoints: files,
		bundle: false,
		write: false,
		outdir: 'core',
		alias: {},
	});
	const exported = new Map(
		Object.values(metafile.outputs).map(({entryPoint, exports}) => [
			entryPoint,
			entryPoint.endsWith('.json') ? ['default'] : exports,
		]),
	);
	const named = write =>
		files.map((file, index) => exported.get(file).map(name => write(name, `${name}_${index}`)));
	const inside = named((name, inCore) => `${name} as ${inCore}`);
	const outside = named((name, inCore) => `${inCore} as ${name}`);

	await build({
		...common,
		entryPoints: undefined,
		outfile,
		stdin: {
			contents: files
				.map((file, index) => `export {${inside[index]}} from './${file}';`)
				.join('\n'),
			resolveDir: root,
		},
	});

	return path => ({
		name: 'from-core',
		setup(building) {
			building.onResolve({filter: /^core$/}, () => ({path, external: true, sideEffects: false}));
			building.onLoad({filter: /\.(?:ts|json)$/}, given => {
				const index = files.indexOf(given.path.slice(root.length));
				return index === -1
					? undefined
					: {contents: `export {${outside[index]}} from 'core';`, loader: 'js'};
			});
		},
	});
}

const filesIn = async root => {
	const found = await Promise.all(
		folders.map(async folder =>
			(await readdir(`${root}${folder}`, {recursive: true})).map(name => `${folder}/${name}`),
		),
	);
	return found.flat().filter(file => file.endsWith('.ts'));
};

/** What triage runs, and what says why it could not: the rest of the program is not in its bundle. */
export const triageAlone = {
	name: 'triage-alone',
	setup(build) {
		build.onResolve({filter: /./}, ({kind, path, importer}) =>
			kind !== 'dynamic-import' ||
			/\/(?:triage|report-failure|help|streams|version|under-way|printed-names)\.ts$/.test(path) ||
			/likely-flows\.ts$/.test(importer)
				? undefined
				: {path: 'elsewhere', namespace: 'elsewhere'},
		);
		build.onLoad({filter: /./, namespace: 'elsewhere'}, () => ({
			contents: "throw new Error('This is in dist/cli.js only.');",
		}));
		// Of a flow it reads what recognizes a text and what explains it: our formatter puts each property on a line.
		build.onLoad({filter: /[\\/]flows[\\/][\w-]+\.ts$/}, async ({path}) => ({
			contents: (await readFile(path, 'utf8')).replace(
				/\n\t(?:message|examples|checks|missingInput|retry|lookalikes|snippet):[\s\S]*?(?=\n\t[a-z]|\n\};)/g,
				'',
			),
			loader: 'ts',
		}));
	},
};
