import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {LogGroup} from '../account/cloudwatch-logs.ts';
import {accountLogResourcePolicyMaxCount} from '../policy/measure.ts';
import {sizesOf} from './describe-change.ts';
import type {ChangeOfKind} from './kinds/change-kind.ts';

export async function refusedAccountLogPolicy(
	change: ChangeOfKind<'account-log-resource-policy'>,
	reads: Reads,
): Promise<string | null> {
	const sizes = sizesOf(change);

	if (sizes && sizes.after > sizes.limit) {
		return `The resource policy ${change.policyName} would hold ${sizes.after} characters, and CloudWatch Logs allows ${sizes.limit}. Put the statement on the log group's own resource policy, or use a log group whose name begins with /aws/vendedlogs/states/.`;
	}

	if (change.action !== 'create') {
		return null;
	}

	const policies = await reads.accountResourcePolicies();
	return policies.length >= accountLogResourcePolicyMaxCount
		? `The account has ${policies.length} CloudWatch Logs resource policies in this region, and AWS allows ${accountLogResourcePolicyMaxCount}. Put the statement on the log group's own resource policy, or delete a policy that is not needed.`
		: null;
}

export function refusedLogGroupPolicy(
	change: ChangeOfKind<'log-group-resource-policy'>,
): string | null {
	const sizes = sizesOf(change);
	return sizes && sizes.after > sizes.limit
		? `The resource policy of the log group would hold ${sizes.after} bytes, and CloudWatch Logs allows ${sizes.limit}. Remove statements that are not needed.`
		: null;
}

/** Step Functions leaves this stream when it tries out a log destination. */
const validationStream = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';

/** A log group is deleted with all that it holds, so only an empty one is. */
export async function refusedLogGroup(
	{logGroupName, action}: ChangeOfKind<'log-group'>,
	reads: Reads,
): Promise<string | null> {
	const group = action === 'delete' ? await reads.logGroup(logGroupName) : null;

	return group === null || (await isEmpty(group, reads))
		? null
		: `The log group ${logGroupName} holds log events, or could not be shown to be empty, and deleting it would delete them. Delete it by hand if they are not needed.`;
}

const latestTime = Date.UTC(9999, 11, 31);

async function isEmpty(logGroup: LogGroup, reads: Reads): Promise<boolean> {
	try {
		const {events, truncated} = await reads.logEvents({
			logGroup,
			from: logGroup.createdAt?.getTime() ?? 0,
			to: latestTime,
			executionArn: null,
		});
		return !truncated && events.every(({stream}) => stream === validationStream);
	} catch (error) {
		if (error instanceof AccountError) {
			return false;
		}

		throw error;
	}
}
