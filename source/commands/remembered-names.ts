import {createHash} from 'node:crypto';
import {chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {readProfiles} from '../account/profiles.ts';
import {journalPath} from '../changes/journal.ts';
import {member, parseJson} from '../json.ts';

/** What a shell can complete without asking AWS: the state machines last listed, the remedies last offered. */
export type NameKind = 'machines' | 'remedies';

type Where = {
	[Name in 'profile' | 'region' | 'endpoint-url']?: string | undefined;
};

/** Names of long ago would be completed to what is gone. */
const keptFor = 10 * 60 * 1000;

/** Remembers names for a few minutes, readable by this person alone. Failing to is no failure of the command. */
export function rememberNames(kind: NameKind, names: readonly string[], where: Where): void {
	const file = fileOf(kind, where);

	try {
		mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
		writeFileSync(file, JSON.stringify({at: Date.now(), names}), {mode: 0o600});
		chmodSync(file, 0o600);
	} catch {
		// A folder that cannot be written costs a completion, not the run.
	}
}

/** Empty where nothing was listed here within the last minutes. */
export function rememberedNames(kind: NameKind, where: Where): string[] {
	try {
		const kept = parseJson(readFileSync(fileOf(kind, where), 'utf8'));
		const names = member(kept, 'names');
		const isFresh = Number(member(kept, 'at')) > Date.now() - keptFor;

		return isFresh && Array.isArray(names) ? names.filter(name => typeof name === 'string') : [];
	} catch {
		return [];
	}
}

/** One file for each account and region, as far as the shell can know them without asking AWS. */
function fileOf(kind: NameKind, where: Where): string {
	const {env} = process;
	const profile = where.profile ?? env.AWS_PROFILE ?? null;
	const region = where.region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
	const own = () => readProfiles().find(({name}) => name === (profile ?? 'default'))?.region;
	const key = [
		profile,
		region ?? own() ?? null,
		where['endpoint-url'] ?? env.AWS_ENDPOINT_URL ?? null,
		env.AWS_ACCESS_KEY_ID ?? null,
	];
	const hash = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 16);

	return path.join(path.dirname(journalPath()), `${kind}-${hash}.json`);
}
