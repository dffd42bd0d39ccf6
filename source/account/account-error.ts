export type AccountErrorKind =
	| 'access-denied'
	| 'not-found'
	| 'conflict'
	| 'limit-exceeded'
	| 'invalid-request'
	| 'throttled'
	| 'no-credentials'
	| 'expired-credentials'
	| 'no-region'
	| 'no-network'
	| 'unavailable';

/** Everything that can go wrong when AWS is asked: what kind it is decides what the person is told. */
export class AccountError extends Error {
	override readonly name = 'AccountError';
	readonly kind: AccountErrorKind;
	/** `service:Operation`, for example `iam:GetRole`. */
	readonly operation: string;
	/** AWS's own name of the error, where it gave one. */
	readonly awsName: string | null;

	constructor(
		kind: AccountErrorKind,
		operation: string,
		message: string,
		awsName: string | null = null,
	) {
		super(message);
		this.kind = kind;
		this.operation = operation;
		this.awsName = awsName;
	}
}
