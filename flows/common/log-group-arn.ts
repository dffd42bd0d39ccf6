export type LogGroupArn = {partition: string; region: string; accountId: string; name: string};

/**
Reads `arn:<partition>:logs:<region>:<account>:log-group:<name>`, with or without the `:*` at its end.
A log group's name holds no colon: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
*/
export function parseLogGroupArn(arn: string): LogGroupArn | null {
	const [prefix, partition, service, region, accountId, kind, name, ...rest] = arn.split(':');
	const endsWell = rest.length === 0 || (rest.length === 1 && rest[0] === '*');

	if (prefix !== 'arn' || service !== 'logs' || kind !== 'log-group' || !name || !endsWell) {
		return null;
	}

	return {partition: partition ?? 'aws', region: region ?? '', accountId: accountId ?? '', name};
}

/** The form that a Step Functions logging configuration asks for. */
export const destinationArn = (logGroupArn: string): string => `${bareLogGroupArn(logGroupArn)}:*`;

export const bareLogGroupArn = (arn: string): string =>
	arn.endsWith(':*') ? arn.slice(0, -2) : arn;

/** The streams of a log group: what the statements of a CloudWatch Logs resource policy name. */
export const streamsArn = (logGroupArn: string): string =>
	`${bareLogGroupArn(logGroupArn)}:log-stream:*`;
