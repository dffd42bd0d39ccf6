import {describe, expect, test} from 'vitest';
import {chainOf} from '../../source/history/chain.ts';
import {recordedHistories} from './recorded-histories.ts';

const recorded = recordedHistories();

if (recorded.length === 0) {
	console.log('Skipped: there are no recorded histories beside the checkout.');
}

const chainIn = (name: string) => {
	const {events = []} = recorded.find(each => each.name.includes(name)) ?? {};
	return chainOf({executionArn: 'run', events, normalPath: null});
};

/** Part of the recording's name to the links from the execution down. */
const chains: Record<string, string[]> = {
	test_raise_exception: ['state Start Exception'],
	test_activity_task_failure: ['state ActivityTask Programmatic Error'],
	'test_undefined_reference[BASE_UNDEFINED_ASSIGN]': ['state State0 States.QueryEvaluationError'],
	test_wait_timestamppath: ['state State_1 States.Runtime'],
	test_s3_no_such_key: ['state NoSuchKeyState null', 'caught StartState S3.NoSuchKeyException'],
	test_parallel_state_fail: ['state ParallelState FailureType', 'state Branch1 FailureType'],
	test_parallel_state_retry: ['state ParallelState FailureType', 'state Branch1 FailureType'],
	test_map_state_break_condition_legacy: ['item MapState 4 SomeFailure', 'state Break SomeFailure'],
	test_map_state_retry_multiple_retriers: [
		'item MapState 0 HandleItemFailError',
		'state HandleItemFail HandleItemFailError',
	],
	test_map_item_reader_json_no_json_list_object: ['map-run MapState States.ItemReaderFailed'],
	test_step_functions_calling_api_gateway: ['state Failure null'],
	'test_map_catch_error[MAP_CATCH_ERROR_OUTPUT_WITH_RETRY]': [
		'item ProcessItems 0 States.QueryEvaluationError',
		'state Fallback States.QueryEvaluationError',
	],
	test_heartbeat_timeout: ['state SendMessageWithWait States.Timeout'],
};

describe.skipIf(recorded.length === 0)('histories recorded on AWS', () => {
	test.each(Object.entries(chains))('%s', (name, links) => {
		expect(
			chainIn(name).links.map(({kind, state, index, error}) =>
				[kind, state, ...(index === null ? [] : [index]), error ?? 'null'].join(' '),
			),
		).toEqual(links);
	});

	test('of every failed one a root is found, with the error the execution ended with unless it was caught', () => {
		for (const {name, end, events} of recorded.filter(each => each.end === 'ExecutionFailed')) {
			const {links, root, certain} = chainOf({executionArn: 'run', events, normalPath: null});
			const ended = events.find(({type}) => type === end)?.details.error ?? null;
			const [first] = links;
			expect([root?.name, certain], name).toEqual([expect.any(String), true]);
			expect(first?.error ?? null, name).toBe(ended);
		}
	});

	test('of none that succeeded one is', () => {
		for (const {events} of recorded.filter(each => each.end === 'ExecutionSucceeded')) {
			expect(chainOf({executionArn: 'run', events, normalPath: null}).links).toEqual([]);
		}
	});

	test('what a Catch swallowed in one that succeeded is listed', () => {
		expect(chainIn('test_raise_exception_catch').survived).toMatchObject([
			{state: 'Start', error: 'Exception', by: 'catch', next: 'EndWithStateTaskFailedHandler'},
		]);
	});
});
