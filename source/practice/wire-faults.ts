import {Readable} from 'node:stream';
import {AwsError} from './aws-error.ts';
import type {PracticeAccount} from './practice-account.ts';
import {services} from './services/index.ts';
import {bodyText, type HttpRequest, type HttpResponse, httpResponse} from './wire/http.ts';

/** What can go wrong between a program and AWS. The comment says what becomes of a write. */
export const wireFaults = [
	'refused-connection', // not sent
	'lost-request', // sent, not done
	'lost-answer', // done
	'stalled-before', // not done, no answer ever
	'stalled-after', // done, no answer ever
	'stalled-body', // done, the answer begins and stalls
	'cut-body', // done, the answer is cut off
	'error-before', // not done, status 500
	'error-after', // done, status 500
	'throttled', // not done
	'access-denied', // not done
	'expired-token', // not done
	'clock-skew', // not done
	'page-instead', // not done, a proxy's page with status 200
	'page-after', // done, a proxy's page with status 200
	'empty-object', // not done, {} with status 200
	'empty-body', // not done, nothing with status 200
] as const;

export type WireFault = (typeof wireFaults)[number];

export type WireCall = {
	/** From 0, in the order in which the calls arrive. */
	index: number;
	/** As IAM actions are written: `iam:GetRole`. */
	operation: string;
};

/** The fault that a call meets; null where it goes well. */
export type FaultPlan = (call: WireCall) => WireFault | null;

type Handler = PracticeAccount['requestHandler'];

/** The practice account behind a wire on which things go wrong. Nothing in it is left to chance. */
export function withWireFaults(handler: Handler, plan: FaultPlan): Handler {
	let calls = 0;

	return {
		...handler,
		async handle(request, options) {
			const operation = operationOf(request);
			const fault = plan({index: calls++, operation});

			if (fault === null) {
				return handler.handle(request, options);
			}

			return {
				response: await meet(
					fault,
					request,
					async () => (await handler.handle(request, options)).response,
				),
			};
		},
	};
}

async function meet(
	fault: WireFault,
	request: HttpRequest,
	perform: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
	switch (fault) {
		case 'refused-connection':
			throw networkError('ECONNREFUSED', 'connect ECONNREFUSED 192.0.2.1:443');
		case 'lost-request':
			throw networkError('ECONNRESET', 'socket hang up');
		case 'lost-answer':
			await perform();
			throw networkError('ECONNRESET', 'socket hang up');
		case 'stalled-before':
			return new Promise(() => {});
		case 'stalled-after':
			await perform();
			return new Promise(() => {});
		case 'stalled-body':
			return cutBody(await perform(), null);
		case 'cut-body':
			return cutBody(await perform(), networkError('ECONNRESET', 'aborted'));
		case 'error-after':
			await perform();
			return refusal(fault, request);
		case 'page-after':
			await perform();
			return page();
		case 'page-instead':
			return page();
		case 'empty-object':
			return httpResponse(200, {'content-type': 'application/x-amz-json-1.1'}, '{}');
		case 'empty-body':
			return httpResponse(200, {}, '');
		default:
			return refusal(fault, request);
	}
}

const networkError = (code: string, message: string): Error =>
	Object.assign(new Error(message), {code});

const page = (): HttpResponse =>
	httpResponse(200, {'content-type': 'text/html'}, '<!doctype html><html>Please log in</html>');

/** The first half of the answer, and then an error, or nothing ever. */
async function cutBody(response: HttpResponse, error: Error | null): Promise<HttpResponse> {
	const chunks: Buffer[] = [];

	for await (const chunk of response.body) {
		chunks.push(Buffer.from(chunk));
	}

	const whole = Buffer.concat(chunks);
	const body = new Readable({read() {}});
	body.push(whole.subarray(0, Math.ceil(whole.length / 2)));

	if (error) {
		// Only once somebody reads, as on a socket.
		body.once('resume', () => body.destroy(error));
		body.once('readable', () => setTimeout(() => body.destroy(error), 1));
	}

	return {...response, body};
}

type RefusingFault =
	| 'error-before'
	| 'error-after'
	| 'throttled'
	| 'access-denied'
	| 'expired-token'
	| 'clock-skew';

function refusal(fault: RefusingFault, request: HttpRequest): HttpResponse {
	const service = serviceOf(request);

	if (!service) {
		return httpResponse(404, {}, '');
	}

	const {errors, prefix, protocol} = service;
	const isQuery = prefix === 'iam' || prefix === 'sts';
	const byFault: Record<RefusingFault, AwsError> = {
		'error-before': new AwsError(errors.internal, errors.internalMessage, 500),
		'error-after': new AwsError(errors.internal, errors.internalMessage, 500),
		throttled: new AwsError(errors.throttled, 'Rate exceeded'),
		'access-denied': new AwsError(
			errors.accessDenied,
			`User: ${'arn:aws:iam::123456789012:user/robin'} is not authorized to perform: ${operationOf(request)}`,
			errors.accessDeniedStatus,
		),
		'expired-token': isQuery
			? new AwsError('ExpiredToken', 'The security token included in the request is expired', 403)
			: new AwsError(
					'ExpiredTokenException',
					'The security token included in the request is expired',
				),
		'clock-skew': isQuery
			? new AwsError(
					'SignatureDoesNotMatch',
					'Signature expired: 20260309T083000Z is now earlier than 20260309T093000Z',
					403,
				)
			: new AwsError(
					'InvalidSignatureException',
					'Signature expired: 20260309T083000Z is now earlier than 20260309T093000Z',
				),
	};

	return protocol.failure(byFault[fault], 'fault');
}

const serviceOf = (request: HttpRequest) =>
	services.find(({protocol}) => protocol.read(request) !== null);

function operationOf(request: HttpRequest): string {
	const service = serviceOf(request);
	const call = service?.protocol.read({...request, body: bodyText(request.body)});
	return `${service?.prefix ?? 'unknown'}:${call?.operation ?? ''}`;
}

/** Numbers from 0 to 1, the same for the same seed. https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;

	return () => {
		// Mulberry32, by Tommy Ettinger.
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Faults at random, and all of them from one seed. */
export function faultsBySeed(seed: number, share: number): FaultPlan {
	const next = seeded(seed);

	return () =>
		next() < share ? (wireFaults[Math.floor(next() * wireFaults.length)] ?? null) : null;
}
