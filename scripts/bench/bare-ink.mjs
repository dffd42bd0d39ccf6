import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {build} from 'esbuild';

/** The smallest Ink application, bundled as this program is: what Node, Yoga and React cost by themselves. */
export async function bareInk(root) {
	const folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-ink-'));
	const outfile = path.join(folder, 'ink.mjs');

	await build({
		absWorkingDir: root,
		stdin: {
			contents:
				"import {render, Text} from 'ink'; import {createElement} from 'react'; render(createElement(Text, null, 'bare frame')); setTimeout(() => {}, 5000);",
			resolveDir: root,
		},
		outfile,
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		minify: true,
		mainFields: ['module', 'main'],
		define: {'process.env.NODE_ENV': '"production"'},
		external: ['react-devtools-core'],
		logLevel: 'error',
		plugins: [
			{
				name: 'without-ink-devtools',
				setup(building) {
					building.onLoad({filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/}, () => ({contents: ''}));
				},
			},
		],
		banner: {
			js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
		},
	});

	return {file: outfile, folder};
}
