import {Readable} from 'node:stream';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import type {Clock} from '../../source/clock.ts';

/** `operation` as IAM names it: `logs:DescribeLogGroups`. */
export type Call = {operation: string; input: Record<string, unknown>};
export type Raw = {status: number; contentType: string; body: string};
type AnswerTo = (input: Record<string, unknown>) => object;

/** AWS as it is on the wire, answering each operation from a table and noting every call. */
export function fakeWire(answers: Record<string, AnswerTo>) {
	const calls: Call[] = [];

	const handle = async (request: object) => {
		const {call, speaks} = read(request as Request);
		calls.push(call);
		const answer = answers[call.operation]?.(call.input);

		if (!answer) {
			throw new Error(`The test has no answer to ${call.operation}.`);
		}

		return {response: responseOf(answer, call.operation, speaks)};
	};

	return {calls, requestHandler: {handle}};
}

export const credentials = {accessKeyId: 'AKIAEXAMPLEEXAMPLE12', secretAccessKey: 'example'};

/** An account over the fake wire. */
export function accountOver(answers: Record<string, AnswerTo>, clock?: Clock) {
	const {calls, requestHandler} = fakeWire(answers);
	const account = createAccount({
		region: 'eu-west-1',
		requestHandler,
		credentials,
		...(clock && {clock}),
	});

	return {
		...account,
		calls,
		count: (operation: string) => calls.filter(call => call.operation === operation).length,
		inputs: (operation: string) =>
			calls.filter(call => call.operation === operation).map(call => call.input),
	};
}

export class Refusal {
	readonly name: string;
	readonly message: string;
	readonly status: number;

	constructor(name: string, message: string, status = 400) {
		this.name = name;
		this.message = message;
		this.status = status;
	}
}

export class RawAnswer {
	readonly raw: Raw;

	constructor(raw: Raw) {
		this.raw = raw;
	}
}

type Request = {hostname: string; headers: Record<string, string>; body?: unknown};
type Speaks = 'json' | 'query';

function read({hostname, headers, body}: Request): {call: Call; speaks: Speaks} {
	const target = headers['x-amz-target'];
	const service = hostname.split('.')[0];
	const text = typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array);

	if (target) {
		const operation = `${service}:${target.split('.')[1]}`;

		return {call: {operation, input: JSON.parse(text)}, speaks: 'json'};
	}

	const input = Object.fromEntries(new URLSearchParams(text));

	return {call: {operation: `${service}:${input.Action}`, input}, speaks: 'query'};
}

function responseOf(answer: object, operation: string, speaks: Speaks) {
	const {status, contentType, body} = rawOf(answer, operation, speaks);

	return {
		statusCode: status,
		headers: {
			'content-type': contentType,
			...(!(answer instanceof RawAnswer) && {'x-amzn-requestid': 'request-1'}),
		},
		body: Readable.from([Buffer.from(body)]),
	};
}

function rawOf(answer: object, operation: string, speaks: Speaks): Raw {
	if (answer instanceof RawAnswer) {
		return answer.raw;
	}

	return speaks === 'json' ? jsonOf(answer) : xmlOf(answer, operation);
}

function jsonOf(answer: object): Raw {
	const contentType = 'application/x-amz-json-1.1';

	if (answer instanceof Refusal) {
		const {name, message, status} = answer;

		return {status, contentType, body: JSON.stringify({__type: `com.amazonaws#${name}`, message})};
	}

	return {status: 200, contentType, body: JSON.stringify(answer)};
}

function xmlOf(answer: object, operation: string): Raw {
	const contentType = 'text/xml';

	if (answer instanceof Refusal) {
		const error = {Type: 'Sender', Code: answer.name, Message: answer.message};

		return {
			status: answer.status,
			contentType,
			body: element('ErrorResponse', {Error: error, RequestId: 'request-1'}),
		};
	}

	const action = operation.split(':')[1];
	const body = element(`${action}Response`, {
		[`${action}Result`]: answer,
		ResponseMetadata: {RequestId: 'request-1'},
	});

	return {status: 200, contentType, body};
}

function element(name: string, value: unknown): string {
	return `<${name}>${content(value)}</${name}>`;
}

function content(value: unknown): string {
	if (Array.isArray(value)) {
		return value.map(item => element('member', item)).join('');
	}

	if (typeof value === 'object' && value !== null) {
		return Object.entries(value)
			.map(([name, inner]) => element(name, inner))
			.join('');
	}

	return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
