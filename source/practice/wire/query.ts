import {AwsError} from '../aws-error.ts';
import {bodyText, type HttpResponse, httpResponse} from './http.ts';
import type {Input, Protocol} from './protocol.ts';
import {escapeXml, xmlMembers} from './xml.ts';

type QueryOptions = {
	/** What the request gives as Version, for example `2010-05-08`. */
	version: string;
	namespace: string;
};

/** AWS Query: form in, XML out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export function queryProtocol({version, namespace}: QueryOptions): Protocol {
	const respond = (status: number, xml: string, requestId: string): HttpResponse =>
		httpResponse(status, {'content-type': 'text/xml', 'x-amzn-requestid': requestId}, xml);

	return {
		read(request) {
			const form = new URLSearchParams(bodyText(request.body));
			const operation = form.get('Action');

			return operation && form.get('Version') === version
				? {operation, input: () => unflatten(form)}
				: null;
		},
		success(operation, output, requestId) {
			const members = Object.keys(output).length > 0 ? xmlMembers(output) : '';
			const result = members && `<${operation}Result>${members}</${operation}Result>`;

			return respond(
				200,
				`<${operation}Response xmlns="${namespace}">${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
				requestId,
			);
		},
		failure: ({code, message, status}, requestId) =>
			respond(
				status,
				`<ErrorResponse xmlns="${namespace}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
				requestId,
			),
		unknownOperation: operation =>
			new AwsError('InvalidAction', `Could not find operation ${operation} for version ${version}`),
	};
}

/** `ContextEntries.member.1.ContextKeyName` stands for a member of a list of structures. */
function unflatten(form: URLSearchParams): Input {
	const root: Input = {};

	for (const [key, value] of form) {
		if (key !== 'Action' && key !== 'Version') {
			assign(root, key.split('.'), value);
		}
	}

	return listed(root) as Input;
}

function assign(parent: Input, [name = '', ...rest]: string[], value: string): void {
	if (rest.length === 0) {
		parent[name] = value;
		return;
	}

	const child = (parent[name] ?? {}) as Input;
	parent[name] = child;
	assign(child, rest, value);
}

/** Turns `{member: {1: a, 2: b}}` into `[a, b]`, at every depth. An empty list is sent as `Name=`. */
function listed(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) {
		return value;
	}

	if ('member' in value && typeof value.member === 'object' && value.member !== null) {
		return Object.entries(value.member)
			.sort(([a], [b]) => Number(a) - Number(b))
			.map(([, member]) => listed(member));
	}

	return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, listed(member)]));
}
