import {isObject, member} from '../json.ts';
import type {DeployedPolicy} from '../template/deployment.ts';
import {readDocument, TemplateError} from '../template/document.ts';
import {documentOf} from '../template/policy-text.ts';
import type {GivenFile} from '../template/read-deployment.ts';

/** A policy as it was named on the command line: a document, or the AWS CLI's answer that holds one. */
export function givenPolicy({path, text}: GivenFile): DeployedPolicy {
	const {value} = readDocument(text);
	const document =
		member(value, 'PolicyDocument') ?? member(member(value, 'PolicyVersion'), 'Document') ?? value;

	if (!isObject(document) || member(document, 'Statement') === undefined) {
		throw new TemplateError('The file is not an IAM policy document: it has no Statement.');
	}

	const read = documentOf(document);

	if (read.unknown !== null) {
		throw new TemplateError(`The file is not a valid IAM policy document: ${read.unknown}.`);
	}

	return {kind: 'inline', name: path, arn: null, ...read};
}
