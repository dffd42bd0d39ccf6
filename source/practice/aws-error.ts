/** An answer that refuses: goes out in the error shape of the service's protocol. */
export class AwsError extends Error {
	/** As on the wire: `AccessDeniedException`, `NoSuchEntity`. */
	readonly code: string;
	readonly status: number;
	/** Further members of the error, where its shape has any. */
	readonly members: Record<string, unknown>;

	constructor(code: string, message: string, status = 400, members: Record<string, unknown> = {}) {
		super(message);
		this.code = code;
		this.status = status;
		this.members = members;
	}
}
