import {ifRefused} from '../account/if-refused.ts';
import type {ExecutedMachine, Execution} from '../account/step-functions.ts';

type Read = (executionArn: string) => Promise<ExecutedMachine>;

/**
 * The definition and role of each execution, with few calls (AWS allows one a second): revisions follow one another in
 * time, so where two executions ran the same one, those that began between them did as well.
 */
export async function executedMachines(
	executions: readonly Execution[],
	read: Read,
): Promise<ReadonlyMap<string, ExecutedMachine | null>> {
	const found = new Map<string, ExecutedMachine | null>();
	const of = async (arn: string) => {
		const known = found.get(arn);
		const machine = known === undefined ? await read(arn).catch(ifRefused(null)) : known;
		found.set(arn, machine);
		return machine;
	};

	for (const sameWay of byWayOfStart(executions)) {
		await settle(sameWay, of, found);
	}

	return found;
}

async function settle(
	executions: readonly Execution[],
	of: (arn: string) => Promise<ExecutedMachine | null>,
	found: Map<string, ExecutedMachine | null>,
): Promise<void> {
	const [first, last] = [executions[0], executions.at(-1)];

	if (!first || !last) {
		return;
	}

	const [one, other] = [await of(first.arn), await of(last.arn)];

	if (isSame(one, other)) {
		for (const {arn} of executions) {
			found.set(arn, one);
		}
	} else if (executions.length > 2) {
		const middle = Math.floor(executions.length / 2);
		await settle(executions.slice(0, middle), of, found);
		await settle(executions.slice(middle), of, found);
	}
}

/** Where neither could be read, none between them is asked for either. */
const isSame = (one: ExecutedMachine | null, other: ExecutedMachine | null): boolean =>
	one?.definition === other?.definition &&
	one?.roleArn === other?.roleArn &&
	one?.revisionId === other?.revisionId;

/** An alias can lead to an older version than the executions beside it ran. */
function byWayOfStart(executions: readonly Execution[]): Execution[][] {
	const ways = new Map<string, Execution[]>();

	for (const execution of executions.toSorted(byStart)) {
		const way = execution.startedThrough ?? '';
		ways.set(way, [...(ways.get(way) ?? []), execution]);
	}

	return [...ways.values()];
}

const byStart = (one: Execution, other: Execution): number =>
	(one.startedAt?.getTime() ?? 0) - (other.startedAt?.getTime() ?? 0);
