import {readPolicy} from '../../access/policy.ts';
import {AwsError} from '../../aws-error.ts';

/** Documents leave IAM percent-encoded as RFC 3986 has it. */
export const encodeDocument = (document: string): string =>
	encodeURIComponent(document).replaceAll(
		/[!'()*]/g,
		character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

export function checkDocument(document: string | undefined): string {
	if (document === undefined || readPolicy('', document) === null) {
		throw new AwsError('MalformedPolicyDocument', 'Syntax errors in policy.');
	}

	return document;
}
