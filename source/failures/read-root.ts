import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {ExecutedMachine, Execution, HistoryPage} from '../account/step-functions.ts';
import {followFailure} from '../diagnosis/follow-failure.ts';
import type {FailedExecution} from './failure-groups.ts';
import type {ExecutionReads} from './paced-reads.ts';

/** The root is near the end. */
const eventsAtOnce = 200;

export async function readRoot(
	execution: Execution,
	reads: Reads,
): Promise<Omit<FailedExecution, 'machine'>> {
	const {arn, name, status, startedAt, stoppedAt} = execution;
	const {root, failState, unread, failure} = await followFailure(reads, arn);
	const own = failure.chain.find(({executionArn}) => executionArn === arn);

	// Without its history an execution says how it ended, and not why.
	if (root.chain === null && unread.length > 0 && failure.chain.length <= 1) {
		throw new AccountError('unavailable', 'states:GetExecutionHistory', unread[0] ?? '');
	}

	return {
		arn,
		name,
		status,
		startedAt,
		stoppedAt,
		redriveCount: execution.redriveCount ?? null,
		startedThrough: execution.startedThrough ?? null,
		root: {
			stateMachineArn: root.execution.stateMachineArn.replace(/\/[^/]*$/, ''),
			state: root.state,
			error: root.error ?? own?.error ?? null,
			cause: root.cause ?? own?.cause ?? null,
		},
		failState,
		events: root.execution.arn === arn ? (root.events[0]?.id ?? 0) : 0,
	};
}

export type AlreadyRead = {
	execution: Execution;
	machine: ExecutedMachine | null;
	/** Of child executions, by their state machine. */
	childMachines: Map<string, Promise<ExecutedMachine>>;
};

/** What the list and the history say is not asked for again: DescribeExecution and DescribeMapRun are slow to refill. */
export function withKnown(
	{execution, machine, childMachines}: AlreadyRead,
	paced: ExecutionReads,
	unpaced: Reads,
): Reads {
	let page: ReturnType<Reads['historyPage']> | null = null;

	const firstPage = () => {
		page ??= paced.historyPage(execution.arn, null, eventsAtOnce);
		return page;
	};

	return {
		...unpaced,
		...paced,
		mapRun: () => notRead('states:DescribeMapRun'),
		historyPage: (arn, next) =>
			arn === execution.arn && next === null
				? firstPage()
				: paced.historyPage(arn, next, eventsAtOnce),
		async execution(arn) {
			if (arn !== execution.arn) {
				return paced.execution(arn);
			}

			const {events} = await firstPage().catch(ifRefused<HistoryPage>({events: [], next: null}));
			const {error, cause} = events[0]?.details ?? {};
			return {
				...execution,
				error: typeof error === 'string' ? error : null,
				cause: typeof cause === 'string' ? cause : null,
			};
		},
		executedMachine(arn) {
			if (arn === execution.arn) {
				return machine
					? Promise.resolve(machine)
					: notRead('states:DescribeStateMachineForExecution');
			}

			const ofChild = arn.split(':').slice(0, 7).join(':');
			const read = childMachines.get(ofChild) ?? paced.executedMachine(arn);
			childMachines.set(ofChild, read);
			return read;
		},
	};
}

const notRead = (operation: string): Promise<never> =>
	Promise.reject(new AccountError('unavailable', operation, 'it is not read for many executions.'));
