import {AwsError} from '../../aws-error.ts';
import {isPolicy} from '../../is-policy.ts';
import type {AccountState, LogResourcePolicyState} from '../../state.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const accountPolicyCharacters = 5120;
export const accountPolicyCount = 10;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html */
export const logGroupPolicyBytes = 51_200;

export function checkResourcePolicy(
	document: string | undefined,
	logGroupArn: string | null,
	existing: LogResourcePolicyState | undefined,
	state: AccountState,
): string {
	if (document === undefined || !isPolicy(document)) {
		throw new AwsError('InvalidParameterException', 'The policy document is invalid.');
	}

	// Here, unlike in IAM, white space counts.
	if (Buffer.byteLength(document) > (logGroupArn ? logGroupPolicyBytes : accountPolicyCharacters)) {
		throw new AwsError(
			'InvalidParameterException',
			'Failed to update CloudWatch Logs resource policy due to policy document length constraints',
		);
	}

	if (!existing && logGroupArn === null && accountPolicies(state).length >= accountPolicyCount) {
		throw new AwsError('LimitExceededException', 'Resource limit exceeded.');
	}

	return document;
}

export const accountPolicies = (state: AccountState): LogResourcePolicyState[] =>
	state.logResourcePolicies.filter(({logGroupArn}) => logGroupArn === null);
