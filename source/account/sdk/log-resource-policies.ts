import type {
	DescribeResourcePoliciesRequest,
	ResourcePolicy as SdkResourcePolicy,
} from '@aws-sdk/client-cloudwatch-logs';
import {AccountError} from '../account-error.ts';
import type {LogResourcePolicy} from '../cloudwatch-logs.ts';
import {collectAll} from './collect.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

type Logs = Services['cloudWatchLogs'];

/**
 * DescribeResourcePolicies answers the account's policies unless it is asked for those on resources.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeResourcePolicies.html
 */
export async function accountResourcePolicies(logs: Logs): Promise<LogResourcePolicy[]> {
	const policies = await describe(logs, {policyScope: 'ACCOUNT'});

	return policies
		.filter(policy => policy.policyScope !== 'RESOURCE' && !policy.resourceArn)
		.map(toPolicy);
}

/**
 * The log group's own policy; null where it has none. Some AWS-compatible endpoints ignore the
 * scope and answer the account's policies, which must not pass for the log group's.
 */
export async function logGroupResourcePolicy(
	logs: Logs,
	logGroupArn: string,
): Promise<LogResourcePolicy | null> {
	const resourceArn = logGroupArn.endsWith(':*') ? logGroupArn.slice(0, -2) : logGroupArn;
	const policies = await describe(logs, {policyScope: 'RESOURCE', resourceArn});

	if (policies.length > 0 && policies.every(policy => !policy.policyScope && !policy.resourceArn)) {
		throw new AccountError(
			'unavailable',
			'logs:DescribeResourcePolicies',
			'This endpoint does not tell policies on log groups apart from those of the account.',
			null,
			'refused',
		);
	}

	const own = policies.find(policy =>
		policy.resourceArn ? policy.resourceArn === resourceArn : policy.policyScope === 'RESOURCE',
	);

	return own ? {...toPolicy(own), logGroupArn: resourceArn} : null;
}

const describe = (logs: Logs, request: DescribeResourcePoliciesRequest) =>
	logs('DescribeResourcePolicies', (client, sdk) =>
		collectAll(
			pagesOf(nextToken =>
				client.send(new sdk.DescribeResourcePoliciesCommand({...request, limit: 50, nextToken})),
			),
			page => page.resourcePolicies,
		),
	);

/** The SDK has no paginator for this call. */
async function* pagesOf<Page extends {nextToken?: string | undefined}>(
	ask: (nextToken: string | undefined) => Promise<Page>,
): AsyncGenerator<Page> {
	let nextToken: string | undefined;

	do {
		const page = await ask(nextToken);
		nextToken = page.nextToken;
		yield page;
	} while (nextToken);
}

const toPolicy = (policy: SdkResourcePolicy): LogResourcePolicy => ({
	name: required(policy.policyName, 'policyName'),
	document: required(policy.policyDocument, 'policyDocument'),
	logGroupArn: policy.resourceArn ?? null,
	revisionId: policy.revisionId ?? null,
});
