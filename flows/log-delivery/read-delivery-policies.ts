import {AccountError} from '../../source/account/account-error.ts';
import type {LogResourcePolicy} from '../../source/account/cloudwatch-logs.ts';
import {ifRefused} from '../../source/account/if-refused.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {logGroupsNamedIn} from '../../source/policy/log-delivery.ts';
import {subjectLogGroup} from '../common/subject-log-group.ts';
import {type DeliveryPlan, parsed} from './delivery-plan.ts';

export type ReadDelivery = {plan: DeliveryPlan; ownUnread: AccountError | null};

/** The account's policies and the log group's own. Throws where the account's cannot be read. */
export async function readDelivery(context: CheckContext): Promise<ReadDelivery> {
	const logGroup = await subjectLogGroup(context);
	const [accountPolicies, own] = await Promise.all([
		context.reads.accountResourcePolicies(),
		ownPolicy(logGroup.arn, context),
	]);
	const {partition, region, accountId} = context.subject;

	return {
		plan: {
			place: {partition, region, accountId},
			logGroup,
			accountPolicies: accountPolicies.map(parsed),
			own: own.policy && parsed(own.policy),
			ownReadable: own.unread === null,
			liveLogGroups: null,
		},
		ownUnread: own.unread,
	};
}

type OwnPolicy = {policy: LogResourcePolicy | null; unread: AccountError | null};

/** A log group that does not exist yet has no policy. */
async function ownPolicy(logGroupArn: string, {reads}: CheckContext): Promise<OwnPolicy> {
	try {
		return {policy: await reads.logGroupResourcePolicy(logGroupArn), unread: null};
	} catch (error) {
		if (error instanceof AccountError) {
			return {policy: null, unread: error.kind === 'not-found' ? null : error};
		}

		throw error;
	}
}

/** The plan with those of the log groups named in its policies that exist, each asked for by its name. */
export async function withLiveLogGroups(
	plan: DeliveryPlan,
	{reads}: CheckContext,
): Promise<DeliveryPlan> {
	const named = plan.accountPolicies.flatMap(policy => logGroupsNamedIn(policy.parsed));
	const live = await reads.logGroupsNamed([...new Set(named)].toSorted()).catch(ifRefused(null));
	return live === null ? plan : {...plan, liveLogGroups: new Set(live.map(({name}) => name))};
}
