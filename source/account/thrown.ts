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

	return {
		// IAM's `NoSuchEntity` has grown an `Exception` in the SDK's name.
		name: error.Error?.Code ?? error.Code ?? error.name ?? 'Error',
		code: error.code ?? first?.code ?? null,
		message: oneLine(error.message || first?.message || wordsOf(thrown)),
		status: error.$metadata?.httpStatusCode ?? error.$response?.statusCode ?? null,
		hostname: error.hostname ?? first?.hostname ?? null,
	};
}

const wordsOf = (thrown: unknown): string =>
	typeof thrown === 'string' && thrown !== '' ? thrown : 'no reason was given';

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
	[/\s*The Canonical String for this request should have been[\s\S]*/, ''],
	// The SDK's advice to whoever debugs the SDK.
	[/\s*Deserialization error: to see the raw response[\s\S]*/, ''],
	[/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, '(access key)'],
	[
		/(security-token|session_?token|secret_?access_?key)["']?\s*[:=]\s*["']?[^\s"',]+/gi,
		'$1 (left out)',
	],
];

function oneLine(message: string): string {
	const clean = secrets.reduce((text, [secret, instead]) => text.replace(secret, instead), message);
	const line = clean.replace(/\s+/g, ' ').trim();

	return line.length > lengthAtMost ? `${line.slice(0, lengthAtMost)}…` : line;
}
