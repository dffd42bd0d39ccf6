/** What can be told of anything thrown by the SDK, by Node, or by ourselves. */
export type Thrown = {
	/** AWS's name of the error, or that of the SDK or of Node. */
	name: string;
	/** Node's code (`ENOTFOUND`), where there is one. */
	code: string | null;
	/** One line, without credentials. */
	message: string;
	status: number | null;
	hostname: string | null;
};

const lengthAtMost = 1000;

export function describeThrown(thrown: unknown): Thrown {
	const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Fields;
	// Node tries every address of a host and throws what all of them said together.
	const first = error.errors?.[0];

	// IAM's `NoSuchEntity` has grown an `Exception` in the SDK's name.
	const name = error.Error?.Code ?? error.Code ?? error.name ?? 'Error';
	const message = oneLine(error.message || first?.message || (thrown ? String(thrown) : ''));

	return {
		name,
		code: error.code ?? first?.code ?? null,
		message: isWordless(message) ? `no more was said than ${name}` : message,
		status: error.$metadata?.httpStatusCode ?? error.$response?.statusCode ?? null,
		hostname: error.hostname ?? first?.hostname ?? null,
	};
}

/** What the SDK fills in where an answer has no message, and JavaScript where an object has none. */
const isWordless = (message: string) =>
	/^(?:Error|Unknown(?:Error)?|\[object \w+\])?$/.test(message);

type Fields = {
	name?: string;
	Code?: string;
	Error?: {Code?: string};
	code?: string;
	message?: string;
	hostname?: string;
	errors?: Fields[];
	$metadata?: {httpStatusCode?: number};
	$response?: {statusCode?: number};
};

const secrets: ReadonlyArray<readonly [RegExp, string]> = [
	// SignatureDoesNotMatch goes on with the request's headers, the session token among them.
	[/ ?The Canonical String for this request should have been.*/, ''],
	// The SDK's advice to whoever debugs the SDK.
	[/ ?Deserialization error: to see the raw response.*/, ''],
	[/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, '(access key)'],
	[
		/(security-token|session_?token|secret_?access_?key)["']?\s*[:=]\s*["']?[^\s"',]+/gi,
		'$1 (left out)',
	],
];

function oneLine(message: string): string {
	const line = message
		.slice(0, 10 * lengthAtMost)
		.replace(/\s+/g, ' ')
		.trim();
	const clean = secrets.reduce((text, [secret, instead]) => text.replace(secret, instead), line);

	return clean.length > lengthAtMost ? `${clean.slice(0, lengthAtMost)}…` : clean;
}
