import {readFile, rename, rm, writeFile} from 'node:fs/promises';
import {brotliCompressSync, constants} from 'node:zlib';
import {build, transform} from 'esbuild';
import {thirdPartyNotices} from './notices.mjs';

const root = new URL('..', import.meta.url).pathname;

// Ink loads its devtools only in development; bundled they would need a package nobody installs.
const withoutInkDevtools = {
	name: 'without-ink-devtools',
	setup(build) {
		build.onLoad({filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/}, () => ({contents: ''}));
	},
};

// Yoga reads its own base64 through fetch where fetch exists, which starts Node's HTTP client: 20 ms of the first frame.
const yogaWithoutFetch = {
	name: 'yoga-without-fetch',
	setup(build) {
		build.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, async ({path}) => {
			const source = await readFile(path, 'utf8');
			const contents = source.replaceAll('typeof fetch', 'typeof void 0');

			if (contents === source) {
				throw new Error(`${path} no longer mentions fetch: look at what Yoga does now.`);
			}

			return {contents, loader: 'js'};
		});
	},
};

// Our own stack traces stay readable; in other people's code short names save a third of the package.
const shortNamesElsewhere = {
	name: 'short-names-elsewhere',
	setup(build) {
		build.onLoad({filter: /[\\/]node_modules[\\/].*\.m?js$/}, async ({path}) => {
			const {code} = await transform(await readFile(path, 'utf8'), {minify: true});
			return {contents: code, loader: 'js'};
		});
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
				import {brotliDecompressSync} from 'node:zlib';
				let table;
				export const iamTable = () => (table ??= JSON.parse(
					brotliDecompressSync(Buffer.from('${packed.toString('base64')}', 'base64')).toString(),
				));
			`;

			return {contents, loader: 'js'};
		});
	},
};

// A build that fails leaves the last one standing.
const building = `${root}dist-${process.pid}`;

const {metafile} = await build({
	absWorkingDir: root,
	entryPoints: ['source/cli.ts'],
	outdir: building,
	chunkNames: 'chunks/[name]-[hash]',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	jsx: 'automatic',
	mainFields: ['module', 'main'],
	define: {'process.env.NODE_ENV': '"production"'},
	minifyWhitespace: true,
	minifySyntax: true,
	legalComments: 'none',
	metafile: true,
	plugins: [withoutInkDevtools, yogaWithoutFetch, shortNamesElsewhere, packedIamTable],
	// Some bundled libraries are CommonJS and ask for Node's own modules with require.
	banner: {
		js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
	},
}).catch(async error => {
	await rm(building, {recursive: true, force: true});
	throw error;
});

await writeFile(`${root}THIRD-PARTY-NOTICES`, await thirdPartyNotices(metafile, root));
await rm(`${root}dist`, {recursive: true, force: true});
await rename(building, `${root}dist`);
