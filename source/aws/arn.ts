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

/** Whether an ARN that is known in parts, with `*` for the others, tells the account and region of its resource. */
export function isArnLike(like: string): boolean {
	const arn = parseArn(like);

	return (
		arn !== null &&
		/^[\w-]+$/.test(arn.service) &&
		/^(?:[a-z\d-]*|\*)$/.test(arn.region) &&
		/^(?:\d{12}|aws|\*?)$/.test(arn.accountId)
	);
}

export const formatArn = ({partition, service, region, accountId, resource}: Arn): string =>
	`arn:${partition}:${service}:${region}:${accountId}:${resource}`;

/** The part of an ARN that people call a resource by. A log group keeps its slashes, a role loses its path. */
export function nameOfArn(text: string): string {
	const arn = parseArn(text);

	if (arn === null) {
		return text;
	}

	if (arn.service === 'iam') {
		return arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
	}

	const [kind, name, ...rest] = arn.resource.split(':');

	// express:<state machine>:<name>:<run>, execution:<state machine>:<name>
	return (kind === 'execution' || kind === 'express' ? rest[0] : name) ?? text;
}

/** Of an execution started under that name. The ARN of a version or alias ends in one more part, which it does not have. */
export const namedExecutionArn = (stateMachineArn: string, name: string): string =>
	[...stateMachineArn.split(':').slice(0, 7), name]
		.join(':')
		.replace(':stateMachine:', ':execution:');
