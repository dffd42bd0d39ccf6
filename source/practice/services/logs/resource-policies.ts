import {randomUUID} from 'node:crypto';
import type {
	DeleteResourcePolicyRequest,
	DescribeResourcePoliciesRequest,
	DescribeResourcePoliciesResponse,
	PutResourcePolicyRequest,
	PutResourcePolicyResponse,
	ResourcePolicy,
} from '@aws-sdk/client-cloudwatch-logs';
import {readPolicy} from '../../access/policy.ts';
import {AwsError} from '../../aws-error.ts';
import {accountLogPolicies, accountLogPolicyCharacters, logGroupPolicyBytes} from '../../limits.ts';
import type {OperationContext} from '../../service.ts';
import type {AccountState, LogResourcePolicyState} from '../../state.ts';
import {findLogGroup, logsPage} from './lookup.ts';

/** Policies stand either on the account or on one log group; what is asked without a scope is the account's. */
export const resourcePolicyOperations = {
	DescribeResourcePolicies(
		input: DescribeResourcePoliciesRequest,
		context: OperationContext,
	): DescribeResourcePoliciesResponse {
		const onResources = input.policyScope === 'RESOURCE';
		const group = input.resourceArn && findLogGroup(input.resourceArn, context.state).arn;
		const shown = context.state.logResourcePolicies.filter(({logGroupArn}) =>
			onResources
				? logGroupArn !== null && (!group || logGroupArn === group)
				: logGroupArn === null,
		);
		const {entries, nextToken} = logsPage(shown, input, context);

		return {resourcePolicies: entries.map(describe), nextToken};
	},

	PutResourcePolicy(
		input: PutResourcePolicyRequest,
		{state, now}: OperationContext,
	): PutResourcePolicyResponse {
		const {name, logGroupArn, existing} = locate(input, state);
		const document = checkResourcePolicy(input.policyDocument, logGroupArn, existing, state);
		checkRevision(input.expectedRevisionId, logGroupArn, existing);

		const policy = {
			name,
			document,
			logGroupArn,
			revisionId: randomUUID().replaceAll('-', ''),
			updatedAt: now(),
		};
		const others = state.logResourcePolicies.filter(other => other !== existing);
		state.logResourcePolicies = [...others, policy];

		return {
			resourcePolicy: describe(policy),
			...(logGroupArn && {revisionId: policy.revisionId}),
		};
	},

	DeleteResourcePolicy(input: DeleteResourcePolicyRequest, {state}: OperationContext): object {
		const {name, logGroupArn, existing} = locate(input, state);

		if (!existing) {
			throw new AwsError('ResourceNotFoundException', `Policy with name [${name}] does not exist.`);
		}

		checkRevision(input.expectedRevisionId, logGroupArn, existing);
		state.logResourcePolicies = state.logResourcePolicies.filter(other => other !== existing);

		return {};
	},
};

type PolicyAddress = {policyName?: string | undefined; resourceArn?: string | undefined};

function locate({policyName, resourceArn}: PolicyAddress, state: AccountState) {
	const logGroupArn = resourceArn ? findLogGroup(resourceArn, state).arn : null;
	const name = policyName ?? '';
	// A log group has room for one policy, whatever its name.
	const existing = state.logResourcePolicies.find(policy =>
		logGroupArn
			? policy.logGroupArn === logGroupArn
			: policy.logGroupArn === null && policy.name === name,
	);

	return {name, logGroupArn, existing};
}

/**
 * Whoever writes a log group's policy has to say which revision they saw, none where there was none.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 */
function checkRevision(
	expected: string | null | undefined,
	logGroupArn: string | null,
	existing: LogResourcePolicyState | undefined,
): void {
	const asked = logGroupArn !== null || (expected ?? null) !== null;

	if (asked && (expected ?? null) !== (existing?.revisionId ?? null)) {
		throw new AwsError(
			'OperationAbortedException',
			'Multiple concurrent requests to update the same resource were in conflict.',
		);
	}
}

const describe = (policy: LogResourcePolicyState): ResourcePolicy => ({
	policyName: policy.name,
	policyDocument: policy.document,
	lastUpdatedTime: policy.updatedAt,
	policyScope: policy.logGroupArn ? 'RESOURCE' : 'ACCOUNT',
	...(policy.logGroupArn && {resourceArn: policy.logGroupArn, revisionId: policy.revisionId}),
});

function checkResourcePolicy(
	document: string | undefined,
	logGroupArn: string | null,
	existing: LogResourcePolicyState | undefined,
	state: AccountState,
): string {
	if (document === undefined || readPolicy('', document) === null) {
		throw new AwsError('InvalidParameterException', 'The policy document is invalid.');
	}

	// White space counts here, unlike in IAM.
	const isTooLong = logGroupArn
		? Buffer.byteLength(document) > logGroupPolicyBytes
		: [...document].length > accountLogPolicyCharacters;

	if (isTooLong) {
		throw new AwsError(
			'InvalidParameterException',
			'Failed to update CloudWatch Logs resource policy due to policy document length constraints',
		);
	}

	const ofAccount = state.logResourcePolicies.filter(policy => policy.logGroupArn === null);

	if (!existing && logGroupArn === null && ofAccount.length >= accountLogPolicies) {
		throw new AwsError('LimitExceededException', 'Resource limit exceeded.');
	}

	return document;
}
