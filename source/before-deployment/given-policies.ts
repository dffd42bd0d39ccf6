import {isObject, member} from '../json.ts';
import type {DeployedPolicy, Where} from '../template/deployment.ts';
import {readDocument, TemplateError} from '../template/document.ts';
import {documentOf} from '../template/policy-text.ts';
import {type GivenFile, inWhere} from '../template/read-deployment.ts';

/**
 * A policy as it was named on the command line: a document, a list of statements, or the AWS CLI's answer that holds
 * one.
 */
export function givenPolicy({path, text}: GivenFile): DeployedPolicy {
	const {value} = readDocument(text);
	const document = inDocument(
		member(value, 'PolicyDocument') ?? member(member(value, 'PolicyVersion'), 'Document') ?? value,
	);

	if (!isObject(document) || member(document, 'Statement') === undefined) {
		throw new TemplateError(
			'The file is not an IAM policy document: it has no Statement. A policy document, a list of statements, or the output of aws iam get-role-policy or get-policy-version is expected.',
		);
	}

	const read = documentOf(document);

	if (read.unknown !== null) {
		throw new TemplateError(`The file is not a valid IAM policy document: ${read.unknown}.`);
	}

	return {kind: 'inline', name: path, arn: null, ...read};
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

/** The pseudo parameters of a template in the place of what they stand for. */
export const settledIn = (policy: DeployedPolicy, where: Where): DeployedPolicy => ({
	...policy,
	document: inWhere(policy.document, where),
});
