import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {generalChecks} from '../../flows/general.ts';
import {logGroupExists} from '../../flows/log-delivery/log-group-exists.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import {aSubject, notCreatedYet, ordersLogGroupArn} from '../support/samples.ts';

/** The words that a shell makes of it. */
const wordsOf = (line: string): string[] =>
	spawnSync('sh', ['-c', `printf '%s\\n' ${line}`], {encoding: 'utf8'})
		.stdout.split('\n')
		.slice(0, -1);

test.each([
	'plain',
	'/aws/states/a_b.c-d',
	"it's",
	'$(touch x)',
	'`id`',
	'a;b',
	'* ?',
	'"',
	'#a',
	'~',
])('%s is one word for a shell', text => {
	expect(wordsOf(shellQuote(text))).toEqual([text]);
});

test('what a pasted ARN holds does not run', () => {
	const subject = aSubject({logGroupArn: `${ordersLogGroupArn}$(echo gone)`});
	expect(wordsOf(logGroupExists.command(subject))).toContain(
		'/aws/vendedlogs/states/orders$(echo gone)',
	);
});

test.each([
	['a state machine', aSubject()],
	['a role and a log group', notCreatedYet()],
])('every command for %s is well-formed shell', (_what, subject) => {
	for (const check of generalChecks) {
		const {status, stderr} = spawnSync('sh', ['-n', '-c', check.command(subject)], {
			encoding: 'utf8',
		});
		expect([check.id, status, stderr]).toEqual([check.id, 0, '']);
		expect(check.command(subject)).toMatch(/^aws [a-z-]+ [a-z-]+ /);
	}
});
