import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {judgePair} from './judge-pair.ts';
import type {WorkflowPair} from './pairs.ts';

type Made = {
	id: string;
	definition: object;
	statements: object[];
	tracing?: boolean;
	taskDefinitions?: WorkflowPair['taskDefinitions'];
};

/**
 * State machines of one construct each and what aws-cdk-lib 2.276.0 grants their roles, one a line. Left out are those
 * whose grant names another IAM prefix than the action has, or a path or a name that only the run knows.
 */
const made = read('cdk-grants.jsonl');

/** As SAM's policy templates and connectors, and the roles that the console makes, grant one state each. */
const written = read('sam-and-console-grants.jsonl');

function read(file: string): Made[] {
	return readFileSync(new URL(file, import.meta.url), 'utf8')
		.trim()
		.split('\n')
		.map(line => JSON.parse(line) as Made);
}

const pairOf = ({id, definition, statements, tracing, taskDefinitions}: Made): WorkflowPair => ({
	id,
	name: id,
	type: 'STANDARD',
	tracing: tracing ?? false,
	definition,
	policies: [
		{kind: 'inline', name: 'own', document: {Version: '2012-10-17', Statement: statements}},
	],
	...(taskDefinitions && {taskDefinitions}),
	notes: {expected: 'healthy', why: ''},
});

test.each([
	['the AWS CDK makes it', made, 100],
	['SAM and the console make it', written, 25],
])(
	'a state machine as %s is healthy, unless another account decides',
	async (_by, machines, atLeast) => {
		const found: string[] = [];

		for (const each of machines) {
			const {verdict, checks} = await judgePair(pairOf(each));
			const words = checks.filter(({outcome}) => outcome !== 'ok').map(({answer}) => answer);
			// Whether the role of another account trusts this one is not known from here.
			const expected = words.some(each => each.includes('account 111122223333'))
				? 'no-verdict'
				: 'healthy';
			found.push(...(verdict === expected ? [] : [`${each.id}: ${verdict}: ${words.join(' | ')}`]));
		}

		expect(machines.length).toBeGreaterThanOrEqual(atLeast);
		expect(found).toEqual([]);
	},
);
