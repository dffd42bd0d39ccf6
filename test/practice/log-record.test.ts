import {expect, test} from 'vitest';
import {logRecord} from '../../source/practice/log-delivery/log-record.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level */
const lowestLevel = {
	ExecutionStarted: 'ALL',
	ExecutionSucceeded: 'ALL',
	TaskScheduled: 'ALL',
	SucceedStateEntered: 'ALL',
	FailStateEntered: 'ERROR',
	LambdaFunctionTimedOut: 'ERROR',
	MapRunAborted: 'ERROR',
	TaskSubmitFailed: 'ERROR',
	ExecutionAborted: 'FATAL',
	ExecutionFailed: 'FATAL',
	ExecutionTimedOut: 'FATAL',
} as const;

const levels = ['OFF', 'FATAL', 'ERROR', 'ALL'] as const;

test.each(Object.entries(lowestLevel))('%s is logged from level %s on', (type, lowest) => {
	const loggedAt = levels.filter(
		level =>
			logRecord(
				{id: 2, previousEventId: 1, type, timestamp: 5, details: {}},
				{
					arn: 'arn:aws:states:eu-west-1:123456789012:express:orders:run:id',
					redriveCount: 0,
				},
				{level, includeExecutionData: true, destinations: []},
			) !== null,
	);

	expect(loggedAt).toEqual(levels.slice(levels.indexOf(lowest)));
});
