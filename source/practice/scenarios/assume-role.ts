import {scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {functionsOf} from './build/definitions.ts';
import {cloudFormationPaste} from './build/pastes.ts';
import {invokeFunctions, trust} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';

const name = 'image-tagging';

export const assumeRole = scenario({
	id: 'assume-role',
	story: 'The role was copied from a Lambda function, where it works.',
	paste: cloudFormationPaste({
		logicalId: 'ImageTagging',
		code: 'AccessDeniedException',
		message:
			'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
	}),
	target: name,
	account: now =>
		account(now, {
			stateMachines: [stateMachine(now, name)],
			roles: [
				role(now, `${name}-role`, {
					trustPolicy: trust('lambda.amazonaws.com'),
					inlinePolicies: {'invoke-functions': invokeFunctions(...functionsOf(name))},
				}),
			],
		}),
});
