import {uuidOf} from '../../ids.ts';
import type {PracticeRun} from '../run.ts';
import {StatesError} from '../states-error.ts';

/** How an integration names a service's errors, and what it adds to their messages. */
export type ErrorStyle = {
	/** In front of an error's name: `ECS`. */
	prefix: string;
	/** The error name of a denial, behind the prefix. */
	denied: string;
	/** As in `(Service: AmazonECS; …)`. */
	service: string;
	/** Of a denial. */
	status: number;
	/** Of a denial, in `Error Code: …`. */
	code: string;
	/** Of the SDK that the integration calls with. */
	sdk: 1 | 2;
	/** How the service itself writes the action in a denial. */
	formatAction?: (action: string) => string;
};

const denied = 'AccessDeniedException';

/**
 * The optimised integrations, by the first part of their Resource. Where a service's model has no
 * AccessDeniedException, the SDK falls back on the exception of the whole service.
 */
const errorStyles: Record<string, Omit<ErrorStyle, 'sdk'>> = {
	lambda: {
		prefix: 'Lambda',
		denied: 'AWSLambdaException',
		service: 'AWSLambda',
		status: 403,
		code: denied,
	},
	ecs: {prefix: 'ECS', denied, service: 'AmazonECS', status: 400, code: denied},
	sns: {
		prefix: 'SNS',
		denied: 'AuthorizationErrorException',
		service: 'AmazonSNS',
		status: 403,
		code: 'AuthorizationError',
		formatAction: action => action.replace('sns:', 'SNS:'),
	},
	sqs: {
		prefix: 'SQS',
		denied: 'AmazonSQSException',
		service: 'AmazonSQS',
		status: 403,
		code: 'AccessDenied',
		formatAction: action => action.toLowerCase(),
	},
	dynamodb: {
		prefix: 'DynamoDB',
		denied: 'AmazonDynamoDBException',
		service: 'AmazonDynamoDBv2',
		status: 400,
		code: denied,
	},
	states: {
		prefix: 'StepFunctions',
		denied: 'AWSStepFunctionsException',
		service: 'AWSStepFunctions',
		status: 400,
		code: denied,
	},
	glue: {prefix: 'Glue', denied, service: 'AWSGlue', status: 400, code: denied},
	batch: {
		prefix: 'Batch',
		denied: 'AWSBatchException',
		service: 'AWSBatch',
		status: 403,
		code: denied,
	},
};

const names: Record<string, string> = {
	cloudwatchlogs: 'CloudWatchLogs',
	dynamodb: 'DynamoDb',
	eventbridge: 'EventBridge',
	secretsmanager: 'SecretsManager',
	sesv2: 'SesV2',
};

/** For a Resource without `arn:PARTITION:states:::`: `ecs:runTask.sync`, `aws-sdk:s3:getObject`. */
export function errorStyleOf(integration: string): ErrorStyle {
	const [first = '', second = ''] = integration.split(':');
	const optimised = errorStyles[first];

	if (optimised) {
		return {...optimised, sdk: 1};
	}

	const service = first === 'aws-sdk' ? second : first;
	const name = names[service] ?? service.charAt(0).toUpperCase() + service.slice(1);

	return {
		prefix: name,
		denied: `${name}Exception`,
		service: name,
		status: service === 's3' ? 403 : 400,
		code: denied,
		sdk: 2,
	};
}

/** A denial as the integration reports it. */
export function deniedError(
	text: string,
	action: string,
	style: ErrorStyle,
	run: PracticeRun,
): StatesError {
	const written = style.formatAction?.(action) ?? action;

	return serviceError(
		{
			code: style.code,
			name: style.denied,
			status: style.status,
			message: text.replaceAll(action, written),
		},
		style,
		run,
	);
}

export type ServiceError = {code: string; name?: string; status?: number; message: string};

/** A service's error as the integration reports it. */
export function serviceError(
	{code, name = code, status = 400, message}: ServiceError,
	{prefix, service, sdk}: ErrorStyle,
	{execution}: PracticeRun,
): StatesError {
	const requestId = uuidOf(`${execution.arn} ${execution.history.length}`);
	const details =
		sdk === 1
			? `(Service: ${service}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`
			: `(Service: ${service}, Status Code: ${status}, Request ID: ${requestId})`;

	return new StatesError(`${prefix}.${name}`, `${message} ${details}`);
}
