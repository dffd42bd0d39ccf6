import type {HttpRequest, MiddlewareStack} from '@smithy/types';
import {classifyError} from '../classify-error.ts';
import type {ClientConfig, Connection} from './connection.ts';

/** Asks one AWS service; `action` is the call's name, and every failure is an AccountError. */
export type Service<Client, Sdk> = <Result>(
	action: string,
	ask: (client: Client, sdk: Sdk) => Promise<Result>,
) => Promise<Result>;

type AnyClient = {
	config: {credentials?: ClientConfig['credentials']};
	middlewareStack: {add: (middleware: never, options: never) => void};
};

export type ServiceOptions<Client, Sdk> = {
	/** As IAM actions begin: `states`, `logs`. */
	prefix: string;
	load: () => Promise<Sdk>;
	construct: (sdk: Sdk, config: ClientConfig) => Client;
};

/** The client is loaded and constructed when the first call is made. */
export function serviceOf<Client extends AnyClient, Sdk>(
	{prefix, load, construct}: ServiceOptions<Client, Sdk>,
	connection: Connection,
): Service<Client, Sdk> {
	let host: string | undefined;
	let ready: Promise<{client: Client; sdk: Sdk}> | undefined;

	const prepare = async () => {
		// On Node 20 the SDK otherwise prints ten lines across the screen; no other value silences it.
		process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
		const sdk = await load();
		const client = construct(sdk, connection.config());
		connection.shareCredentials(client.config.credentials);
		rememberHost(client, seen => {
			host = seen;
		});

		return {client, sdk};
	};

	return async (action, ask) => {
		try {
			ready ??= prepare();
			const {client, sdk} = await ready;

			return await ask(client, sdk);
		} catch (error) {
			const operation = `${prefix}:${action}`;

			throw classifyError(error, {operation, host, profile: connection.profile});
		}
	};
}

/** The SDK's network errors do not always say where they were going. */
function rememberHost(client: AnyClient, remember: (host: string) => void): void {
	const stack = client.middlewareStack as MiddlewareStack<object, object>;
	stack.add(
		next => arguments_ => {
			const {hostname, port} = arguments_.request as HttpRequest;
			remember(port ? `${hostname}:${port}` : hostname);

			return next(arguments_);
		},
		{step: 'build', name: 'rememberHost'},
	);
}
