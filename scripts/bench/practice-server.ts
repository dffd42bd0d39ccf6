import {createServer} from 'node:http';
import {systemClock} from '../../source/clock.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import {generatedFleet} from '../../test/fleet/generated-fleet.ts';
import {operationOf} from './counted-account.ts';

/** An account of so many state machines on a port of this machine: every answered call is a line of standard output. */
export function serveFleet(count: number, latency: number): void {
	const {requestHandler, state} = createPracticeAccount(generatedFleet(count), systemClock);
	state.behaviour.latency = latency;
	const server = createServer(async (incoming, outgoing) => {
		const parts: Buffer[] = [];

		for await (const part of incoming) {
			parts.push(part as Buffer);
		}

		const request = {
			method: incoming.method ?? 'POST',
			path: incoming.url ?? '/',
			headers: incoming.headers as Record<string, string>,
			body: new Uint8Array(Buffer.concat(parts)),
		};
		const {response} = await requestHandler.handle(request);
		process.stdout.write(
			// What is no operation by its header or body is one by its path: of these only Lambda's are asked here.
			`${JSON.stringify([operationOf(request).replace('?', `lambda:GetPolicy ${request.path}`), Buffer.concat(parts).toString()])}\n`,
		);
		outgoing.writeHead(response.statusCode, response.headers);
		response.body.pipe(outgoing);
	});
	server.listen(0, '127.0.0.1', () => {
		const address = server.address();
		process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
	});
}
