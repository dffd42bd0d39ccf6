import {AwsError} from './aws-error.ts';
import type {PracticeService} from './service.ts';
import type {AccountState} from './state.ts';

/** A token bucket and its refill a second. */
type Rate = readonly [bucket: number, refill: number];

/** In the larger regions. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const rates: Record<string, Rate> = {
	'states:StartExecution': [1300, 300],
	'states:RedriveExecution': [1300, 300],
	'states:DescribeExecution': [300, 15],
	'states:ListExecutions': [200, 5],
	'states:GetExecutionHistory': [400, 20],
	'states:DescribeStateMachine': [200, 20],
	'states:DescribeStateMachineForExecution': [200, 1],
	'states:DescribeMapRun': [200, 1],
	'states:ListMapRuns': [100, 1],
	'states:TestState': [50, 10],
};

type Bucket = {tokens: number; at: number};

const buckets = new WeakMap<AccountState, Map<string, Bucket>>();

/** Refuses the call that comes too fast, where the account keeps AWS's rates. */
export function meetRate(
	{prefix, errors}: PracticeService,
	operation: string,
	state: AccountState,
	now: number,
): void {
	const action = `${prefix}:${operation}`;
	const rate = state.behaviour.keepsRates ? rates[action] : undefined;

	if (!rate) {
		return;
	}

	const [size, refill] = rate;
	const own = buckets.get(state) ?? new Map<string, Bucket>();
	buckets.set(state, own);
	const bucket = own.get(action) ?? {tokens: size, at: now};
	own.set(action, bucket);
	bucket.tokens = Math.min(size, bucket.tokens + ((now - bucket.at) * refill) / 1000);
	bucket.at = now;

	if (bucket.tokens < 1) {
		throw new AwsError(errors.throttled, 'Rate exceeded');
	}

	bucket.tokens -= 1;
}
