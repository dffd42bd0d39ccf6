import {memoise} from '../../source/account/memoise.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {examineMachine, fleetChecks} from '../../source/fleet/examine-machine.ts';
import {createPacer} from '../../source/fleet/pacer.ts';
import {timeAllowed} from '../../source/fleet/rates.ts';
import type {FleetResult} from '../../source/fleet/result.ts';
import {runFleet} from '../../source/fleet/run-fleet.ts';
import {createSharedAnswers} from '../../source/fleet/shared-answers.ts';
import {type FleetState, headLine, parseState, printLine} from '../../source/fleet/state.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import {bodyText, type HttpRequest, header} from '../../source/practice/wire/http.ts';
import {generatedFleet} from './generated-fleet.ts';
import {createVirtualClock} from './virtual-clock.ts';

export type FleetRun = {
	results: FleetResult[];
	/** Requests that reached AWS, in their order, by operation and input. */
	requests: string[];
	/** Those of them that were answered. */
	answered: string[];
	/** In milliseconds of the virtual clock. */
	took: number;
	/** The least that the rates allow for these calls. */
	allowed: number;
	/** What was written down, as far as it got. */
	state: string;
	/** Bytes of the heap, after every hundredth state machine. */
	heap: number[];
};

type Wanted = {
	count: number;
	/** The run is killed after so many answers of AWS: nothing that is under way ends. */
	killedAfter?: number;
	/** The state of an interrupted run. */
	from?: string;
};

const shape = (request: HttpRequest): string =>
	`${header(request, 'x-amz-target') ?? ''} ${bodyText(request.body)}`;

/** `check --all` on a practice account, with the real clients, at the real rates, while no time passes. */
export async function practiceFleet({count, killedAfter, from}: Wanted): Promise<FleetRun> {
	const clock = createVirtualClock();
	const practice = createPracticeAccount(generatedFleet(count), clock);
	practice.state.behaviour.latency = 20;
	const {region, accountId, partition} = practice.state;
	const requests: string[] = [];
	const answered: string[] = [];
	const heap: number[] = [];
	const lines: string[] = [
		printLine(headLine({startedAt: clock.now(), accountId, region, judgedBy: 'it'})),
	];
	const before: FleetState | null = from === undefined ? null : parseState(from, 'it');
	const pacer = createPacer(region, clock);
	const answers = createSharedAnswers(before?.answers ?? new Map(), (key, answer) =>
		lines.push(printLine({key, answer})),
	);
	const {reads} = createAccount({
		region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		clock,
		traffic: {...pacer, ask: answers.ask},
		requestHandler: {
			...practice.requestHandler,
			async handle(request: HttpRequest) {
				requests.push(shape(request));
				const response = await practice.requestHandler.handle(request);

				if (isKilled()) {
					return killed;
				}

				answered.push(shape(request));
				return response;
			},
		},
	});
	const checks = await fleetChecks();
	const identity = {accountId, region, partition, arn: `arn:aws:iam::${accountId}:user/ana`};
	const startedAt = clock.now();
	const killed = new Promise<never>(() => {});
	let done = 0;
	const isKilled = () => answered.length >= (killedAfter ?? Number.POSITIVE_INFINITY);

	const run = runFleet({
		done: before?.done ?? new Map(),
		now: clock.now,
		async *list() {
			const {items} = await reads.listStateMachines();
			yield items.map(({arn}) => arn);
		},
		async examine(arn) {
			const result = await examineMachine(arn, {
				checks,
				reads: memoise(reads),
				identity,
				now: clock.now,
				isRecent: false,
			});
			answers.forget(arn);
			return isKilled() ? killed : result;
		},
		onResult(result) {
			done += 1;
			lines.push(printLine({done: result}));

			if (done % 100 === 0) {
				heap.push(process.memoryUsage().heapUsed);
			}
		},
		onProgress() {},
	});
	const results = await (killedAfter === undefined
		? run
		: Promise.race([run, until(isKilled).then(() => [])]));

	return {
		results,
		requests: [...requests],
		answered: [...answered],
		took: clock.now() - startedAt,
		allowed: timeAllowed(pacer.calls, region),
		state: lines.join(''),
		heap,
	};
}

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) {
		await new Promise(resolve => setImmediate(resolve));
	}
}
