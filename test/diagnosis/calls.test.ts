import {afterAll, expect, it} from 'vitest';
import {memoise} from '../../source/account/memoise.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {failureInSight} from '../../source/diagnosis/failure-in-sight.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {createFakeClock} from '../practice/fake-clock.ts';

/** What following the failure of each scenario asks of AWS. A plain failure takes three calls. */
const expected: Record<string, Record<string, number>> = {
	'redriven-and-failed-again': plain(1),
	'failure-fixed-since': plain(1),
	'runs-on-after-fix': plain(1),
	'caught-failure': plain(1),
	'survived-error-in-input': plain(1),
	'execution-timed-out': plain(1),
	'execution-aborted': plain(1),
	'swallowed-failure': plain(1),
	'stuck-callback': plain(1),
	'stuck-activity': plain(1),
	'stuck-job': plain(1),
	'nested-denied': plain(3),
	'item-reader-denied': {...plain(1), DescribeMapRun: 1},
	'result-writer-denied': {...plain(1), DescribeMapRun: 1},
	// Five failed children are looked at, and one is followed.
	'distributed-map-denied': {
		...plain(2),
		DescribeExecution: 6,
		DescribeMapRun: 1,
		ListExecutions: 1,
	},
	// Three failed children are looked at, and none is followed: their failure ended nothing.
	'tolerated-item-failures': {
		...plain(1),
		DescribeExecution: 4,
		DescribeMapRun: 1,
		ListExecutions: 1,
	},
	'missing-execution': {DescribeExecution: 1},
};

const table: string[] = [];

afterAll(() => console.log(`Calls that follow the failure of each scenario:\n${table.join('\n')}`));

function plain(executions: number): Record<string, number> {
	return {
		DescribeExecution: executions,
		DescribeStateMachineForExecution: executions,
		GetExecutionHistory: executions,
	};
}

it.each(Object.entries(expected))('%s', async (id, wanted) => {
	const scenario = scenarios[id];

	if (!scenario?.executionArn) {
		throw new Error(`The scenario ${id} names no execution.`);
	}

	const clock = createFakeClock();
	const practice = createPracticeAccount(scenario, clock);
	const calls: Record<string, number> = {};
	const account = createAccount({
		region: practice.state.region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		requestHandler: {
			...practice.requestHandler,
			handle(...asked: Parameters<typeof practice.requestHandler.handle>) {
				const [request] = asked;
				const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
				calls[operation] = (calls[operation] ?? 0) + 1;
				return practice.requestHandler.handle(...asked);
			},
		},
	});
	await failureInSight(
		memoise(account.reads),
		{stateMachineArn: '', executionArn: scenario.executionArn},
		clock.now(),
	);
	table.push(
		`${id.padEnd(28)}${Object.entries(calls)
			.map(([name, count]) => `${count} ${name}`)
			.join(', ')}`,
	);
	expect(calls).toEqual(wanted);
});
