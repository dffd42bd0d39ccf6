import {createRequire} from 'node:module';
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

type Hcl = {parseToObject(text: string): [parsed: unknown, faults: unknown]};

/** Terraform's own parser, compiled to JavaScript; null where `npm ci` has not installed it. */
const hcl = ((): Hcl | null => {
	try {
		return createRequire(import.meta.url)('hcl2-parser') as Hcl;
	} catch {
		return null;
	}
})();

function hclOf(text: string): unknown {
	const [parsed] = hcl?.parseToObject(text) ?? [null];
	expect(parsed, text).not.toBeNull();
	return parsed;
}

const isMissing = (format: PatchFormat): boolean => format === 'terraform' && hcl === null;

const parsers: Record<PatchFormat, (text: string) => void> = {
	cloudformation: text => void yamlOf(text),
	sam: text => void yamlOf(text),
	serverless: text => void yamlOf(text),
	cdk: text => void transformSync(text, {loader: 'ts', logLevel: 'silent'}),
	terraform: text => void hclOf(text),
};

describe.each(patchFormats)('a patch for %s', format => {
	it.skipIf(isMissing(format)).each(names)(
		'is what the tool can read, whatever is called %j',
		name => {
			for (const change of everySample) {
				const patch = patchFor(format, called(change, name));

				if (change.kind !== 'definition') {
					expect(patch).not.toBeNull();
					parsers[format](patch ?? '');
				}
			}
		},
	);
});

describe.each([
	['cloudformation', yamlOf],
	['terraform', hclOf],
] as const)('a patch for %s', (format, parse) => {
	it.skipIf(isMissing(format)).each(names)('names exactly what is meant: %j', name => {
		const inline = everySample.find(({kind}) => kind === 'role-inline-policy');
		const texts = textsIn(parse(patchFor(format, called(inline as Change, name)) ?? ''));
		expect(texts).toContain(name);
	});
});
