import {accountId, functionArn, logGroupArn, region} from './names.ts';

export const policy = (...statements: object[]): string =>
	JSON.stringify({Version: '2012-10-17', Statement: statements}, null, 2);

export const trust = (service: string): string =>
	policy({Effect: 'Allow', Principal: {Service: service}, Action: 'sts:AssumeRole'});

export const invokeFunctions = (...names: string[]): string =>
	policy({
		Effect: 'Allow',
		Action: 'lambda:InvokeFunction',
		Resource: names.flatMap(name => [functionArn(name), `${functionArn(name)}:*`]),
	});

/** The eight with which a role sets a delivery up. */
export const deliveryActions = [
	'logs:CreateLogDelivery',
	'logs:GetLogDelivery',
	'logs:UpdateLogDelivery',
	'logs:DeleteLogDelivery',
	'logs:ListLogDeliveries',
	'logs:PutResourcePolicy',
	'logs:DescribeResourcePolicies',
	'logs:DescribeLogGroups',
];

/** The ten that the developer guide lists. https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
export const loggingActions = [...deliveryActions, 'logs:CreateLogStream', 'logs:PutLogEvents'];

export const allow = (actions: string[]): string =>
	policy({Effect: 'Allow', Action: actions, Resource: '*'});

const write = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const delivery = {Service: 'delivery.logs.amazonaws.com'};

/** As AWS writes it itself. */
export const deliveryPolicy = (...groups: string[]): string =>
	compact({
		Sid: 'AWSLogDeliveryWrite20150319',
		Effect: 'Allow',
		Principal: delivery,
		Action: write,
		Resource: groups.map(group => `${logGroupArn(group)}:log-stream:*`),
		Condition: {
			StringEquals: {'aws:SourceAccount': accountId},
			ArnLike: {'aws:SourceArn': `arn:aws:logs:${region}:${accountId}:*`},
		},
	});

/** As older ones stand: no condition, a Sid without a date. */
export const oldDeliveryPolicy = (...groups: string[]): string =>
	compact({
		Sid: 'AWSLogDeliveryWrite',
		Effect: 'Allow',
		Principal: delivery,
		Action: write,
		Resource: groups.map(group => `${logGroupArn(group)}:log-stream:*`),
	});

/** What a service other than log delivery writes with. */
export const servicePolicy = (sid: string, service: string, ...groups: string[]): string =>
	compact({
		Sid: sid,
		Effect: 'Allow',
		Principal: {Service: service},
		Action: write,
		Resource: groups.map(group => `${logGroupArn(group)}:*`),
	});

const compact = (...statements: object[]): string =>
	JSON.stringify({Version: '2012-10-17', Statement: statements});
