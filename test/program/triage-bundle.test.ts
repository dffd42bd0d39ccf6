import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';

const program = path.resolve(import.meta.dirname, '../../bin/sfn-fix.js');

/** Two bundles hold triage: its own, for the start, and the program's, where an option comes before the command. */
const runOf = (args: readonly string[], input = '') => {
	const {status, stdout, stderr} = spawnSync(process.execPath, [program, ...args], {
		input,
		encoding: 'utf8',
		env: {...process.env, NO_COLOR: '1'},
	});
	return {status, stdout, stderr};
};

const texts = [
	flows.map(({examples}) => examples[0]).join('\n\n'),
	...['log-destination-denied', 'action-denied', 'task-failed', 'data-path-error'].map(
		id => flows.find(flow => flow.id === id)?.examples[0] ?? '',
	),
	'nothing that anybody knows',
];

describe('the bundle of triage', () => {
	it.each(texts)('says what the whole program says of %j', text => {
		const alone = runOf(['triage'], text);
		const whole = runOf(['--no-color', 'triage'], text);

		expect(alone).toEqual(whole);
		expect(alone.stderr).toBe('');
		expect(runOf(['triage', '--json'], text)).toEqual(runOf(['--json', 'triage'], text));
	});

	it.each([
		[
			['triage', '--help'],
			['--help', 'triage'],
		],
		[
			['triage', '--regoin', 'x'],
			['--regoin', 'triage', 'x'],
		],
		[
			['triage', '--file', '/nowhere'],
			['--file', '/nowhere', 'triage'],
		],
		[
			['triage', '--json', '--file', '/nowhere'],
			['--json', '--file', '/nowhere', 'triage'],
		],
	])('answers %j as the whole program does', (alone, whole) => {
		expect(runOf(alone)).toEqual(runOf(whole));
	});
});
