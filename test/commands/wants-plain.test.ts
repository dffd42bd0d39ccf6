import {expect, it} from 'vitest';
import {wantsPlain} from '../../source/plain/streams.ts';

it.each([
	[{SFN_FIX_PLAIN: '1'}, true],
	[{SFN_FIX_PLAIN: 'true', TERM: 'xterm-256color'}, true],
	[{TERM: 'dumb'}, true],
	[{SFN_FIX_PLAIN: '0', TERM: 'dumb'}, true],
	[{SFN_FIX_PLAIN: '0'}, false],
	[{SFN_FIX_PLAIN: 'off'}, false],
	[{SFN_FIX_PLAIN: ''}, false],
	[{TERM: 'xterm-256color'}, false],
	[{}, false],
])('%j: plain lines %s', (env, plain) => {
	expect(wantsPlain(env)).toBe(plain);
});
