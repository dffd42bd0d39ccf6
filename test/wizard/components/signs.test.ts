import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {drawnSigns} from '../../../scripts/lean-ink.mjs';
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

// Of any other sign Node has to load its tables of Unicode, for which the first frame would wait.
test('each sign is one that the build knows as a single column', () => {
	const signs = signsFor({env: {LANG: 'en_US.UTF-8'}, platform: 'linux'});
	const known = new RegExp(`^[ -~${drawnSigns}]$`);
	const drawn = [...new Set([...JSON.stringify(Object.values(signs)), '·', '…'])];
	expect(drawn.filter(sign => !known.test(sign))).toEqual([]);
});

test('each sign that the build knows as a single column takes one', () => {
	const known = new RegExp(`[${drawnSigns}]`);
	const wide = Array.from({length: 0xffff}, (_, code) => String.fromCharCode(code)).filter(
		sign => known.test(sign) && stringWidth(sign) !== 1,
	);
	expect(wide).toEqual([]);
});
