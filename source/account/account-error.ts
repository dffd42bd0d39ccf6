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

/**
 * What became of a call that failed. `refused`: AWS answered that it did not do it. `not-sent`: it never reached AWS.
 * `unknown`: the answer was lost, or was none of AWS's, so a write may or may not have taken place.
 */
export type Fate = 'refused' | 'not-sent' | 'unknown';

/** Everything that can go wrong when AWS is asked: what kind it is decides what the person is told. */
export class AccountError extends Error {
	override readonly name = 'AccountError';
	readonly kind: AccountErrorKind;
	/** `service:Operation`, for example `iam:GetRole`. */
	readonly operation: string;
	/** AWS's own name of the error, where it gave one. */
	readonly awsName: string | null;
	readonly fate: Fate;

	constructor(
		kind: AccountErrorKind,
		operation: string,
		message: string,
		awsName: string | null = null,
		fate: Fate = kind === 'no-network' || kind === 'unavailable' ? 'unknown' : 'refused',
	) {
		super(message);
		this.kind = kind;
		this.operation = operation;
		this.awsName = awsName;
		this.fate = fate;
	}
}
