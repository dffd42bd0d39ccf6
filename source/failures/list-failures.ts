import type {Reads} from '../account/account.ts';
import type {Execution, ExecutionStatus} from '../account/step-functions.ts';
import type {ExecutionReads} from './paced-reads.ts';

/** Of 1,000 executions each, in each status. */
const pagesAtMost = 5;
/** AWS lists executions by their beginning: one that ran this long before it failed is still found. */
export const lookBack = 24 * 60 * 60 * 1000;

export type List = {executions: Execution[]; endsAt: number | null; isCut: boolean};

/** Page by page until the executions began too long ago. */
export async function listFailures(
	reads: ExecutionReads,
	stateMachineArn: string,
	status: ExecutionStatus,
	since: number,
): Promise<List> {
	const executions: Execution[] = [];
	let next: string | null = null;

	for (let pages = 1; ; pages += 1) {
		const page: Awaited<ReturnType<Reads['executionsPage']>> = await reads.executionsPage(
			stateMachineArn,
			status,
			next,
		);
		executions.push(...page.executions.filter(each => endOf(each) >= since));
		const oldest = page.executions.at(-1)?.startedAt?.getTime() ?? Number.POSITIVE_INFINITY;
		next = page.next;

		if (next === null || oldest < since - lookBack) {
			return {executions, endsAt: next === null ? null : oldest, isCut: false};
		}

		if (pages === pagesAtMost) {
			return {executions, endsAt: null, isCut: true};
		}
	}
}

const endOf = ({startedAt, stoppedAt}: Execution): number =>
	(stoppedAt ?? startedAt)?.getTime() ?? 0;

export const byEnd = (one: Execution, other: Execution): number => endOf(other) - endOf(one);
