import {parseArn} from '../../aws/arn.ts';
import {member, parseJson} from '../../json.ts';
import type {LambdaReads} from '../lambda.ts';
import type {Connection} from './connection.ts';
import {signedRequests} from './signed-request.ts';

/** `offline`: the practice account has no functions, only what calls to them end with. */
export function lambdaReads(connection: Connection, offline: boolean): LambdaReads {
	const send = signedRequests(connection);

	return {
		async functionRole(arn) {
			const {region = '', resource = ''} = parseArn(arn) ?? {};
			const [, name = '', qualifier] = resource.split(':');

			if (offline) {
				return null;
			}

			const answer = await send({
				service: 'lambda',
				action: 'GetFunctionConfiguration',
				region,
				method: 'GET',
				path: `/2015-03-31/functions/${encodeURIComponent(name)}/configuration`,
				...(qualifier && {query: {Qualifier: qualifier}}),
			});
			const role = member(parseJson(answer), 'Role');
			return typeof role === 'string' ? role : null;
		},
	};
}
