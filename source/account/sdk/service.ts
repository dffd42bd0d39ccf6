import type {MiddlewareStack} from '@smithy/types';
import {classifyError} from '../classify-error.ts';
import {boundCalls} from './bounds.ts';
import type {ClientConfig, Connection} from './connection.ts';
import {sendingOnce, withoutBlindRepeats} from './no-repeat.ts';
import {readAnswers, type Wire} from './read-answer.ts';
import {directTraffic} from './traffic.ts';

type Ask<Client, Sdk> = <Result>(
	action: string,
	ask: (client: Client, sdk: Sdk) => Promise<Result>,
) => Promise<Result>;

/** Asks one AWS service; `action` is the call's name, and every failure is an AccountError. */
export type Service<Client, Sdk> = Ask<Client, Sdk> & {
	/** For what must not be done twice: it is sent once, whatever becomes of its answer. */
	once: Ask<Client, Sdk>;
};

type AnyClient = {
	config: {credentials?: ClientConfig['credentials']};
	middlewareStack: {add: (middleware: never, options: never) => void};
};

export type ServiceOptions<Client, Sdk> = {
	/** As IAM actions begin: `states`, `logs`. */
	prefix: string;
	wire: Wire;
	load: () => Promise<Sdk>;
	construct: (sdk: Sdk, config: ClientConfig) => Client;
};

/** The client is loaded and constructed when the first call is made. */
export function serviceOf<Client extends AnyClient, Sdk>(
	{prefix, wire, load, construct}: ServiceOptions<Client, Sdk>,
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
		withoutBlindRepeats(client.config, {isPaced: connection.traffic !== undefined});
		const stack = client.middlewareStack as MiddlewareStack<object, object>;

		if (connection.traffic) {
			directTraffic(stack, prefix, connection.traffic);
		}

		boundCalls(stack, {
			prefix,
			hangs: connection.hangs,
			onWait: connection.onWait,
			onHost(seen) {
				host = seen;
			},
		});
		readAnswers(stack, wire);

		return {client, sdk};
	};

	const asked: Ask<Client, Sdk> = async (action, ask) => {
		try {
			ready ??= prepare();
			const {client, sdk} = await ready;

			return await ask(client, sdk);
		} catch (error) {
			const operation = `${prefix}:${action}`;

			throw classifyError(error, {operation, host, profile: connection.profile});
		}
	};

	return Object.assign(asked, {
		once: ((action, ask) => sendingOnce(() => asked(action, ask))) satisfies Ask<Client, Sdk>,
	});
}
