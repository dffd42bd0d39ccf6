import type {MiddlewareStack} from '@smithy/types';

/** The form in which a service answers: https://smithy.io/2.0/aws/protocols/index.html */
export type Wire = 'json' | 'xml';

/** Without a single byte for so long, the answer will not come any more. */
const idleMilliseconds = 15_000;

type Answer = {statusCode: number; headers?: Record<string, string>; body?: unknown};
type Context = {commandName?: string};

/**
 * Reads the whole answer within a bound, and refuses what is not AWS's: a proxy's page with status 200 would pass for
 * an empty list, and to a write for success.
 */
export function readAnswers(stack: MiddlewareStack<object, object>, wire: Wire): void {
	stack.add(
		(next, context) => async arguments_ => {
			const result = await next(arguments_);
			const response = result.response as Answer;
			const body = await bytesOf(response.body);

			if (response.statusCode >= 200 && response.statusCode < 300) {
				refuseForeign(body, wire, (context as Context).commandName ?? '', response);
			}

			response.body = body;
			return result;
		},
		{step: 'deserialize', priority: 'low', name: 'readAnswers'},
	);
}

async function bytesOf(body: unknown): Promise<Uint8Array> {
	if (body instanceof Uint8Array) {
		return body;
	}

	if (!isStream(body)) {
		return new Uint8Array();
	}

	const chunks: Buffer[] = [];
	const iterator = body[Symbol.asyncIterator]();

	for (;;) {
		const chunk = await withinIdleTime(iterator.next(), () => body.destroy?.());

		if (chunk.done) {
			return Buffer.concat(chunks);
		}

		chunks.push(Buffer.from(chunk.value));
	}
}

type Stream = AsyncIterable<Uint8Array | string> & {destroy?: () => void};

const isStream = (body: unknown): body is Stream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

function withinIdleTime<Value>(waiting: Promise<Value>, giveUp: () => void): Promise<Value> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			reject(
				Object.assign(
					new Error(`the answer began and then stalled for ${idleMilliseconds / 1000} s`),
					{name: 'TimeoutError'},
				),
			);
			giveUp();
		}, idleMilliseconds);
		const settle = () => clearTimeout(timer);
		waiting.then(resolve, reject).finally(settle);
	});
}

/** Only the start is looked at: whether all of it can be read is the SDK's to say. */
function refuseForeign(body: Uint8Array, wire: Wire, commandName: string, response: Answer): void {
	const start = Buffer.from(body.subarray(0, 4096)).toString('utf8').trimStart();
	const operation = commandName.replace(/Command$/, '');
	// In JSON an operation that has nothing to say may send nothing.
	const isAws =
		wire === 'json'
			? start === '' || start.startsWith('{')
			: start.includes(`<${operation}Response`);

	// Where there is nothing to say, AWS's number for the request still says that it was AWS who answered.
	const isNobodys = /^(?:\{\s*\})?$/.test(start) && !hasRequestId(response);

	if (!isAws || isNobodys) {
		throw Object.assign(new Error('the answer is not from AWS'), {
			name: 'UnreadableAnswer',
			$response: response,
			$metadata: {httpStatusCode: response.statusCode},
		});
	}
}

const hasRequestId = ({headers = {}}: Answer): boolean =>
	Object.keys(headers).some(name => /^x-amzn?-request-?id$/i.test(name));
