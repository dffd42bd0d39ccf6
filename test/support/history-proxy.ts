import {createServer, type IncomingMessage} from 'node:http';

type Answers = Record<string, (input: Record<string, unknown>) => unknown>;

export type HistoryProxy = {url: string; calls: string[]; stop(): Promise<void>};

/** Passes every call on to `upstream`, but for those of Step Functions that it answers itself. */
export async function startHistoryProxy(upstream: string, answers: Answers): Promise<HistoryProxy> {
	const calls: string[] = [];
	const server = createServer(async (request, response) => {
		const body = await bodyOf(request);
		const operation = String(request.headers['x-amz-target'] ?? '').replace(
			'AWSStepFunctions.',
			'',
		);
		const answer = answers[operation];
		calls.push(operation);

		if (answer) {
			response.writeHead(200, {'content-type': 'application/x-amz-json-1.0'});
			response.end(JSON.stringify(await answer(JSON.parse(body))));
			return;
		}

		const {host: _, ...headers} = request.headers;
		const passed = await fetch(`${upstream}${request.url}`, {
			method: request.method ?? 'POST',
			headers: Object.entries(headers).flatMap(([name, value]) =>
				typeof value === 'string' && name !== 'content-length' && name !== 'connection'
					? [[name, value] as [string, string]]
					: [],
			),
			...(body !== '' && {body}),
		});
		const text = await passed.text();
		response.writeHead(passed.status, {
			'content-type': passed.headers.get('content-type') ?? 'text/xml',
			...(passed.headers.has('x-amzn-errortype') && {
				'x-amzn-errortype': passed.headers.get('x-amzn-errortype') ?? '',
			}),
		});
		response.end(text);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;

	return {
		url: `http://127.0.0.1:${port}`,
		calls,
		stop: () =>
			new Promise(resolve => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];

	for await (const chunk of request) {
		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString('utf8');
}
