import {neighbourLogGroups} from './build/neighbours.ts';
import {ordersScenario} from './build/orders.ts';
import {cloudFormationPaste, sizeExceeded} from './build/pastes.ts';
import {oldDeliveryPolicy} from './build/policies.ts';
import {resourcePolicy} from './build/resources.ts';

const limit = 5120;

export const fullPolicy = ordersScenario({
	id: 'full-policy',
	story:
		'Every feature branch deploys its own workflows, and its log groups are deleted with it. This worked for months. Since this week, no new branch can be deployed.',
	paste: cloudFormationPaste({
		logicalId: 'OrderFulfilment',
		code: 'InvalidLoggingConfiguration',
		message: sizeExceeded,
	}),
	around: now => ({
		logResourcePolicies: [resourcePolicy(now, 'AWSLogDeliveryWrite20150319', fullDocument())],
		// In a region where AWS still writes to the account's policy.
		behaviour: {deliveryPolicyScope: 'account'},
	}),
});

/** The live groups among those of branches long gone, until not one more fits. */
function fullDocument(): string {
	const groups = [...neighbourLogGroups];

	while (oldDeliveryPolicy(...groups, branchGroup(groups.length)).length <= limit) {
		groups.push(branchGroup(groups.length));
	}

	return oldDeliveryPolicy(...groups);
}

const branches = ['checkout', 'refunds', 'returns', 'vouchers', 'carriers', 'invoices'];

const branchGroup = (index: number): string =>
	`/workflows/branch-${4100 + 17 * index}-${branches[index % branches.length]}`;
