import type {LogResourcePolicy} from '../../source/account/cloudwatch-logs.ts';
import {aPolicy, ordersLogGroupArn} from './samples.ts';

export const logGroupArnOf = (name: string): string =>
	`arn:aws:logs:eu-west-1:123456789012:log-group:${name}`;

/** The statement that AWS writes itself, for these log groups. */
export const deliveryTo = (names: readonly string[], given: object = {}): object => ({
	Sid: 'AWSLogDeliveryWrite20150319',
	Effect: 'Allow',
	Principal: {Service: ['delivery.logs.amazonaws.com']},
	Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
	Resource: names.map(name => `${logGroupArnOf(name)}:log-stream:*`),
	Condition: {
		StringEquals: {'aws:SourceAccount': ['123456789012']},
		ArnLike: {'aws:SourceArn': ['arn:aws:logs:eu-west-1:123456789012:*']},
	},
	...given,
});

export const anAccountPolicy = (name: string, ...statements: object[]): LogResourcePolicy => ({
	name,
	document: aPolicy(...statements),
	logGroupArn: null,
	revisionId: null,
});

export const aLogGroupPolicy = (name: string, ...statements: object[]): LogResourcePolicy => ({
	name,
	document: aPolicy(...statements),
	logGroupArn: ordersLogGroupArn,
	revisionId: 'revision-7',
});

export const awsPolicyName = 'AWSLogDeliveryWrite20150319';

/** AWS's own policy, with as many log groups as it holds and hardly a character to spare. */
export function fullAwsPolicy(prefix = '/workflows/branch-'): {
	policy: LogResourcePolicy;
	names: string[];
} {
	const names: string[] = [];

	while (
		anAccountPolicy(awsPolicyName, deliveryTo([...names, `${prefix}${1000 + names.length}`]))
			.document.length <= 5120
	) {
		names.push(`${prefix}${1000 + names.length}`);
	}

	return {policy: anAccountPolicy(awsPolicyName, deliveryTo(names)), names};
}

/** Nine policies of other services, too large to go together, and the given ones. */
export const tenPolicies = (...given: LogResourcePolicy[]): LogResourcePolicy[] => [
	...given,
	...Array.from({length: 10 - given.length}, (_, index) =>
		anAccountPolicy(`route53-${index}`, {
			Effect: 'Allow',
			Principal: {Service: 'route53.amazonaws.com'},
			Action: 'logs:PutLogEvents',
			Resource: Array.from(
				{length: 30},
				(_none, zone) => `${logGroupArnOf(`/aws/route53/${index}-zone-${zone}.example.com`)}:*`,
			),
		}),
	),
];
