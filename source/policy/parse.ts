import type {PolicyDocument} from './document.ts';
import {parseStatement} from './parse-statement.ts';
import {fieldsOf, PolicySyntaxError, single} from './syntax.ts';
import {asList, asWritten} from './written.ts';

export {PolicySyntaxError} from './syntax.ts';

/**
 * Reads the text of a policy. Scalars become lists; element names count with their case, as they do for AWS.
 * Throws PolicySyntaxError: one sentence that says what is wrong and where.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string): PolicyDocument {
	const fields = fieldsOf(parseJson(text), 'The policy document', ['Version', 'Id', 'Statement']);

	if (!fields.has('Statement')) {
		throw new PolicySyntaxError('The policy document has no "Statement" element.');
	}

	return Object.fromEntries(
		[...fields].map(([name, value]) => [
			name,
			name === 'Statement'
				? asList(value, parseStatement)
				: single(value, `${name} of the policy document`),
		]),
	) as PolicyDocument;
}

/** For IAM, where white space does not count. */
export const printPolicy = (document: PolicyDocument): string =>
	JSON.stringify(document, listsAsWritten, 2);

/** For CloudWatch Logs, where every character counts. */
export const printCompactPolicy = (document: PolicyDocument): string =>
	JSON.stringify(document, listsAsWritten);

const listsAsWritten = (_name: string, value: unknown): unknown =>
	Array.isArray(value) ? asWritten(value) : value;

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new PolicySyntaxError(
			`The policy document is not valid JSON${place(text, reason)}: ${reason}.`,
		);
	}
}

function place(text: string, reason: string): string {
	const position = text.trim() === '' ? undefined : /at position (\d{1,9})/.exec(reason)?.[1];

	if (position === undefined) {
		return '';
	}

	const lines = text.slice(0, Number(position)).split('\n');
	return ` at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
