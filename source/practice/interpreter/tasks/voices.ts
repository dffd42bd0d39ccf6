import {uuidOf} from '../../uuid-of.ts';
import type {Run} from '../run.ts';
import {StatesError} from '../states-error.ts';

/** How an integration names a service's errors, and what it adds to their texts. */
export type Voice = {
	/** In front of an error's name: `ECS`. */
	prefix: string;
	/** What a refusal is called behind the prefix. */
	denied: string;
	/** As in `(Service: AmazonECS; …)`. */
	service: string;
	/** Of a refusal. */
	status: number;
	/** Of a refusal, in `Error Code: …`. */
	code: string;
	/** Of the SDK that the integration calls with. */
	sdk: 1 | 2;
	/** How the service itself writes the action in a refusal. */
	spell?: (action: string) => string;
};

const denied = 'AccessDeniedException';

/**
 * The optimised integrations, by the first part of their Resource. Where a service's model has no
 * AccessDeniedException, the SDK falls back on the exception of the whole service.
 */
const voices: Record<string, Omit<Voice, 'sdk'>> = {
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
		spell: action => action.replace('sns:', 'SNS:'),
	},
	sqs: {
		prefix: 'SQS',
		denied: 'AmazonSQSException',
		service: 'AmazonSQS',
		status: 403,
		code: 'AccessDenied',
		spell: action => action.toLowerCase(),
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
export function voiceOf(integration: string): Voice {
	const [first = '', second = ''] = integration.split(':');
	const optimised = voices[first];

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

/** A refusal as the integration passes it on. */
export function deniedError(text: string, action: string, voice: Voice, run: Run): StatesError {
	const spelled = voice.spell?.(action) ?? action;

	return serviceError(
		{
			code: voice.code,
			name: voice.denied,
			status: voice.status,
			message: text.replaceAll(action, spelled),
		},
		voice,
		run,
	);
}

export type ServiceError = {code: string; name?: string; status?: number; message: string};

export function serviceError(
	{code, name = code, status = 400, message}: ServiceError,
	{prefix, service, sdk}: Voice,
	{execution}: Run,
): StatesError {
	const requestId = uuidOf(`${execution.arn} ${execution.history.length}`);
	const details =
		sdk === 1
			? `(Service: ${service}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`
			: `(Service: ${service}, Status Code: ${status}, Request ID: ${requestId})`;

	return new StatesError(`${prefix}.${name}`, `${message} ${details}`);
}
