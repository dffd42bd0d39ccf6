/** Where and how a function logs. https://docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html */
export type FunctionLogging = {
	/** Null where AWS does not say: then it is `/aws/lambda/` and the name. */
	logGroup: string | null;
	format: 'Text' | 'JSON' | null;
};

export type LambdaReads = {
	/** `qualifier` is a version or an alias. Null where there is no such function. */
	functionLogging(arn: string, qualifier: string | null): Promise<FunctionLogging | null>;
	/** The ARN of the role that a function runs as; null where AWS does not say. */
	functionRole(functionArn: string): Promise<string | null>;
};
