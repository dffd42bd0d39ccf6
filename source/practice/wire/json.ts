import {AwsError} from '../aws-error.ts';
import {bodyText, type HttpResponse, header, httpResponse} from './http.ts';
import type {Input, Protocol} from './protocol.ts';

type JsonOptions = {
	/** What stands before the dot of X-Amz-Target. */
	target: string;
	version: '1.0' | '1.1';
	/** The namespace that the service puts before an error's name. */
	errorNamespace: string;
};

/** AWS JSON 1.0 and 1.1: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export function jsonProtocol({target, version, errorNamespace}: JsonOptions): Protocol {
	const respond = (status: number, body: object, requestId: string): HttpResponse =>
		httpResponse(
			status,
			{'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId},
			JSON.stringify(body, epochSeconds),
		);

	return {
		read(request) {
			const [prefix, operation] = (header(request, 'x-amz-target') ?? '').split('.');

			return prefix === target && operation
				? {operation, input: () => parseInput(bodyText(request.body))}
				: null;
		},
		success: (_operation, output, requestId) => respond(200, output, requestId),
		failure: ({code, message, status, members}, requestId) =>
			respond(
				status,
				{__type: `${errorNamespace}${code}`, ...(message && {message}), ...members},
				requestId,
			),
		unknownOperation: () => new AwsError('UnknownOperationException', ''),
	};
}

function parseInput(text: string): Input {
	try {
		const parsed: unknown = JSON.parse(text || '{}');

		if (typeof parsed === 'object' && parsed !== null) {
			return parsed as Input;
		}
	} catch {
		// Said below, as for every body that is no object.
	}

	throw new AwsError(
		'SerializationException',
		'Start of structure or map found where not expected.',
	);
}

/** Dates are seconds since 1970, with a fraction. `this` holds the date that toJSON has replaced. */
function epochSeconds(this: unknown, key: string, value: unknown): unknown {
	const original = (this as Record<string, unknown>)[key];

	return original instanceof Date ? original.getTime() / 1000 : value;
}
