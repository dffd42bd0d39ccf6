import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {Pacer} from '../fleet/pacer.ts';

/** What reading many executions asks for. */
export type ExecutionReads = Pick<
	Reads,
	| 'stateMachine'
	| 'executionsPage'
	| 'execution'
	| 'executedMachine'
	| 'historyPage'
	| 'mapRun'
	| 'mapRunExecutions'
>;

const operations: Record<keyof ExecutionReads, string> = {
	stateMachine: 'states:DescribeStateMachine',
	executionsPage: 'states:ListExecutions',
	execution: 'states:DescribeExecution',
	executedMachine: 'states:DescribeStateMachineForExecution',
	historyPage: 'states:GetExecutionHistory',
	mapRun: 'states:DescribeMapRun',
	mapRunExecutions: 'states:ListExecutions',
};

const turnsAtMost = 6;

/** Reads that wait their turn at AWS's rates, and wait longer where AWS says that they come too fast. */
export const pacedReads = (reads: ExecutionReads, pacer: Pacer): ExecutionReads =>
	Object.fromEntries(
		Object.entries(operations).map(([name, operation]) => {
			const read = reads[name as keyof ExecutionReads] as (...given: never[]) => Promise<unknown>;
			return [name, (...given: never[]) => paced(pacer, operation, () => read(...given))];
		}),
	) as ExecutionReads;

/** One call in its turn, again where it was throttled. For a write, only where AWS refused it for its rate alone. */
export async function paced<Answer>(
	pacer: Pacer,
	operation: string,
	call: () => Promise<Answer>,
): Promise<Answer> {
	for (let turn = 1; ; turn += 1) {
		await pacer.turn(operation);

		try {
			return await call();
		} catch (error) {
			const isThrottled = error instanceof AccountError && error.kind === 'throttled';

			if (isThrottled) {
				pacer.throttled(operation);
			}

			if (!isThrottled || turn === turnsAtMost) {
				throw error;
			}
		}
	}
}
