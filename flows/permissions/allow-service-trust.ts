import type {Role} from '../../source/account/iam.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {addStatements} from '../../source/policy/merge.ts';
import {parsePolicy, printPolicy} from '../../source/policy/parse.ts';

/**
Keeps every statement of the trust policy and adds one for the service that is handed the role. Without a condition,
as AWS documents it: not every service that takes a role says for which account it does.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
*/
export const allowServiceTrust = (role: Role, service: string, {accountId}: Subject): Remedy => ({
	id: `trust-${service.split('.')[0]}-${role.name}`,
	title: `Let ${service} assume role ${role.name}`,
	why: `A state hands this role over to ${service}, which cannot take it on. Adds one statement to the trust policy and keeps those that are there.`,
	widens: `Whoever may pass role ${role.name} on to ${service} in account ${accountId} can have work done with its permissions.`,
	changes: [
		{
			kind: 'role-trust-policy',
			roleName: role.name,
			before: role.trustPolicy,
			after: printPolicy(
				addStatements(parsePolicy(role.trustPolicy), [
					{
						Effect: 'Allow',
						Principal: {Service: [service]},
						Action: ['sts:AssumeRole'],
					},
				]),
			),
		},
	],
});
