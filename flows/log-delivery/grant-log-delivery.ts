import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {ownPolicyChange, type RoleWithPolicies} from '../common/sfn-fix-permissions.ts';
import {deliverySetUpActions, logWritingActions} from './log-delivery-actions.ts';

export function grantLogDelivery(permissions: RoleWithPolicies): Remedy {
	const change = ownPolicyChange(permissions, [
		{
			Sid: 'StepFunctionsLogDelivery',
			Effect: 'Allow',
			Action: [...deliverySetUpActions, ...logWritingActions],
			Resource: ['*'],
		},
	]);
	const where =
		change.kind === 'role-managed-policy'
			? `the managed policy ${change.policyName}, since the role's inline policies leave no room`
			: 'an inline policy of their own, so that they can be seen and taken back by themselves';

	return {
		id: 'grant-log-delivery',
		title: `Give role ${permissions.role.name} the ten permissions that logging asks for`,
		why: `Adds them, as AWS documents them, in ${where}. The resource is *, since AWS has no resource level for the eight that set the delivery up.`,
		widens:
			"The role may also see and change the log deliveries and CloudWatch Logs resource policies of this account, and write to its log groups, as AWS's documentation has it.",
		changes: [change],
	};
}
