import {createHash, createHmac} from 'node:crypto';
import {SignatureV4} from '@smithy/signature-v4';
import type {AwsCredentialIdentity, Provider} from '@smithy/types';
import {classifyError} from '../classify-error.ts';
import type {Connection} from './connection.ts';
import {inTurn} from './traffic.ts';

export type RawRequest = {
	/** As IAM actions begin, which is the host's name as well where `host` gives no other. */
	service: string;
	/** For messages: `GetQueueAttributes`. */
	action: string;
	region: string;
	method: 'GET' | 'POST' | 'PUT';
	path: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: string;
};

type Handler = {
	handle(request: object): Promise<{
		response: {
			statusCode: number;
			headers?: Record<string, string>;
			body: AsyncIterable<Uint8Array>;
		};
	}>;
};

export type SignedRequests = (request: RawRequest) => Promise<string>;

/**
 * A call that no bundled client knows, signed by the SDK's own signer and sent by its own handler: a client of its
 * own for each of nine services would double the package.
 */
export function signedRequests(connection: Connection): SignedRequests {
	const {traffic} = connection;

	return async request => {
		const operation = `${request.service}:${request.action}`;

		try {
			const ask = () => send(request, connection);
			return await (traffic
				? (traffic.ask('request', request, () =>
						inTurn(traffic, operation, ask),
					) as Promise<string>)
				: ask());
		} catch (error) {
			throw classifyError(error, {operation, host: undefined, profile: connection.profile});
		}
	};
}

async function send(request: RawRequest, connection: Connection): Promise<string> {
	const {STSClient} = await import('./clients/sts.ts');
	const options = connection.config();
	const {config} = new STSClient(options);
	connection.shareCredentials(config.credentials);
	const endpoint = new URL(endpointOf(request, options.endpoint));
	const signer = new SignatureV4({
		service: request.service,
		region: request.region,
		credentials: config.credentials as Provider<AwsCredentialIdentity>,
		sha256: Sha256,
		uriEscapePath: request.service !== 's3',
	});
	const signed = await signer.sign({
		method: request.method,
		protocol: endpoint.protocol,
		hostname: endpoint.hostname,
		...(endpoint.port && {port: Number(endpoint.port)}),
		path: endpoint.pathname.replace(/\/$/, '') + request.path,
		query: request.query ?? {},
		headers: {host: endpoint.host, ...request.headers},
		...(request.body !== undefined && {body: request.body}),
	});
	const {response} = await (config.requestHandler as unknown as Handler).handle(signed);
	const text = await textOf(response.body);

	if (response.statusCode >= 300) {
		throw failure(response.statusCode, text, response.headers ?? {});
	}

	return text;
}

/** The same places in which the SDK looks for another endpoint. */
function endpointOf({service, region}: RawRequest, given: unknown): string {
	const name = `AWS_ENDPOINT_URL_${endpointNames[service] ?? service.toUpperCase()}`;
	const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';

	return (
		(typeof given === 'string' ? given : undefined) ??
		process.env[name] ??
		process.env.AWS_ENDPOINT_URL ??
		`https://${hosts[service] ?? service}.${region}.${suffix}`
	);
}

const hosts: Record<string, string> = {ecr: 'api.ecr', sagemaker: 'api.sagemaker'};

const endpointNames: Record<string, string> = {
	'access-analyzer': 'ACCESSANALYZER',
	events: 'EVENTBRIDGE',
	secretsmanager: 'SECRETS_MANAGER',
};

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
	const chunks: Uint8Array[] = [];

	for await (const chunk of body) {
		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString('utf8');
}

/** Shaped as the SDK's own errors are, so that they are told apart in one place. */
function failure(status: number, text: string, headers: Record<string, string>): Error {
	const name =
		/<Code>([\w.]{1,100})<\/Code>/.exec(text)?.[1] ??
		/"(?:__type|code|Code)"\s*:\s*"(?:[^"#]{0,100}#)?([\w.]{1,100})"/.exec(text)?.[1] ??
		// Lambda names the error in a header alone.
		/^[\w.]{1,100}/.exec(headers['x-amzn-errortype'] ?? '')?.[0] ??
		'UnknownError';
	const message =
		/<Message>([^<]{1,500})<\/Message>/.exec(text)?.[1] ??
		/"[Mm]essage"\s*:\s*"([^"]{1,500})"/.exec(text)?.[1] ??
		`HTTP status ${status}`;

	return Object.assign(new Error(message), {
		// Just `NotFound`, as SNS says, is what the SDK makes of a 404 that is no answer of AWS.
		name: name === 'NotFound' ? 'NotFoundException' : name,
		$metadata: {httpStatusCode: status},
	});
}

/** What the signer asks of a hash. */
class Sha256 {
	readonly #hash;

	constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
		this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
	}

	update(data: string | ArrayBuffer | ArrayBufferView): void {
		this.#hash.update(bytes(data));
	}

	async digest(): Promise<Uint8Array> {
		return this.#hash.digest();
	}

	reset(): void {}
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
	if (typeof data === 'string') {
		return Buffer.from(data, 'utf8');
	}

	return ArrayBuffer.isView(data)
		? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
		: new Uint8Array(data);
}
