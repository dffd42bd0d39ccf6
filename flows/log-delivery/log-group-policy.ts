import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {withLogGroup} from '../../source/policy/log-delivery.ts';
import {
	logGroupResourcePolicyMaxBytes,
	logResourcePolicyBytes,
} from '../../source/policy/measure.ts';
import {printCompactPolicy} from '../../source/policy/parse.ts';
import {count, type DeliveryPlan} from './delivery-plan.ts';

/**
A policy on the log group itself: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
Its name is not AWS's own: an endpoint that knows no policies on log groups would take it for the account's.
*/
export function logGroupPolicy({place, logGroup, own, ownReadable}: DeliveryPlan): Remedy | null {
	const existing = own?.parsed ?? {Version: '2012-10-17', Statement: []};
	const after = printCompactPolicy(withLogGroup(existing, place, logGroup.name));

	if (!ownReadable || logResourcePolicyBytes(after) > logGroupResourcePolicyMaxBytes) {
		return null;
	}

	return {
		id: 'log-group-policy',
		title: `Allow the delivery in a policy on the log group itself (${sizes(own?.document ?? '', after)})`,
		why: `This policy concerns ${logGroup.name} alone and takes no room from the account's policies. AWS itself does it so for new deliveries.`,
		widens: null,
		changes: [
			{
				kind: 'log-group-resource-policy',
				logGroupArn: logGroup.arn,
				policyName: own?.name ?? 'sfn-fix-log-delivery',
				revisionId: own?.revisionId ?? null,
				before: own?.document ?? null,
				after,
			},
		],
	};
}

const sizes = (before: string, after: string): string =>
	`${count(logResourcePolicyBytes(before))} bytes now, ${count(logResourcePolicyBytes(after))} after, of ${count(logGroupResourcePolicyMaxBytes)}`;
