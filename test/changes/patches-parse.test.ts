import {transformSync} from 'esbuild';
import {describe, expect, it} from 'vitest';
import {parseAllDocuments} from 'yaml';
import {type PatchFormat, patchFor, patchFormats} from '../../source/changes/patch-for-tool.ts';
import type {Change} from '../../source/diagnosis/remedy.ts';
import {everySample} from './sample-changes.ts';

/** Whatever a name holds, it stays a text in the tool's own language. */
const names = [
	'orders',
	'a"b',
	"it's",
	// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of CloudFormation, Terraform and Serverless.
	'${var.name}',
	'%{ if x }',
	'line\nResources:',
	'back\\slash',
	'# no comment',
	'*/ // `x`',
	'{{resolve:ssm:x}}',
	'yes',
	'0',
	'- item: [1',
];

/** The change to something that is called so. */
const called = (change: Change, name: string): Change => {
	const named = Object.entries(change)
		.filter(([field]) => /Name$/.test(field))
		.map(([field]) => [field, name]);
	const arn =
		'stateMachineArn' in change
			? {stateMachineArn: `arn:aws:states:eu-west-1:123456789012:stateMachine:${name}`}
			: {};
	return {...change, ...Object.fromEntries(named), ...arn};
};

/** Every text in a value, for a look whether the name came through whole. */
const textsIn = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: Object.values((value as object | null) ?? {}).flatMap(textsIn);

function yamlOf(text: string): unknown {
	const [document, ...others] = parseAllDocuments(text, {strict: true});
	expect(others).toEqual([]);
	expect([...(document?.errors ?? []), ...(document?.warnings ?? [])]).toEqual([]);
	return document?.toJS();
}

/** Terraform's own grammar, as far as these patches use it: comments, blocks, attributes, strings, JSON. */
function hclFaults(text: string): string[] {
	const code = text.replaceAll(/^\s*#.*$/gm, '');
	const token =
		/\s+|"(?:[^"\\\n$%]|\\(?:["\\nrt]|u[0-9a-fA-F]{4})|\$\$\{|%%\{|\$(?!\{)|%(?!\{))*"|[A-Za-z_][\w-]*|-?\d+(?:\.\d+)?|[{}[\](),=:]/gy;
	const open: string[] = [];
	let at = 0;

	while (at < code.length) {
		token.lastIndex = at;
		const [found] = token.exec(code) ?? [];

		if (found === undefined) {
			return [`no token at ${code.slice(at, at + 40)}`];
		}

		if ('{[('.includes(found)) {
			open.push(found);
		} else if ('}])'.includes(found) && open.pop() !== {'}': '{', ']': '[', ')': '('}[found]) {
			return [`unbalanced ${found}`];
		}

		at += found.length;
	}

	return open;
}

const parsers: Record<PatchFormat, (text: string) => void> = {
	cloudformation: text => void yamlOf(text),
	sam: text => void yamlOf(text),
	serverless: text => void yamlOf(text),
	cdk: text => void transformSync(text, {loader: 'ts', logLevel: 'silent'}),
	terraform: text => expect(hclFaults(text)).toEqual([]),
};

describe.each(patchFormats)('a patch for %s', format => {
	it.each(names)('is what the tool can read, whatever is called %j', name => {
		for (const change of everySample) {
			const patch = patchFor(format, called(change, name));

			if (change.kind !== 'definition') {
				expect(patch).not.toBeNull();
				parsers[format](patch ?? '');
			}
		}
	});
});

describe('a patch in YAML', () => {
	it.each(names)('names exactly what is meant: %j', name => {
		const inline = everySample.find(({kind}) => kind === 'role-inline-policy');
		const texts = textsIn(yamlOf(patchFor('cloudformation', called(inline as Change, name)) ?? ''));
		expect(texts).toContain(name);
	});
});
