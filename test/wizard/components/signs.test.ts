import {expect, test} from 'vitest';
import {signsFor} from '../../../source/wizard/components/signs.ts';

test.each([
	[{LANG: 'en_US.UTF-8'}, 'linux', '│'],
	[{LANG: 'C', LC_ALL: 'de_DE.utf8'}, 'darwin', '│'],
	[{LANG: 'en_US.UTF-8', LC_ALL: 'C'}, 'linux', '|'],
	[{}, 'linux', '|'],
	[{LANG: 'en_US.UTF-8', TERM: 'dumb'}, 'linux', '|'],
	[{LANG: 'en_US.UTF-8', TERM: 'linux'}, 'linux', '|'],
	[{}, 'win32', '|'],
	[{WT_SESSION: '1'}, 'win32', '│'],
] as const)('%o on %s', (env, platform, rail) => {
	const signs = signsFor({env, platform});
	expect(signs.rail).toBe(rail);
	expect(/^[\0-~]+$/.test(JSON.stringify(signs))).toBe(rail === '|');
});
