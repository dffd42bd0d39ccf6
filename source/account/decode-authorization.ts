export type AuthorizationReads = {
	/** The JSON that an encoded authorization failure message stands for. */
	decodeAuthorization(encodedMessage: string): Promise<string>;
};
