import {spawnSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {generalChecks} from '../../flows/general.ts';
import {flows} from '../../flows/index.ts';
import {check as logGroupExists} from '../../flows/log-delivery/log-group-exists.ts';
import {printAwsCommand} from '../../source/aws/command.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import {loadChecks} from '../../source/diagnosis/flow.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {noFacts} from '../../source/incident/facts.ts';
import {
	aSubject,
	noon,
	notCreatedYet,
	ordersLogGroupArn,
	ordersRoleArn,
} from '../support/samples.ts';

const anywhere = {region: null, profile: null, endpointUrl: null};
const there = {region: 'eu-west-1', profile: 'on call', endpointUrl: 'http://localhost:4566'};
const known = {roleArn: ordersRoleArn, logGroupArn: ordersLogGroupArn};

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

test('what a pasted ARN contains does not run', () => {
	const subject = aSubject({logGroupArn: `${ordersLogGroupArn}$(echo gone)`});
	const [command = []] = logGroupExists.findOut(subject, noon);
	expect(wordsOf(printAwsCommand(command, anywhere))).toContain(
		'/aws/vendedlogs/states/orders$(echo gone)',
	);
});

const hostile = 'arn:aws:states:eu-west-1:123456789012:execution:orders:$(touch x)';
const denied = {
	...noFacts,
	principal: 'arn:aws:sts::123456789012:assumed-role/deployer/ci',
	action: 'lambda:InvokeFunction',
	resource: 'arn:aws:kms:eu-west-1:123456789012:key/1=2',
};

const subjects: Array<[string, Subject]> = [
	['a state machine', aSubject()],
	['a state machine whose role and log group are known', aSubject(known)],
	['an execution', aSubject({...known, executionArn: hostile})],
	['an execution that a text names', aSubject({facts: {...noFacts, executionArn: hostile}})],
	['a denied action', aSubject({...known, facts: denied})],
	['a role and a log group', notCreatedYet()],
];

const checks = [
	...new Map(
		(
			await Promise.all(
				[generalChecks, ...flows.map(flow => flow.checks)].map(of => loadChecks(of())),
			)
		)
			.flat()
			.map(check => [check.id, check]),
	).values(),
];

/** A pipe, a loop or a text to be replaced works in no shell as pasted. */
const placeholder = /^<.*>$|\bVALUE\b|\bSECONDS\b/;

describe.each(subjects)('commands for %s', (_what, subject) => {
	const commands = checks.flatMap(check => check.findOut(subject, noon));

	test('there are some, and none has a placeholder', () => {
		expect(commands.length).toBeGreaterThan(5);
		expect(commands.flat().filter(word => placeholder.test(word))).toEqual([]);
	});

	test.each(['sh', 'bash', 'zsh'])('%s understands each as one command', shell => {
		const found = spawnSync(shell, ['-c', 'true']);

		if (found.error) {
			return;
		}

		const lines = commands.map(command => printAwsCommand(command, there));
		const aws = `aws() { printf '%s\\0' "$@" END; }`;
		const {stdout} = spawnSync(shell, ['-c', [aws, ...lines].join('\n')], {encoding: 'utf8'});
		const options = [
			...['--region', 'eu-west-1', '--profile', 'on call'],
			...['--endpoint-url', 'http://localhost:4566'],
		];

		expect(stdout.split('\0').slice(0, -1)).toEqual(
			commands.flatMap(command => [...command, ...options, 'END']),
		);
	});
});
