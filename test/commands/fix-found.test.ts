import {PassThrough} from 'node:stream';
import {expect, it, vi} from 'vitest';
import {fixFound} from '../../source/commands/fix-found.ts';
import {InterruptedError} from '../../source/errors.ts';
import {exitStatus} from '../../source/exit-status.ts';

const terminal = () => ({
	stdin: Object.assign(new PassThrough(), {isTTY: true, setRawMode: vi.fn()}),
	stdout: new PassThrough(),
	stderr: new PassThrough(),
});

it('leaves on a Ctrl-C that comes between the checks and the list', async () => {
	const streams = terminal();
	streams.stdin.write('x\u0003');

	await expect(fixFound([], exitStatus.problem, {}, streams)).rejects.toThrow(InterruptedError);
	expect(streams.stdin.setRawMode).toHaveBeenLastCalledWith(false);
});

it('takes no other key for an answer', async () => {
	const streams = terminal();
	streams.stdin.write('1\r');

	expect(await fixFound([], exitStatus.problem, {}, streams)).toBe(exitStatus.problem);
	expect(streams.stdin.read()).toBeNull();
});
