import {createAccount} from '../../source/account/sdk/create-account.ts';
import {type FailuresRead, readFailures} from '../../source/failures/read-failures.ts';
import {createPacer} from '../../source/fleet/pacer.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {manyFailuresOf} from '../../source/practice/scenarios/many-failures.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {type HttpRequest, header} from '../../source/practice/wire/http.ts';
import {createVirtualClock} from '../fleet/virtual-clock.ts';

export const fiveHundred = manyFailuresOf({denied: 300, courier: 120, address: 80});

/** The wire of a practice account that keeps AWS's rates, on a clock that no one waits for. */
export function openMany(scenario: Scenario, prepare: (state: AccountState) => void = () => {}) {
	const clock = createVirtualClock();
	const practice = createPracticeAccount(scenario, clock);
	const {state} = practice;
	state.behaviour.latency = 20;
	state.behaviour.keepsRates = true;
	prepare(state);
	const operations: string[] = [];
	const account = createAccount({
		region: state.region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		clock,
		requestHandler: {
			...practice.requestHandler,
			async handle(request: HttpRequest) {
				operations.push(header(request, 'x-amz-target')?.split('.').at(-1) ?? '');
				return practice.requestHandler.handle(request);
			},
		},
	});

	return {account, clock, state, operations};
}

export type Many = ReturnType<typeof openMany>;

const hour = 60 * 60 * 1000;

export const readMany = (
	{account, clock, state}: Many,
	since = 2 * hour,
	onProgress: (line: string) => void = () => {},
	begunGroup: string | null = null,
): Promise<FailuresRead> =>
	readFailures(account.reads, {
		stateMachineArn: state.stateMachines.find(({name}) => name === 'parcel-dispatch')?.arn ?? '',
		since: clock.now() - since,
		pacer: createPacer(state.region, clock),
		clock,
		onProgress,
		begunGroup,
	});

export const countOf = (operations: readonly string[], operation: string): number =>
	operations.filter(each => each === operation).length;
