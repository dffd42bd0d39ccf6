import {readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** Null where the profile names no region. */
export type Profile = {name: string; region: string | null};

/** The profiles of the shared files: their names and regions; nothing else of the files is kept. */
export function readProfiles(env: NodeJS.ProcessEnv = process.env): Profile[] {
	const folder = path.join(homedir(), '.aws');
	const found = new Map<string, string | null>();

	for (const [file, section] of [
		[env.AWS_CONFIG_FILE ?? path.join(folder, 'config'), /^(?:profile\s+(.+)|(default))$/],
		[env.AWS_SHARED_CREDENTIALS_FILE ?? path.join(folder, 'credentials'), /^(.+)$/],
	] as const) {
		let name: string | undefined;

		for (const line of linesOf(file)) {
			const header = /^\s*\[([^\]]+)\]/.exec(line)?.[1]?.trim();
			const [, region] = /^region\s*=\s*(\S+)/.exec(line) ?? [];

			if (header !== undefined) {
				const [, named, other] = section.exec(header) ?? [];
				name = (named ?? other)?.replace(/^(["'])(.*)\1$/, '$2');
			}

			if (name !== undefined) {
				found.set(name, region ?? found.get(name) ?? null);
			}
		}
	}

	return [...found].map(([name, region]) => ({name, region}));
}

/** The region that is asked where nothing else names one, as the SDK finds it. */
export const knownRegion = (
	given: {profile?: string | undefined; region?: string | undefined},
	env: NodeJS.ProcessEnv = process.env,
): string | null => {
	const profile = given.profile || env.AWS_PROFILE || 'default';

	return (
		given.region ||
		env.AWS_REGION ||
		env.AWS_DEFAULT_REGION ||
		(readProfiles(env).find(({name}) => name === profile)?.region ?? null)
	);
};

function linesOf(file: string): string[] {
	try {
		return readFileSync(file, 'utf8').split(/\r?\n/);
	} catch {
		// Credentials can come from elsewhere.
		return [];
	}
}
