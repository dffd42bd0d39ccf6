import type {Clock} from '../clock.ts';
import {rateOf} from './rates.ts';

export type Pacer = {
	/** Resolves when the call can be made. */
	turn(operation: string): Promise<void>;
	/** AWS refused the call for its rate: others use the same quota. */
	throttled(operation: string): void;
	/** Calls made so far, by operation. */
	calls: ReadonlyMap<string, number>;
};

type Bucket = {
	bucket: number;
	/** The documented rate, in calls a millisecond. */
	full: number;
	refill: number;
	tokens: number;
	/** When `tokens` was right. */
	at: number;
	/** When it was last slowed down. */
	slowedAt: number;
};

/** A part of the quota is left to the others of the account. */
const share = 0.95;
const slowest = 1 / 16;
/** Refusals of one burst are one reason to slow down. */
const oneBurst = 1000;
/** A bucket that was slowed down gets back to its rate in this time. */
const recovery = 60_000;

/** Keeps calls within AWS's rates, one bucket for each operation, and slows down where AWS says that it is too fast. */
export function createPacer(region: string, {now, sleep}: Clock): Pacer {
	const buckets = new Map<string, Bucket>();
	const calls = new Map<string, number>();

	const bucketOf = (operation: string): Bucket => {
		const known = buckets.get(operation);

		if (known) {
			return known;
		}

		const {bucket, refill} = rateOf(operation, region);
		const full = (refill * share) / 1000;
		const made = {
			bucket: Math.max(1, Math.floor(bucket * share)),
			full,
			refill: full,
			tokens: Math.max(1, Math.floor(bucket * share)),
			at: now(),
			slowedAt: Number.NEGATIVE_INFINITY,
		};
		buckets.set(operation, made);

		return made;
	};

	return {
		calls,

		async turn(operation) {
			const bucket = bucketOf(operation);
			fill(bucket, now());
			// Tokens below zero are calls that wait their turn.
			bucket.tokens -= 1;
			calls.set(operation, (calls.get(operation) ?? 0) + 1);

			if (bucket.tokens < 0) {
				await sleep(-bucket.tokens / bucket.refill);
			}
		},

		throttled(operation) {
			const bucket = bucketOf(operation);
			const time = now();
			fill(bucket, time);

			if (time - bucket.slowedAt >= oneBurst) {
				bucket.refill = Math.max(bucket.full * slowest, bucket.refill / 2);
				bucket.slowedAt = time;
			}

			bucket.tokens = Math.min(bucket.tokens, 0);
		},
	};
}

function fill(bucket: Bucket, time: number): void {
	const passed = Math.max(0, time - bucket.at);
	bucket.tokens = Math.min(bucket.bucket, bucket.tokens + passed * bucket.refill);
	bucket.refill = Math.min(bucket.full, bucket.refill + (bucket.full * passed) / recovery);
	bucket.at = time;
}
