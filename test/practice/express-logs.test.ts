import {DescribeLogStreamsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {StartExecutionCommand} from '@aws-sdk/client-sfn';
import {describe, expect, test} from 'vitest';
import {pricing} from '../../source/practice/scenarios/build/express.ts';
import {logGroupArn, stateMachineArn} from '../../source/practice/scenarios/build/names.ts';
import {expressFailed} from '../../source/practice/scenarios/express-failed.ts';
import {expressLateLogs} from '../../source/practice/scenarios/express-late-logs.ts';
import {expressLevelError} from '../../source/practice/scenarios/express-level-error.ts';
import {expressLogGroupDeleted} from '../../source/practice/scenarios/express-log-group-deleted.ts';
import {expressStartedNeverEnded} from '../../source/practice/scenarios/express-started-never-ended.ts';
import {expressTwoActionsMissing} from '../../source/practice/scenarios/express-two-actions-missing.ts';
import {type Practice, practise} from './clients.ts';
import {executionArnOf, filter, logGroupName, ofExecution} from './express-events.ts';

describe('what the logs hold of the execution', () => {
	const whole = ['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled'];
	const succeeded = [...whole, 'TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded'];

	test.each([
		[expressTwoActionsMissing, succeeded],
		[expressLateLogs, succeeded],
		[expressFailed, [...whole, 'TaskFailed', 'ExecutionFailed']],
		[expressStartedNeverEnded, whole],
		[expressLevelError, []],
	])('$id', async (scenario, types) => {
		const events = await filter(practise(scenario), ofExecution(executionArnOf(scenario)));

		expect(events.map(({message = ''}) => JSON.parse(message).type)).toEqual(types);
	});

	test('why it failed', async () => {
		const events = await filter(
			practise(expressFailed),
			`{ $.execution_arn = "${executionArnOf(expressFailed)}" && $.type = "ExecutionFailed" }`,
		);

		expect(events.map(({message = ''}) => JSON.parse(message).details)).toEqual([
			{
				error: 'PriceListUnavailable',
				cause: 'No price list for currency EUR is valid on this day',
			},
		]);
	});

	test('at level ERROR what succeeded is not there and what failed is', async () => {
		const events = await filter(practise(expressLevelError), '');

		expect(events.map(({message = ''}) => JSON.parse(message).type)).toEqual([
			'TaskFailed',
			'ExecutionFailed',
		]);
	});

	test('how late it came', async () => {
		const [event] = await filter(
			practise(expressLateLogs),
			ofExecution(executionArnOf(expressLateLogs)),
		);

		expect((event?.ingestionTime ?? 0) - (event?.timestamp ?? 0)).toBe(7 * 60_000);
	});

	test('nothing, where the log group is gone', async () => {
		await expect(filter(practise(expressLogGroupDeleted), '')).rejects.toMatchObject({
			name: 'ResourceNotFoundException',
		});
	});
});

describe('an Express execution that is started now', () => {
	const start = async (practice: Practice) => {
		const {executionArn = ''} = await practice.sfn.send(
			new StartExecutionCommand({
				stateMachineArn: stateMachineArn(pricing.name),
				input: '{"secret":1}',
			}),
		);

		return executionArn;
	};

	test('is in the logs after a while', async () => {
		const practice = practise(expressLateLogs);
		const arn = await start(practice);
		expect(await filter(practice, ofExecution(arn))).toEqual([]);

		practice.clock.advance(4000);
		const events = await filter(practice, ofExecution(arn));
		expect(JSON.parse(events[0]?.message ?? '')).toEqual({
			id: '1',
			type: 'ExecutionStarted',
			details: {
				input: '{"secret":1}',
				inputDetails: {truncated: false},
				roleArn: 'arn:aws:iam::123456789012:role/basket-pricing-role',
			},
			previous_event_id: '0',
			event_timestamp: String(events[0]?.timestamp),
			execution_arn: arn,
			redrive_count: '0',
		});
		expect(JSON.parse(events.at(-1)?.message ?? '').type).toBe('ExecutionSucceeded');
		const {logStreams = []} = await practice.logs.send(
			new DescribeLogStreamsCommand({logGroupName, orderBy: 'LastEventTime', descending: true}),
		);
		expect(logStreams[0]).toMatchObject({
			logStreamName: 'states/basket-pricing/2026-03-09-08-30/00000000',
			firstEventTimestamp: events[0]?.timestamp,
			lastEventTimestamp: events.at(-1)?.timestamp,
		});
	});

	test('leaves its data out where the state machine says so', async () => {
		const practice = practise(expressLateLogs, ({stateMachines}) => {
			for (const {logging} of stateMachines) {
				logging.includeExecutionData = false;
			}
		});
		const arn = await start(practice);
		practice.clock.advance(4000);

		const events = await filter(practice, ofExecution(arn));
		expect(events.length).toBeGreaterThan(0);
		expect(events.some(({message}) => message?.includes('secret'))).toBe(false);
	});

	test('is lost where no resource policy lets its logs in', async () => {
		const practice = practise(expressLateLogs, state => {
			state.logResourcePolicies = state.logResourcePolicies.filter(
				policy => policy.logGroupArn !== logGroupArn(logGroupName),
			);
		});
		const arn = await start(practice);
		practice.clock.advance(60_000);

		expect(await filter(practice, ofExecution(arn))).toEqual([]);
	});
});
