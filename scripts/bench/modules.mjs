import {build} from 'esbuild';

/**
 * The project's own modules, and the packages, that are loaded together with these entry points: what they import and
 * what that imports, without what is loaded only when it is needed.
 */
export async function modulesLoadedBy(entryPoints, root) {
	const {metafile} = await build({
		absWorkingDir: root,
		entryPoints,
		bundle: true,
		write: false,
		outdir: 'nowhere',
		splitting: true,
		format: 'esm',
		platform: 'node',
		jsx: 'automatic',
		packages: 'external',
		metafile: true,
		logLevel: 'error',
	});
	const loaded = new Set();
	const packages = new Set();
	const visit = file => {
		if (!loaded.has(file)) {
			loaded.add(file);

			for (const {path, kind, external} of metafile.inputs[file]?.imports ?? []) {
				if (kind !== 'dynamic-import' && !external) {
					visit(path);
				} else if (kind !== 'dynamic-import' && !path.startsWith('node:')) {
					packages.add(path);
				}
			}
		}
	};

	entryPoints.forEach(visit);

	return {
		own: [...loaded].filter(file => /^(source|flows)\//.test(file)).sort(),
		packages: [...packages].sort(),
	};
}
