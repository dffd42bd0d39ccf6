import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Clock} from '../clock.ts';
import type {Pacer} from '../fleet/pacer.ts';
import {count, grouped} from '../text.ts';
import {paced} from './paced-reads.ts';

export type RepeatedEnds = {
	succeeded: number;
	/** The ARNs of those that failed again. */
	failed: string[];
	/** Not ended when the wait was over, or not readable. */
	open: number;
};

type Following = {
	reads: Pick<Reads, 'execution'>;
	clock: Clock;
	pacer: Pacer;
	signal?: AbortSignal | undefined;
	onProgress(line: string): void;
};

const patienceMilliseconds = 120_000;
const betweenLooks = 5000;

/** How the repeated executions end, as far as they end while somebody waits. */
export async function followRepeated(
	arns: readonly string[],
	{reads, clock, pacer, signal, onProgress}: Following,
): Promise<RepeatedEnds> {
	const until = clock.now() + patienceMilliseconds;
	const ends: RepeatedEnds = {succeeded: 0, failed: [], open: 0};
	let open = [...arns];

	while (open.length > 0) {
		const looked = await Promise.all(
			open.map(async arn => {
				const execution = await paced(pacer, 'states:DescribeExecution', () =>
					reads.execution(arn),
				).catch(ifRefused(null));
				return [arn, execution?.status ?? 'unread'] as const;
			}),
		);

		for (const [arn, status] of looked) {
			if (status === 'SUCCEEDED') {
				ends.succeeded += 1;
			} else if (status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED') {
				ends.failed.push(arn);
			} else if (status === 'unread') {
				ends.open += 1;
			}
		}

		open = looked.flatMap(([arn, status]) =>
			status === 'RUNNING' || status === 'PENDING_REDRIVE' ? [arn] : [],
		);

		if (signal?.aborted || clock.now() >= until) {
			break;
		}

		if (open.length > 0) {
			onProgress(
				`${grouped(open.length)} of ${count(arns.length, 'repeated execution')} still run`,
			);
			await clock.sleep(betweenLooks);
		}
	}

	return {...ends, open: ends.open + open.length};
}
