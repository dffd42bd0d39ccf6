import type {GetCallerIdentityRequest, GetCallerIdentityResponse} from '@aws-sdk/client-sts';
import {isObject, parseJson} from '../../json.ts';
import {AwsError} from '../aws-error.ts';
import {uniqueId} from '../ids.ts';
import type {OperationContext, PracticeService} from '../service.ts';
import type {Input} from '../wire/protocol.ts';
import {queryProtocol} from '../wire/query.ts';
import {queryErrors} from './common-errors.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/ */
export const sts: PracticeService = {
	prefix: 'sts',
	protocol: queryProtocol({
		version: '2011-06-15',
		namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
	}),
	errors: queryErrors,
	operations: {GetCallerIdentity: getCallerIdentity, DecodeAuthorizationMessage: decode},
	resourceOf: () => null,
};

function getCallerIdentity(
	_input: GetCallerIdentityRequest,
	{state}: OperationContext,
): GetCallerIdentityResponse {
	const session = state.callerArn.split('/').at(-1);

	return {
		UserId: `${uniqueId('AROA', state.callerArn)}:${session}`,
		Account: state.accountId,
		Arn: state.callerArn,
	};
}

/** An encoded message here is the message itself, in base64 for URLs. */
function decode({EncodedMessage}: Input): object {
	const text = Buffer.from(String(EncodedMessage), 'base64url').toString('utf8');

	if (!isObject(parseJson(text))) {
		throw new AwsError('InvalidAuthorizationMessageException', 'The message is not valid.');
	}

	return {DecodedMessage: text};
}
