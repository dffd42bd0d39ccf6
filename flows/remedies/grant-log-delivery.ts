import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {deliverySetUpActions, logWritingActions} from '../checks/log-delivery-actions.ts';
import {ownPolicyChange, ownPolicyName} from './sfn-fix-permissions.ts';

/** `before` is the live text of the inline policy sfn-fix-permissions, null where the role has none. */
export const grantLogDelivery = (roleName: string, before: string | null): Remedy => ({
	id: 'grant-log-delivery',
	title: `Give role ${roleName} the ten permissions that logging asks for`,
	why: `Adds them as the inline policy ${ownPolicyName}, as AWS documents them. Its resource is *, since AWS has no resource level for the eight that set the delivery up.`,
	widens:
		"The role may also see and change the log deliveries and CloudWatch Logs resource policies of this account, and write to its log groups, as AWS's documentation has it.",
	changes: [
		ownPolicyChange(roleName, before, [
			{
				Sid: 'StepFunctionsLogDelivery',
				Effect: 'Allow',
				Action: [...deliverySetUpActions, ...logWritingActions],
				Resource: ['*'],
			},
		]),
	],
});
