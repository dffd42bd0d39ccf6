/**
 * IAM hands out policy documents URL-encoded after RFC 3986.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
 */
export function decodeDocument(document: string): string {
	// Some AWS-compatible endpoints do not encode: a document that already reads as JSON stays as it is.
	if (document.trimStart().startsWith('{')) {
		return document;
	}

	return decodeURIComponent(document);
}
