import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {neighbourLogGroups} from './build/neighbours.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {cloudFormationPaste, sizeExceeded} from './build/pastes.ts';
import {oldDeliveryPolicy} from './build/policies.ts';
import {logGroup, resourcePolicy} from './build/resources.ts';

const limit = 5120;

export const fullPolicy: Scenario = {
	id: 'full-policy',
	title: 'The resource policy of the account is full',
	story:
		'Every feature branch deploys its own workflows. When a branch goes, its log groups go, but not their ARNs in the resource policy, until nothing more fits into its 5,120 characters.',
	paste: cloudFormationPaste({
		logicalId: 'OrderFulfilment',
		code: 'InvalidLoggingConfiguration',
		message: sizeExceeded,
	}),
	target: orders.name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [ordersMachine(now)],
			roles: [ordersRole(now)],
			logGroups: [logGroup(now, orders.logGroup)],
			logResourcePolicies: [resourcePolicy(now, 'AWSLogDeliveryWrite20150319', fullDocument())],
			// In a region where AWS still writes to the account's policy.
			behaviour: {deliveryPolicyScope: 'account'},
		}),
};

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
