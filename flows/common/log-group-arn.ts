import {type Arn, parseArn} from '../../source/aws/arn.ts';

export type LogGroupArn = Omit<Arn, 'service' | 'resource'> & {name: string};

/**
 * With or without the `:*` at its end. A log group's name holds no colon:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 */
export function parseLogGroupArn(text: string): LogGroupArn | null {
	const arn = parseArn(text);
	const [, name] = /^log-group:([^:]+)(?::\*)?$/.exec(arn?.resource ?? '') ?? [];

	if (arn?.service !== 'logs' || name === undefined) {
		return null;
	}

	const {partition, region, accountId} = arn;
	return {partition, region, accountId, name};
}

/** The form that a Step Functions logging configuration asks for. */
export const destinationArn = (logGroupArn: string): string => `${bareLogGroupArn(logGroupArn)}:*`;

export const bareLogGroupArn = (arn: string): string =>
	arn.endsWith(':*') ? arn.slice(0, -2) : arn;

/** The streams of a log group: what the statements of a CloudWatch Logs resource policy name. */
export const streamsArn = (logGroupArn: string): string =>
	`${bareLogGroupArn(logGroupArn)}:log-stream:*`;
