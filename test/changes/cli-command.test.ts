import {execFileSync} from 'node:child_process';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import {cliCommand} from '../../source/changes/cli-command.ts';
import {kindOf, withTexts} from '../../source/changes/kinds/kind-of.ts';
import type {Change} from '../../source/diagnosis/remedy.ts';
import {everySample, inline, samples} from './sample-changes.ts';

/** What a shell hands to the programs of a command line, each word ended by a NUL. */
const wordsIn = (command: string): string[] =>
	execFileSync('sh', ['-c', `aws() { printf '%s\\0' "$@"; }; ${command}`], {encoding: 'utf8'})
		.split('\0')
		.slice(0, -1);

const hostile = [
	`'`,
	`'; rm -rf /; '`,
	'$(id)',
	'`id`',
	'\\',
	'!!',
	'"',
	'a\nb\n',
	'\t',
	'*',
	'~',
	'#',
	'',
	' ',
	'&& id',
	'é漢🙂',
	'%s',
];

test('a quoted text arrives as it is', () => {
	const text = fc.oneof(
		fc.string({unit: 'binary'}).filter(value => !value.includes('\0')),
		fc.array(fc.constantFrom(...hostile)).map(parts => parts.join('')),
	);

	fc.assert(
		fc.property(fc.array(text, {minLength: 1}), texts => {
			expect(wordsIn(`printf '%s\\0' ${texts.map(shellQuote).join(' ')}`)).toEqual(texts);
		}),
		{numRuns: 60},
	);
});

const anywhere = {region: null, profile: null, endpointUrl: null};

/** What is created, and its deletion. */
function bothWays(change: Change): Change[] {
	const deletion = change.before === null ? withTexts(change, change.after, null) : null;
	return deletion ? [change, deletion] : [change];
}

for (const change of everySample) {
	const changes = bothWays(change);

	for (const one of changes) {
		test(`${one.kind}${one.after === null ? ', deleted' : ''}: the command does just this`, () => {
			expect(wordsIn(cliCommand(one, anywhere))).toEqual(kindOf(one).commands(one).flat());
		});
	}
}

test('the commands are those of the AWS CLI', () => {
	const verbs = everySample.flatMap(change =>
		bothWays(change).flatMap(one =>
			kindOf(one)
				.commands(one)
				.map(([service, operation, ...words]) =>
					[service, operation, ...words.filter(word => word.startsWith('--'))].join(' '),
				),
		),
	);

	expect(verbs).toEqual([
		'iam put-role-policy --role-name --policy-name --policy-document',
		'iam delete-role-policy --role-name --policy-name',
		'iam update-assume-role-policy --role-name --policy-document',
		'iam create-policy --policy-name --policy-document',
		'iam attach-role-policy --role-name --policy-arn',
		'iam detach-role-policy --role-name --policy-arn',
		'iam delete-policy --policy-arn',
		'logs put-resource-policy --policy-name --policy-document',
		'logs delete-resource-policy --policy-name',
		'logs put-resource-policy --policy-name --resource-arn --policy-document',
		'logs delete-resource-policy --policy-name --resource-arn',
		'logs create-log-group --log-group-name',
		'logs delete-log-group --log-group-name',
		'stepfunctions update-state-machine --state-machine-arn --logging-configuration',
		'stepfunctions update-state-machine --state-machine-arn --definition',
	]);
});

test('a log group policy carries the revision that is expected', () => {
	const change = {...samples['log-group-resource-policy'], revisionId: 'r4'};
	expect(wordsIn(cliCommand(change, anywhere)).slice(-2)).toEqual(['--expected-revision-id', 'r4']);
});

test('a name that begins with a dash is no option', () => {
	expect(wordsIn(cliCommand(inline({policyName: '-x'}), anywhere))).toContain('--policy-name=-x');
});

test('region, profile and endpoint are said where they are known', () => {
	const place = {region: 'eu-central-1', profile: 'on call', endpointUrl: 'http://localhost:4566'};
	expect(wordsIn(cliCommand(inline(), place)).slice(-6)).toEqual([
		'--region',
		'eu-central-1',
		'--profile',
		'on call',
		'--endpoint-url',
		'http://localhost:4566',
	]);
});
