import type {GetCallerIdentityRequest, GetCallerIdentityResponse} from '@aws-sdk/client-sts';
import {uniqueId} from '../ids.ts';
import type {OperationContext, Service} from '../service.ts';
import {queryProtocol} from '../wire/query.ts';
import {queryErrors} from './common-errors.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/ */
export const sts: Service = {
	prefix: 'sts',
	protocol: queryProtocol({
		version: '2011-06-15',
		namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
	}),
	errors: queryErrors,
	operations: {GetCallerIdentity: getCallerIdentity},
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
