import {scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {functionsOf} from './build/definitions.ts';
import {minutes} from './build/names.ts';
import {notAuthorized, terraformPaste} from './build/pastes.ts';
import {invokeFunctions} from './build/policies.ts';
import {logGroup, role} from './build/resources.ts';

const name = 'shipment-tracking';

export const notCreatedYet = scenario({
	id: 'not-created-yet',
	story:
		'The first deployment of shipment-tracking: its role and its log group exist, the state machine does not.',
	paste: terraformPaste({
		name,
		code: 'AccessDeniedException',
		message: notAuthorized,
		creating: true,
	}),
	role: `${name}-role`,
	logGroup: `/workflows/${name}`,
	account: now =>
		account(now, {
			roles: [
				role(now, `${name}-role`, {
					age: minutes(12),
					inlinePolicies: {'invoke-functions': invokeFunctions(...functionsOf(name))},
				}),
			],
			logGroups: [logGroup(now, `/workflows/${name}`, {delivered: false})],
		}),
});
