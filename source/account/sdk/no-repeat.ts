import {AsyncLocalStorage} from 'node:async_hooks';

type Token = {getRetryCount(): number; getRetryDelay(): number};
type Info = {error?: unknown; errorType?: string};
type Strategy = {
	acquireInitialRetryToken(scope: string): Promise<Token>;
	refreshRetryTokenForRetry(token: Token, info: Info): Promise<Token>;
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

/** A call that was refused for its rate waits for its turn again, as the others of its kind do: see `inTurn`. */
const pacedElsewhere = (strategy: Strategy): Strategy => ({
	acquireInitialRetryToken: scope => strategy.acquireInitialRetryToken(scope),
	async refreshRetryTokenForRetry(token, info) {
		if (info.errorType === 'THROTTLING') {
			throw new Error('A throttled call waits for its turn.');
		}

		return strategy.refreshRetryTokenForRetry(token, info);
	},
	recordSuccess: token => strategy.recordSuccess(token),
});

/** The SDK looks its strategy up for each call, so one client serves both. */
export function withoutBlindRepeats(config: object, {isPaced}: {isPaced: boolean}): void {
	const settings = config as {retryStrategy: () => Promise<Strategy>};
	const {retryStrategy} = settings;
	settings.retryStrategy = async () => {
		const own = writing.getStore() ? noRepeat : await retryStrategy();
		return isPaced ? pacedElsewhere(own) : own;
	};
}
