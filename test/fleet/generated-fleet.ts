import {emptyAccount} from '../../source/practice/empty-account.ts';
import {type Scenario, scenario} from '../../source/practice/scenario.ts';
import {roleArn} from '../../source/practice/scenarios/build/names.ts';
import {
	allow,
	invokeFunctions,
	loggingActions,
	oldDeliveryPolicy,
} from '../../source/practice/scenarios/build/policies.ts';
import {
	logGroup,
	logsTo,
	managedPolicy,
	resourcePolicy,
	role,
	stateMachine,
} from '../../source/practice/scenarios/build/resources.ts';
import {inOrder, invoke} from '../../source/practice/scenarios/build/states.ts';

/**
 * So many state machines. Four share a role, ten a log group, all roles a managed policy. Every seventh calls a function
 * that its role does not allow.
 */
export const generatedFleet = (count: number): Scenario =>
	scenario({
		id: 'fleet',
		title: 'Many state machines',
		story: 'An account of a company.',
		account(now) {
			const numbers = (length: number) => Array.from({length}, (_each, index) => index);
			const roles = numbers(Math.ceil(count / 4));
			const groups = numbers(Math.ceil(count / 10)).map(
				index => `/aws/vendedlogs/states/group-${index}`,
			);
			const logging = managedPolicy(now, 'state-machine-logging', allow(loggingActions));

			return {
				...emptyAccount(),
				roles: roles.map(index =>
					role(now, `role-${index}`, {
						inlinePolicies: {
							own: invokeFunctions(...numbers(4).map(each => `function-${index * 4 + each}`)),
						},
						attachedPolicyArns: [logging.arn],
					}),
				),
				managedPolicies: [logging],
				logGroups: groups.map(name => logGroup(now, name)),
				logResourcePolicies: [
					resourcePolicy(now, 'delivery', oldDeliveryPolicy('/aws/vendedlogs/states/*')),
				],
				stateMachines: numbers(count).map(index =>
					stateMachine(now, `machine-${index}`, {
						roleArn: roleArn(`role-${Math.floor(index / 4)}`),
						definition: inOrder({
							Work: invoke(index % 7 === 3 ? 'another-function' : `function-${index}`),
						}),
						logging: logsTo(groups[Math.floor(index / 10)] ?? ''),
					}),
				),
			};
		},
	});
