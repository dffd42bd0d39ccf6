import {parseJson} from '../../json.ts';
import {AwsError} from '../aws-error.ts';
import {bodyText, type HttpResponse, httpResponse} from './http.ts';
import type {Input, Protocol} from './protocol.ts';

/** A path and what its parts are called: `/2015-03-31/functions/{FunctionName}/configuration`. */
type Route = {operation: string; method: string; path: RegExp};

/** AWS REST JSON: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export function restProtocol(routes: readonly Route[]): Protocol {
	const respond = (status: number, body: object, headers: Record<string, string>): HttpResponse =>
		httpResponse(status, {'content-type': 'application/json', ...headers}, JSON.stringify(body));

	return {
		read({method, path, body}) {
			const [plain = ''] = path.split('?');
			const route = routes.find(each => each.method === method && each.path.test(plain));

			return route
				? {
						operation: route.operation,
						input: (): Input => ({
							...Object(parseJson(bodyText(body))),
							...route.path.exec(plain)?.groups,
						}),
					}
				: null;
		},
		success: (_operation, output, requestId) =>
			respond(200, output, {'x-amzn-requestid': requestId}),
		failure: ({code, message, status}, requestId) =>
			respond(
				status,
				{Type: status < 500 ? 'User' : 'Service', message},
				{'x-amzn-requestid': requestId, 'x-amzn-errortype': code},
			),
		unknownOperation: () => new AwsError('UnknownOperationException', '', 404),
	};
}
