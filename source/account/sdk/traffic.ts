import type {MiddlewareStack} from '@smithy/types';

/** Who decides when a call is made, and whether it is made at all: for many calls in a row. */
export type Traffic = {
	/** Resolves when the call can be made. `operation` is `service:Operation`. */
	turn(operation: string): Promise<void>;
	/** AWS refused the call because of its rate. */
	throttled(operation: string): void;
	/** Asks, or gives the answer to the same question. */
	ask(operation: string, input: object, ask: () => Promise<unknown>): Promise<unknown>;
};

type Context = {commandName?: string};

/** The SDK repeats a throttled call four times; in a long run of calls that is no reason to give up. */
const turnsAtMost = 6;

/** Added before the bound on a call, and so around it: waiting for one's turn is no hanging. */
export function directTraffic(
	stack: MiddlewareStack<object, object>,
	prefix: string,
	traffic: Traffic,
): void {
	stack.add(
		(next, context) => arguments_ => {
			const action = ((context as Context).commandName ?? '').replace(/Command$/, '');
			const operation = `${prefix}:${action}`;
			let response: unknown;
			const output = traffic.ask(operation, arguments_.input, async () => {
				const result = await inTurn(traffic, operation, () => next(arguments_));
				response = result.response;
				return result.output;
			});

			return output.then(given => ({output: given as object, response}));
		},
		{step: 'initialize', priority: 'high', name: 'directTraffic'},
	);
}

/** Makes the call when it can be made, and again where AWS refuses it for its rate. */
export async function inTurn<Answer>(
	traffic: Pick<Traffic, 'turn' | 'throttled'>,
	operation: string,
	call: () => Promise<Answer>,
	turnsLeft = turnsAtMost,
): Promise<Answer> {
	await traffic.turn(operation);

	try {
		return await call();
	} catch (error) {
		if (!isThrottled(error)) {
			throw error;
		}

		traffic.throttled(operation);

		if (turnsLeft <= 1) {
			throw error;
		}

		return inTurn(traffic, operation, call, turnsLeft - 1);
	}
}

const isThrottled = (error: unknown): boolean =>
	error instanceof Error &&
	/^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|KmsThrottling)|^Throttling/.test(
		error.name,
	);
