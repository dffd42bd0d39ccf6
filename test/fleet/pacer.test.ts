import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createPacer} from '../../source/fleet/pacer.ts';
import {rateOf, timeAllowed} from '../../source/fleet/rates.ts';

/** A clock whose waits are written down and not waited for: the pacer hands out times. */
function timesOf(operation: string, count: number, gap: number, region = 'eu-west-1'): number[] {
	let time = 0;
	let waited = 0;
	const pacer = createPacer(region, {
		now: () => time,
		sleep: async milliseconds => {
			waited = milliseconds;
		},
	});

	return Array.from({length: count}, () => {
		time += gap;
		waited = 0;
		void pacer.turn(operation);
		return time + waited;
	});
}

describe('the pacer', () => {
	it('never sends more than the bucket and its refill allow, in any stretch of time', () => {
		const operation = fc.constantFrom(
			'states:DescribeStateMachine',
			'states:ListTagsForResource',
			'iam:GetRole',
			'logs:DescribeLogGroups',
		);

		fc.assert(
			fc.property(operation, fc.integer({min: 1, max: 400}), fc.nat(200), (name, count, gap) => {
				const {bucket, refill} = rateOf(name, 'eu-west-1');
				const times = timesOf(name, count, gap);

				for (const [index, from] of times.entries()) {
					const until = from + 2000;
					const sent = times.slice(index).filter(time => time < until).length;
					expect(sent).toBeLessThanOrEqual(bucket + (refill * 2000) / 1000 + 1);
				}
			}),
			{numRuns: 60},
		);
	});

	it('uses what the rates allow', () => {
		const times = timesOf('states:DescribeStateMachine', 1000, 0);
		const bound = timeAllowed(new Map([['states:DescribeStateMachine', 1000]]), 'eu-west-1');

		expect(bound).toBe(40_000);
		expect(times.at(-1) ?? 0).toBeLessThan(bound * 1.2);
	});

	it('slows down once for a burst of refusals, and comes back', async () => {
		let time = 0;
		let waited = 0;
		const pacer = createPacer('eu-west-1', {
			now: () => time,
			sleep: async milliseconds => {
				waited = milliseconds;
			},
		});
		const gapAfter = async (): Promise<number> => {
			waited = 0;
			await pacer.turn('iam:GetRole');
			const first = waited;
			await pacer.turn('iam:GetRole');
			return waited - first;
		};

		await pacer.turn('iam:GetRole');
		pacer.throttled('iam:GetRole');
		pacer.throttled('iam:GetRole');
		const slowed = await gapAfter();
		time += 300_000;

		for (let call = 0; call < 19; call += 1) {
			await pacer.turn('iam:GetRole');
		}

		expect(slowed / (await gapAfter())).toBeCloseTo(2, 1);
	});

	it('keeps the calls of one operation apart from those of another', () => {
		expect(timesOf('iam:GetPolicy', 19, 0).every(time => time === 0)).toBe(true);
		expect(rateOf('states:ListExecutions', 'eu-west-1')).toEqual({bucket: 200, refill: 5});
		expect(rateOf('states:ListExecutions', 'eu-central-1')).toEqual({bucket: 100, refill: 2});
	});
});
