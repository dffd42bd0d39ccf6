import {parseArn} from '../../aws/arn.ts';
import {isObject, member, parseJson} from '../../json.ts';
import {AccountError} from '../account-error.ts';
import type {LambdaReads} from '../lambda.ts';
import type {Connection} from './connection.ts';
import {signedRequests} from './signed-request.ts';

export function lambdaReads(connection: Connection): LambdaReads {
	const send = signedRequests(connection);

	/** Null where there is no such function. */
	async function configuration(arn: string, qualifier: string | null): Promise<unknown> {
		const {region = '', resource = ''} = parseArn(arn) ?? {};

		try {
			const answer = parseJson(
				await send({
					service: 'lambda',
					action: 'GetFunctionConfiguration',
					region,
					method: 'GET',
					path: `/2015-03-31/functions/${encodeURIComponent(resource.split(':')[1] ?? '')}/configuration`,
					...(qualifier !== null && {query: {Qualifier: qualifier}}),
				}),
			);

			if (!isObject(answer) || typeof answer.FunctionName !== 'string') {
				throw new AccountError(
					'unavailable',
					'lambda:GetFunctionConfiguration',
					'lambda:GetFunctionConfiguration gave no answer of AWS.',
				);
			}

			return answer;
		} catch (error) {
			if (error instanceof AccountError && error.kind === 'not-found') {
				return null;
			}

			throw error;
		}
	}

	return {
		async functionLogging(arn, qualifier) {
			const found = await configuration(arn, qualifier);

			if (found === null) {
				return null;
			}

			const logging = member(found, 'LoggingConfig');
			const group = member(logging, 'LogGroup');
			const format = member(logging, 'LogFormat');

			return {
				logGroup: typeof group === 'string' && group !== '' ? group : null,
				format: format === 'Text' || format === 'JSON' ? format : null,
			};
		},

		async functionRole(arn) {
			const [, , qualifier = null] = (parseArn(arn)?.resource ?? '').split(':');
			const role = member(await configuration(arn, qualifier), 'Role');
			return typeof role === 'string' ? role : null;
		},
	};
}
