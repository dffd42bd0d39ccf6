import {type Scenario, scenario} from '../../scenario.ts';
import type {RoleState, StateMachineState} from '../../state.ts';
import {account, deliveryPolicyFor, type Parts} from './account.ts';
import {functionsOf} from './definitions.ts';
import {allow, invokeFunctions, loggingActions} from './policies.ts';
import {logGroup, logsTo, role, stateMachine} from './resources.ts';

/** The state machine that most scenarios are about. */
export const orders = {
	name: 'order-fulfillment',
	role: 'order-fulfillment-role',
	logGroup: '/workflows/order-fulfillment',
};

export const ordersMachine = (
	now: number,
	parts: Partial<Pick<StateMachineState, 'logging' | 'tags' | 'roleArn' | 'definition'>> = {},
): StateMachineState =>
	stateMachine(now, orders.name, {logging: logsTo(orders.logGroup), ...parts});

/** May invoke its functions and, where given, do these in CloudWatch Logs. */
export const ordersRole = (
	now: number,
	logsActions: string[] = loggingActions,
	ages: {age?: number; policiesAge?: number} = {},
): RoleState =>
	role(now, orders.role, {
		...ages,
		inlinePolicies: {
			'invoke-functions': invokeFunctions(...functionsOf(orders.name)),
			...(logsActions.length > 0 && {'log-delivery': allow(logsActions)}),
		},
	});

/** A scenario about that state machine; everything is right but for what `around` puts in its place. */
export const ordersScenario = ({
	around = () => ({}),
	...texts
}: Pick<Scenario, 'id' | 'story'> & {
	paste?: string | null;
	around?: (now: number) => Parts;
}): Scenario =>
	scenario({
		...texts,
		target: orders.name,
		account: now =>
			account(now, {
				stateMachines: [ordersMachine(now)],
				roles: [ordersRole(now)],
				logGroups: [logGroup(now, orders.logGroup)],
				logResourcePolicies: [deliveryPolicyFor(now, orders.logGroup)],
				...around(now),
			}),
	});
