export type Arn = {
	partition: string;
	service: string;
	region: string;
	accountId: string;
	/** All behind the fifth colon. */
	resource: string;
};

/** Null where the text is no ARN. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function parseArn(text: string): Arn | null {
	const [arn, partition, service, region, accountId, ...resource] = text.split(':');

	if (arn !== 'arn' || !partition || !service || resource.length === 0) {
		return null;
	}

	return {
		partition,
		service,
		region: region ?? '',
		accountId: accountId ?? '',
		resource: resource.join(':'),
	};
}
