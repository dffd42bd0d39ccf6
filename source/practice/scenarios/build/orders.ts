import type {RoleState, StateMachineState} from '../../state.ts';
import {functionsOf} from './definitions.ts';
import {allow, invokeFunctions, loggingActions} from './policies.ts';
import {logsTo, role, stateMachine} from './resources.ts';

/** The state machine that most scenarios are about. */
export const orders = {
	name: 'order-fulfilment',
	role: 'order-fulfilment-role',
	logGroup: '/workflows/order-fulfilment',
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
