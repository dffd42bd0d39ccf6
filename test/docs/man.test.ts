import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {manPage} from '../../scripts/man-page.ts';
import {commandNames, optionRules} from '../../source/commands/options.ts';

const file = path.resolve(import.meta.dirname, '../../man/sfn-fix.1');
const hasGroff = spawnSync('groff', ['--version']).status === 0;

describe('the man page', () => {
	it('is written by the build', () => {
		expect(readFileSync(file, 'utf8')).toBe(manPage());
	});

	it('names every command and every option', () => {
		const text = manPage().replaceAll('\\-', '-');

		for (const name of commandNames.filter(command => command !== 'wizard')) {
			expect(text).toContain(`.B sfn-fix ${name}`);
		}

		for (const name of Object.keys(optionRules)) {
			expect(text).toContain(`--${name}`);
		}
	});

	it.runIf(hasGroff)('is one that groff formats without a warning, in 80 columns', () => {
		const {stdout, stderr} = spawnSync(
			'groff',
			['-man', '-ww', '-Tutf8', '-P-cbou', '-rLL=78n', file],
			{
				encoding: 'utf8',
				env: {...process.env, GROFF_NO_SGR: '1'},
			},
		);

		expect(stderr).toBe('');
		expect(stdout).toContain('sfn-fix check [target]');
	});
});
