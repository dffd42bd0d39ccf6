import {randomUUID} from 'node:crypto';
import type {Clock} from '../clock.ts';
import {AwsError} from './aws-error.ts';
import {meetFault} from './faults.ts';
import {passTime} from './interpreter/runs.ts';
import {meetRate} from './rates.ts';
import type {Scenario} from './scenario.ts';
import type {OperationContext, PracticeService} from './service.ts';
import {services} from './services/index.ts';
import type {AccountState} from './state.ts';
import {type HttpRequest, type HttpResponse, httpResponse} from './wire/http.ts';
import type {ParsedCall} from './wire/protocol.ts';

export type PracticeAccount = {
	/** For the `requestHandler` option of the AWS SDK's clients. */
	requestHandler: {
		handle(request: HttpRequest, options?: HandleOptions): Promise<{response: HttpResponse}>;
		updateHttpClientConfig(): void;
		httpHandlerConfigs(): Record<string, never>;
		destroy(): void;
	};
	/** The live state. */
	state: AccountState;
};

type HandleOptions = {abortSignal?: {aborted: boolean}};

/** A simulated AWS account that speaks the services' wire protocols; nothing leaves this process. */
export function createPracticeAccount(scenario: Scenario, clock: Clock): PracticeAccount {
	const state = scenario.account(clock.now());
	const context: OperationContext = {state, now: () => clock.now()};

	return {
		state,
		requestHandler: {
			async handle(request, options) {
				await clock.sleep(state.behaviour.latency);
				throwIfAborted(options);
				passTime(state, clock.now());

				return {response: respond(request, context)};
			},
			updateHttpClientConfig() {},
			httpHandlerConfigs: () => ({}),
			destroy() {},
		},
	};
}

function respond(request: HttpRequest, context: OperationContext): HttpResponse {
	for (const service of services) {
		const call = service.protocol.read(request);

		if (call) {
			return answer(service, call, context);
		}
	}

	return httpResponse(404, {}, '');
}

function answer(
	service: PracticeService,
	{operation, input: readInput}: ParsedCall,
	context: OperationContext,
): HttpResponse {
	const requestId = randomUUID();
	const {protocol, operations} = service;

	try {
		const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;

		if (!run) {
			throw protocol.unknownOperation(operation);
		}

		const input = readInput();
		meetFault(service, operation, input, context.state);
		meetRate(service, operation, context.state, context.now());

		return protocol.success(operation, run(input as never, context), requestId);
	} catch (error) {
		if (error instanceof AwsError) {
			return protocol.failure(error, requestId);
		}

		throw error;
	}
}

function throwIfAborted(options: HandleOptions | undefined): void {
	if (options?.abortSignal?.aborted) {
		throw Object.assign(new Error('Request aborted'), {name: 'AbortError'});
	}
}
