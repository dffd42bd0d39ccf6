import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {widenedTo, withLogGroup} from '../../source/policy/log-delivery.ts';
import {printCompactPolicy} from '../../source/policy/parse.ts';
import {
	accountPolicyChange,
	type DeliveryPlan,
	deliveryPolicies,
	fits,
	sizeWords,
} from './delivery-plan.ts';

const prefixes = ['/aws/vendedlogs/states/', '/aws/vendedlogs/'];

/**
One wildcard in the place of all log groups under the prefix, as CloudWatch Logs itself does near the limit.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
*/
export function widenToVendedlogs(plan: DeliveryPlan): Remedy | null {
	const {place, logGroup} = plan;
	const prefix = prefixes.find(candidate => logGroup.name.startsWith(candidate));

	if (prefix === undefined) {
		return null;
	}

	for (const {name, document, parsed} of deliveryPolicies(plan)) {
		const after = widenedTo(withLogGroup(parsed, place, logGroup.name), place, prefix);

		if (fits(printCompactPolicy(after))) {
			return {
				id: 'widen-to-vendedlogs',
				title: `Allow all log groups under ${prefix} in the account's policy ${name} (${sizeWords(document, after)})`,
				why: `One wildcard takes the place of every log group named under ${prefix}, so that further ones take no more room.`,
				widens: `Logs may be delivered to every log group whose name starts with ${prefix}, those of other teams and future ones included.`,
				changes: [accountPolicyChange(name, document, after)],
			};
		}
	}

	return null;
}
