import {scenario} from '../scenario.ts';
import {account, deliveryPolicyFor} from './build/account.ts';
import {accountId, region, roleArn} from './build/names.ts';
import {orders, ordersMachine} from './build/orders.ts';
import {cliPaste, notAuthorized} from './build/pastes.ts';
import {allow, loggingActions, policy} from './build/policies.ts';
import {logGroup, managedPolicy, role} from './build/resources.ts';

const roleName = 'StepFunctions-order-fulfillment-role-4f2a91c0';
const path = '/service-role/';

/** What the console gives to a state machine without tasks, or with activities alone. */
const denyAll = 'StepFunctionsDenyAllAccessPolicy-4f2a91c0';

const definition = JSON.stringify(
	{
		StartAt: 'PackByHand',
		States: {
			PackByHand: {
				Type: 'Task',
				Resource: `arn:aws:states:${region}:${accountId}:activity:pack-by-hand`,
				TimeoutSeconds: 86_400,
				End: true,
			},
		},
	},
	null,
	2,
);

export const explicitDeny = scenario({
	id: 'explicit-deny',
	story:
		'The console created this role when the workflow had only an activity. Someone already added the permissions for logging.',
	paste: cliPaste('AccessDeniedException', notAuthorized),
	target: orders.name,
	account: now => {
		const deny = managedPolicy(
			now,
			denyAll,
			policy({Effect: 'Deny', Action: '*', Resource: '*'}),
			path,
		);

		return account(now, {
			stateMachines: [ordersMachine(now, {definition, roleArn: roleArn(roleName, path)})],
			roles: [
				role(now, roleName, {
					path,
					inlinePolicies: {'log-delivery': allow(loggingActions)},
					attachedPolicyArns: [deny.arn],
				}),
			],
			managedPolicies: [deny],
			logGroups: [logGroup(now, orders.logGroup)],
			logResourcePolicies: [deliveryPolicyFor(now, orders.logGroup)],
		});
	},
});
