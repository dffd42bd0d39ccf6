import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, it} from 'vitest';
import {runProgram} from '../support/run-program.ts';

const inEmptyState = async (...args: string[]) =>
	runProgram(args, {env: {SFN_FIX_STATE_DIR: await mkdtemp(path.join(tmpdir(), 'sfn-fix-'))}});

it.each([
	['the last change', ['undo'], 'There are no changes to undo.'],
	['a named change', ['undo', 'a1', '--json'], 'Unknown change "a1".'],
	['a fix without a target', ['fix'], 'sfn-fix fix orders'],
	['a check without a target', ['check'], 'sfn-fix check orders'],
])('says what is missing before it asks for a region or credentials: %s', async (_, args, why) => {
	const {status, stderr} = await inEmptyState(...args);
	expect({status, isTold: stderr.includes(why)}).toEqual({status: 2, isTold: true});
});
