import {AwsError} from '../aws-error.ts';

/** One text for three causes: the role's permissions, their propagation, and the resource policy. */
export const notAuthorized = (): AwsError =>
	new AwsError(
		'AccessDeniedException',
		'The state machine IAM Role is not authorized to access the Log Destination',
	);

export const invalidLogging = (why: string): AwsError =>
	new AwsError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${why}`);

export const sizeExceeded = (): AwsError =>
	invalidLogging(
		'The CloudWatch Logs Resource Policy size was exceeded. We suggest prefixing your CloudWatch log group name with /aws/vendedlogs/states/.',
	);
