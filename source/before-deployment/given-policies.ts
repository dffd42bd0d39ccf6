import {DefinitionSyntaxError, parseDefinition} from '../definition/parse-definition.ts';
import {isObject, type JsonObject, member} from '../json.ts';
import type {DeployedPolicy, Where} from '../template/deployment.ts';
import {readDocument, startsAnObject, TemplateError} from '../template/document.ts';
import {createResolver} from '../template/intrinsics.ts';
import {documentOf} from '../template/policy-text.ts';
import {type GivenFile, inWhere} from '../template/read-deployment.ts';
import type {Markers} from '../template/unresolved.ts';

/** A policy document as the file has it. */
export type GivenPolicy = {path: string; document: JsonObject};

/**
 * A policy as it was named on the command line: a document, a list of statements, or the AWS CLI's answer that holds
 * one.
 */
export function givenPolicy({path, text}: GivenFile): GivenPolicy {
	if (text.trim() === '') {
		throw new TemplateError('The file is empty.');
	}

	const {value} = readDocument(text.startsWith('%7B') ? JSON.stringify(text.trim()) : text);
	const document = inDocument(
		member(value, 'PolicyDocument') ?? member(member(value, 'PolicyVersion'), 'Document') ?? value,
	);

	if (!isObject(document) || member(document, 'Statement') === undefined) {
		throwIfBroken(text);
		throw new TemplateError(
			'The file is not an IAM policy document: it has no Statement. A policy document, a list of statements, or the output of aws iam get-role-policy or get-policy-version is expected.',
		);
	}

	const statements = [document.Statement].flat();

	if (statements.some(each => ['Principal', 'NotPrincipal'].some(name => member(each, name)))) {
		throw new TemplateError(
			'The file is not a policy of a role: a statement has a Principal, which only trust policies and policies of resources have.',
		);
	}

	const [fault] = statements.flatMap(faultsOf);

	if (fault !== undefined) {
		throw new TemplateError(`The file is not a valid IAM policy document: ${fault}.`);
	}

	return {path, document};
}

/** YAML reads some of what is broken as JSON. */
function throwIfBroken(text: string): void {
	try {
		if (startsAnObject(text)) {
			parseDefinition(text);
		}
	} catch (error) {
		if (error instanceof DefinitionSyntaxError) {
			const {line, column} = error;
			throw new TemplateError(error.message.replace('The definition', 'The file'), {line, column});
		}

		throw error;
	}
}

/** What AWS refuses a statement of a policy for, and no reader of statements. */
function faultsOf(statement: unknown, index: number): string[] {
	const of = (...names: string[]) => names.flatMap(name => member(statement, name) ?? []).flat();
	const isFormed = (text: unknown, form: RegExp) => typeof text !== 'string' || form.test(text);
	const where = `of statement ${index + 1}`;

	if (!isObject(statement)) {
		return ['Statement must be an object or a list of objects'];
	}

	// A function of a template, or a spelling that the reader of policies has the right one for.
	if (member(statement, 'Effect') === undefined) {
		return [];
	}

	return [
		...['Action', 'Resource']
			.filter(name => of(name, `Not${name}`).length === 0)
			.map(name => `${name} ${where} is missing`),
		...of('Action', 'NotAction')
			.filter(text => !isFormed(text, /^\*$|:|\$\{/))
			.map(text => `Action ${where} must name the service (SERVICE:${String(text)})`),
		...of('Resource', 'NotResource')
			.filter(text => !isFormed(text, /^\*|^arn:|\$\{/))
			.map(() => `Resource ${where} must be an ARN or *`),
	];
}

/** With the functions of a template worked out as far as they can be. */
export function policyIn(
	{path, document}: GivenPolicy,
	where: Where,
	markers: Markers,
): DeployedPolicy {
	const resolved = createResolver({}, new Map(), markers, where).resolve(document);
	const read = documentOf(resolved);

	if (read.fault !== undefined) {
		throw new TemplateError(`The file is not a valid IAM policy document: ${read.fault}.`);
	}

	return {
		kind: 'inline',
		name: path,
		arn: null,
		document: inWhere(read.document, where),
		unknown: read.unknown,
	};
}

/** IAM itself answers with the document as text, URL-encoded. */
function inDocument(value: unknown): unknown {
	if (typeof value === 'string') {
		return inDocument(parsed(value));
	}

	const isStatement = (each: unknown) => member(each, 'Effect') !== undefined;

	return Array.isArray(value) && value.length > 0 && value.every(isStatement)
		? {Version: '2012-10-17', Statement: value}
		: isStatement(value)
			? {Version: '2012-10-17', Statement: [value]}
			: value;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text.startsWith('%7B') ? decodeURIComponent(text) : text);
	} catch {
		return null;
	}
}
