import {createServer} from 'node:http';
import type {Readable} from 'node:stream';
import {hurriedClock} from '../../source/clock.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import type {AccountState} from '../../source/practice/state.ts';

export type PracticeServer = {
	url: string;
	state: AccountState;
	/** Each call as IAM names the operation, as far as the wire says. */
	calls: string[];
	/** For `runProgram`: what reaches this account and nothing else. */
	env: Record<string, string>;
	stop(): Promise<void>;
};

/** A practice account behind a port, for the built program; `change` makes it another situation. */
export async function startPracticeServer(
	scenario: Scenario,
	change: (state: AccountState) => void = () => {},
	/** Operations that are never answered. */
	hangs: readonly string[] = [],
): Promise<PracticeServer> {
	const {requestHandler, state} = createPracticeAccount(scenario, hurriedClock(50));
	const calls: string[] = [];
	change(state);

	const server = createServer(async (request, response) => {
		const body = await textOf(request);
		const headers = Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
		);
		const call =
			headers['x-amz-target']?.split('.').at(-1) ??
			new URLSearchParams(body).get('Action') ??
			`${request.method} ${request.url}`;
		calls.push(call);

		if (hangs.includes(call)) {
			return;
		}

		const {response: answer} = await requestHandler.handle({
			method: request.method ?? 'POST',
			path: request.url ?? '/',
			headers,
			body,
		});
		response.writeHead(answer.statusCode, answer.headers);
		response.end(await textOf(answer.body));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

	return {
		url,
		state,
		calls,
		env: {
			AWS_ACCESS_KEY_ID: 'practice',
			AWS_SECRET_ACCESS_KEY: 'practice',
			AWS_REGION: state.region,
			AWS_ENDPOINT_URL: url,
		},
		stop: () =>
			new Promise(resolve => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

async function textOf(stream: Readable): Promise<string> {
	const chunks: Buffer[] = [];

	for await (const chunk of stream) {
		chunks.push(Buffer.from(chunk));
	}

	return Buffer.concat(chunks).toString('utf8');
}
