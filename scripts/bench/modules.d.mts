export function modulesLoadedBy(
	entryPoints: readonly string[],
	root: string,
): Promise<{own: string[]; packages: string[]}>;
