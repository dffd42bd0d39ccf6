export type LambdaReads = {
	/** The ARN of the role that a function runs as; null where AWS is not asked, as in practice. */
	functionRole(functionArn: string): Promise<string | null>;
};
