import {parseArn} from '../aws/arn.ts';

/** Kinds of resource that can have a policy, and whose policy can be read. */
export type PolicyHolder =
	| 'bucket'
	| 'event-bus'
	| 'function'
	| 'key'
	| 'queue'
	| 'repository'
	| 'secret'
	| 'table'
	| 'topic';

export type ResourcePolicyReads = {
	/** The policy of a resource itself; null where it has none, or there is no such resource. */
	resourcePolicy(arn: string): Promise<string | null>;
};

const holders: ReadonlyArray<readonly [service: string, resource: RegExp, PolicyHolder]> = [
	['s3', /^[^:/*?]+(?:\/|$)/, 'bucket'],
	['events', /^event-bus\/[^*?]+$/, 'event-bus'],
	['lambda', /^function:[^*?]+$/, 'function'],
	['kms', /^key\/[^*?]+$/, 'key'],
	['sqs', /^[^*?]+$/, 'queue'],
	['ecr', /^repository\/[^*?]+$/, 'repository'],
	['secretsmanager', /^secret:[^*]+$/, 'secret'],
	['dynamodb', /^table\/[^*?/]+/, 'table'],
	['sns', /^[^*?:]+$/, 'topic'],
];

/** What holds the policy that a request on this resource is judged by too; null where there can be none. */
export function policyHolder(arn: string): {kind: PolicyHolder; arn: string} | null {
	const parts = parseArn(arn);
	const [, , kind] =
		holders.find(
			([service, resource]) => service === parts?.service && resource.test(parts.resource),
		) ?? [];

	if (!parts || kind === undefined) {
		return null;
	}

	// An object is covered by the policy of its bucket, an index by that of its table.
	const own =
		kind === 'bucket'
			? arn.split('/')[0]
			: kind === 'table'
				? arn.split('/').slice(0, 2).join('/')
				: arn;
	return {kind, arn: own ?? arn};
}
