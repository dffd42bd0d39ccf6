import {AwsError} from '../aws-error.ts';
import {isTrusted, type Moment} from './role.ts';

/** One message for a missing role, one that Step Functions cannot see yet, and one that does not trust it. */
export function requireStepFunctionsTrust(
	roleArn: string,
	stateMachineArn: string,
	moment: Moment,
): void {
	const {accountId, region} = moment.state;
	const context = {'aws:SourceAccount': [accountId], 'aws:SourceArn': [stateMachineArn]};
	const services = ['states.amazonaws.com', `states.${region}.amazonaws.com`];

	if (!services.some(service => isTrusted({service}, roleArn, moment, context))) {
		throw new AwsError(
			'AccessDeniedException',
			'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
		);
	}
}
