import {
	accountLogResourcePolicyMaxCharacters,
	accountLogResourcePolicyMaxCount,
	logGroupResourcePolicyMaxBytes,
	logResourcePolicyBytes,
	logResourcePolicyCharacters,
} from '../../../policy/measure.ts';
import {AwsError} from '../../aws-error.ts';
import {isPolicy} from '../../is-policy.ts';
import type {AccountState, LogResourcePolicyState} from '../../state.ts';

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
	const tooLong = logGroupArn
		? logResourcePolicyBytes(document) > logGroupResourcePolicyMaxBytes
		: logResourcePolicyCharacters(document) > accountLogResourcePolicyMaxCharacters;

	if (tooLong) {
		throw new AwsError(
			'InvalidParameterException',
			'Failed to update CloudWatch Logs resource policy due to policy document length constraints',
		);
	}

	if (
		!existing &&
		logGroupArn === null &&
		accountPolicies(state).length >= accountLogResourcePolicyMaxCount
	) {
		throw new AwsError('LimitExceededException', 'Resource limit exceeded.');
	}

	return document;
}

export const accountPolicies = (state: AccountState): LogResourcePolicyState[] =>
	state.logResourcePolicies.filter(({logGroupArn}) => logGroupArn === null);
