import type {HttpRequest, MiddlewareStack} from '@smithy/types';

/** What a call of AWS is waiting for. */
export type WaitNotice = {
	/** `service:Operation`. */
	operation: string;
	/** Null while credentials are waited for. */
	host: string | null;
	seconds: number;
};

export type OnWait = (notice: WaitNotice) => void;

/** From here on somebody watching is told what is being waited for. */
const wordAfterMilliseconds = 5_000;
/** For one call with all its repetitions, credentials included. */
const callMilliseconds = 40_000;
/** For what has hung once already: it is asked again, but not waited for as long. */
const hungMilliseconds = 5_000;

export type Hangs = {credentials: boolean; hosts: Set<string>};

type Bounds = {
	prefix: string;
	hangs: Hangs;
	onWait: OnWait;
	onHost(host: string): void;
};

type Context = {commandName?: string};

/** Every call ends: what the SDK itself waits for without a bound (a credential process, for one) as well. */
export function boundCalls(
	stack: MiddlewareStack<object, object>,
	{prefix, hangs, onWait, onHost}: Bounds,
): void {
	const hostOf = new WeakMap<object, string>();

	stack.add(
		(next, context) => arguments_ => {
			const action = ((context as Context).commandName ?? '').replace(/Command$/, '');
			const call = {operation: `${prefix}:${action}`, host: () => hostOf.get(context) ?? null};
			return bounded(call, hangs, onWait, () => next(arguments_));
		},
		{step: 'initialize', priority: 'high', name: 'boundCalls'},
	);
	stack.add(
		(next, context) => arguments_ => {
			const {hostname, port} = arguments_.request as HttpRequest;
			const host = port ? `${hostname}:${port}` : hostname;
			hostOf.set(context, host);
			hangs.credentials = false;
			// The SDK's network errors do not always say where they were going.
			onHost(host);

			return next(arguments_);
		},
		{step: 'build', name: 'rememberHost'},
	);
}

type Call = {operation: string; host(): string | null};

function bounded<Value>(
	{operation, host}: Call,
	hangs: Hangs,
	onWait: OnWait,
	run: () => Promise<Value>,
): Promise<Value> {
	return new Promise((resolve, reject) => {
		const began = Date.now();
		const hung = () => {
			const at = host();
			return at === null ? hangs.credentials : hangs.hosts.has(at);
		};
		const end = (milliseconds: number) => {
			const at = host();

			if (at === null) {
				hangs.credentials = true;
			} else {
				hangs.hosts.add(at);
			}

			reject(timedOut(at, Math.round(milliseconds / 1000)));
		};
		const timers = [
			setTimeout(
				() => onWait({operation, host: host(), seconds: wordAfterMilliseconds / 1000}),
				wordAfterMilliseconds,
			),
			setTimeout(() => hung() && end(Date.now() - began), hungMilliseconds + 1),
			setTimeout(() => end(Date.now() - began), callMilliseconds),
		];

		run()
			.then(value => {
				hangs.hosts.delete(host() ?? '');
				resolve(value);
			}, reject)
			.finally(() => timers.forEach(clearTimeout));
	});
}

const timedOut = (host: string | null, seconds: number): Error =>
	host === null
		? Object.assign(
				new Error(
					`no credentials came within ${seconds} s; a credential process, a metadata service or a login might be waiting`,
				),
				{name: 'CredentialsTimeoutProviderError'},
			)
		: Object.assign(new Error(`no answer within ${seconds} s`), {name: 'TimeoutError'});
