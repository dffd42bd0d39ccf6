import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {knownRegion, readProfiles} from '../../source/account/profiles.ts';

let folder: string;
const named = (name: string) => path.join(folder, name);
const read = () =>
	readProfiles({
		AWS_CONFIG_FILE: named('config'),
		AWS_SHARED_CREDENTIALS_FILE: named('credentials'),
	});

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'profiles-'));
});

afterEach(() => rmSync(folder, {recursive: true}));

it('reads names and regions of both files, and nothing that is no profile', () => {
	writeFileSync(
		named('config'),
		'[default]\nregion=eu-west-1\n[profile "ops team"]\n[sso-session corp]\nregion = us-east-1\n' +
			'[profile prod]\r\nregion = eu-central-1 # ours\n[services local]\n',
	);
	writeFileSync(named('credentials'), '[prod]\naws_secret_access_key = secret\n[old]\n');
	expect(read()).toEqual([
		{name: 'default', region: 'eu-west-1'},
		{name: 'ops team', region: null},
		{name: 'prod', region: 'eu-central-1'},
		{name: 'old', region: null},
	]);

	const env = {AWS_CONFIG_FILE: named('config'), AWS_PROFILE: 'prod'};
	expect(knownRegion({}, env)).toBe('eu-central-1');
	expect(knownRegion({profile: 'ops team'}, env)).toBeNull();
	expect(knownRegion({}, {...env, AWS_DEFAULT_REGION: 'us-east-1'})).toBe('us-east-1');
});

it('finds none where there are no files', () => {
	expect(read()).toEqual([]);
});
