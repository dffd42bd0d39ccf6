import type {PracticeService} from '../../service.ts';
import type {AccountState} from '../../state.ts';
import type {Input} from '../../wire/protocol.ts';
import {queryProtocol} from '../../wire/query.ts';
import {queryErrors} from '../common-errors.ts';
import {attachedPolicyOperations} from './attached-policies.ts';
import {inlinePolicyOperations} from './inline-policies.ts';
import {managedPolicyOperations} from './managed-policies.ts';
import {roleOperations} from './roles.ts';
import {simulateOperations} from './simulate.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export const iam: PracticeService = {
	prefix: 'iam',
	protocol: queryProtocol({
		version: '2010-05-08',
		namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
	}),
	errors: queryErrors,
	operations: {
		...roleOperations,
		...inlinePolicyOperations,
		...managedPolicyOperations,
		...attachedPolicyOperations,
		...simulateOperations,
	},
	resourceOf,
};

function resourceOf(_operation: string, input: Input, state: AccountState): string {
	const {RoleName: roleName, PolicyArn: policyArn, PolicySourceArn: sourceArn} = input;

	if (roleName) {
		const role = state.roles.find(({name}) => name === roleName);

		// IAM names a role that it cannot look up in words, not by ARN.
		return role ? role.arn : `role ${roleName}`;
	}

	return String(policyArn ?? sourceArn ?? `arn:${state.partition}:iam::${state.accountId}:role/`);
}
