import {AsyncLocalStorage} from 'node:async_hooks';

type Token = {getRetryCount(): number; getRetryDelay(): number};
type Strategy = {
	acquireInitialRetryToken(scope: string): Promise<Token>;
	refreshRetryTokenForRetry(token: Token, info: {error?: unknown}): Promise<Token>;
	recordSuccess(token: Token): void;
};

const writing = new AsyncLocalStorage<true>();

/** Everything asked within is sent once: whoever writes looks at the account before writing again. */
export const sendingOnce = <Value>(ask: () => Promise<Value>): Promise<Value> =>
	writing.run(true, ask);

const tokenOf = (count: number): Token => ({getRetryCount: () => count, getRetryDelay: () => 0});

/** A request refused for its time alone is signed again with AWS's time. */
const isClockCorrected = (error: unknown): boolean =>
	typeof error === 'object' &&
	error !== null &&
	Boolean((error as {$metadata?: {clockSkewCorrected?: boolean}}).$metadata?.clockSkewCorrected);

const noRepeat: Strategy = {
	acquireInitialRetryToken: async () => tokenOf(0),
	async refreshRetryTokenForRetry(token, {error}) {
		if (token.getRetryCount() === 0 && isClockCorrected(error)) {
			return tokenOf(1);
		}

		throw new Error('A write is not repeated blindly.');
	},
	recordSuccess() {},
};

/** The SDK looks its strategy up for each call, so one client serves both. */
export function withoutBlindRepeats(config: object): void {
	const settings = config as {retryStrategy: () => Promise<Strategy>};
	const {retryStrategy} = settings;
	settings.retryStrategy = () => (writing.getStore() ? Promise.resolve(noRepeat) : retryStrategy());
}
