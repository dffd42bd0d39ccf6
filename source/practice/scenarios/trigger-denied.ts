import {uuidOf} from '../ids.ts';
import {scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {functionsOf} from './build/definitions.ts';
import {accountId, stateMachineArn} from './build/names.ts';
import {invokeFunctions, policy, trust} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {allows} from './build/statements.ts';
import {ruleArn} from './build/states.ts';

const name = 'stock-export';
const trigger = 'stock-export-events-role';

/** The attributes of a message in the dead-letter queue of the rule. */
const paste = `RULE_ARN: ${ruleArn('stock-export-every-hour')}
TARGET_ARN: ${stateMachineArn(name)}
ERROR_CODE: NO_PERMISSIONS
ERROR_MESSAGE: User: arn:aws:sts::${accountId}:assumed-role/${trigger}/${uuidOf(trigger).replaceAll('-', '')} is not authorized to perform: states:StartExecution on resource: ${stateMachineArn(name)} because no identity-based policy allows the states:StartExecution action`;

export const triggerDenied = scenario({
	id: 'trigger-denied',
	story: 'The rule targets the new state machine. Events collect in the dead-letter queue.',
	paste,
	target: name,
	account: now =>
		account(now, {
			stateMachines: [stateMachine(now, name)],
			roles: [
				role(now, `${name}-role`, {
					inlinePolicies: {'invoke-functions': invokeFunctions(...functionsOf(name))},
				}),
				role(now, trigger, {
					trustPolicy: trust('events.amazonaws.com'),
					inlinePolicies: {
						start: policy(allows('states:StartExecution', stateMachineArn('stock-exporter'))),
					},
				}),
			],
		}),
});
