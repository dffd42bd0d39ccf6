import {AwsError} from '../../aws-error.ts';
import type {OperationContext, PracticeService} from '../../service.ts';
import type {AccountState} from '../../state.ts';
import type {Input} from '../../wire/protocol.ts';
import {restProtocol} from '../../wire/rest.ts';
import {jsonErrors} from '../common-errors.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/ */
export const lambda: PracticeService = {
	prefix: 'lambda',
	protocol: restProtocol([
		{
			operation: 'GetFunctionConfiguration',
			method: 'GET',
			path: /^\/2015-03-31\/functions\/(?<FunctionName>[^/]+)\/configuration$/,
		},
		{
			operation: 'GetPolicy',
			method: 'GET',
			path: /^\/2015-03-31\/functions\/(?<FunctionName>[^/]+)\/policy$/,
		},
	]),
	errors: {
		...jsonErrors,
		accessDeniedStatus: 403,
		throttled: 'TooManyRequestsException',
		internal: 'ServiceException',
	},
	operations: {GetFunctionConfiguration: functionConfiguration, GetPolicy: functionPolicy},
	resourceOf: (_operation, input, state) => arnOf(nameIn(input), state),
};

/** A function that a state invokes exists, and logs as usual unless the account says otherwise. */
function functionConfiguration(input: Input, {state}: OperationContext): object {
	const name = nameIn(input);
	const known = state.functions.find(each => each.name === name);

	if (known?.isDeleted) {
		throw new AwsError(
			'ResourceNotFoundException',
			`Function not found: ${arnOf(name, state)}`,
			404,
		);
	}

	return {
		FunctionName: name,
		FunctionArn: arnOf(name, state),
		LoggingConfig: {
			LogFormat: known?.logFormat ?? 'Text',
			LogGroup: known?.logGroup ?? `/aws/lambda/${name}`,
		},
	};
}

/** No function has a policy. */
function functionPolicy(): object {
	throw new AwsError(
		'ResourceNotFoundException',
		'The resource you requested does not exist.',
		404,
	);
}

const nameIn = ({FunctionName}: Input): string => decodeURIComponent(String(FunctionName));

const arnOf = (name: string, {partition, region, accountId}: AccountState): string =>
	`arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
