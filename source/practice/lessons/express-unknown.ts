import {type Lesson, right, stop, wrong} from './lesson.ts';

export const expressUnknownLesson: Lesson = {
	scenario: 'express-level-error',
	stops: {
		start: stop('Lesson 2: the status Unknown', [
			'The console shows the status Unknown for executions of basket-pricing. You find out what really happened to them.',
			'Choose the state machine.',
		]),
		paste: stop('No error at all', [
			'There is no error message here: what is pasted is a row of the console. The execution ARN in it is enough. It contains ":express:", so it is an Express execution.',
		]),
		meaning: stop('What the text says', [
			'Unknown is not a status of the execution. It means that the console found no log event which says how it ended.',
		]),
		checking: stop(
			'Where the status comes from',
			[
				'Step Functions keeps the history of a Standard execution for 90 days. It keeps no history of Express executions. The console builds the page of an Express execution from its events in CloudWatch Logs, and AWS documents that delivery as best effort.',
			],
			[
				{
					text: 'Executions that fail are shown as failed, all others as Unknown. What do you expect?',
					answers: [
						wrong(
							'The role cannot write logs any more',
							'Then no execution would be shown, not even the failed ones.',
						),
						right(
							'The log level leaves out the events of executions that succeed',
							'Only the level ALL logs ExecutionStarted and ExecutionSucceeded.',
						),
						wrong(
							'The executions never end',
							'An Express execution ends after five minutes at the latest.',
						),
					],
				},
			],
		),
		'pick-remedy': stop('Unknown stays unknown', [
			'One check answers unknown: no log event says how this execution ended, and sfn-fix does not guess. The check that found the problem says why there is no event. What was not logged cannot be logged afterwards: the fix applies to executions that start from now on.',
		]),
		confirm: stop('Read the diff before you answer', [
			'One word of the logging configuration changes. The level ALL logs every event of every execution, and CloudWatch Logs charges for what it ingests. That is the price of a status for each execution.',
		]),
		repeat: stop('Proof', [
			'A configuration that looks right proves nothing about the delivery. A test execution does. sfn-fix starts one and waits for its log events. It is a real execution with real effects, so sfn-fix asks first.',
		]),
		end: stop(
			'What you learned',
			[
				'The status of an Express execution is derived from its log events. No event, no status.',
				'Unknown can be a fault in the role, the level or a policy. It can also be no fault at all: a late or lost event.',
				'For a synchronous Express execution, the response to its caller says how it ended.',
			],
			[
				{
					text: 'One of 10,000 Express executions shows Unknown. What is most likely?',
					answers: [
						right(
							'Its events are late or were lost: log delivery is best effort',
							'An occasional Unknown is documented behavior.',
						),
						wrong(
							'The log group has no resource policy',
							'Then every execution would show Unknown.',
						),
						wrong(
							'The execution failed',
							'A failure that was logged is shown as failed. Unknown says only that no event was found.',
						),
					],
				},
				{
					text: 'How do you read the history of an Express execution?',
					answers: [
						wrong('With GetExecutionHistory', 'It refuses executions of Express state machines.'),
						right(
							'In the log group, by its execution ARN',
							'Each log event holds execution_arn, an id and the id of the event before it.',
						),
						wrong(
							'In CloudTrail',
							'CloudTrail records calls of the API, not the events of an execution.',
						),
					],
				},
				{
					text: 'You need the status of each execution, and full logs cost too much. What helps?',
					answers: [
						right(
							'Level ALL without execution data, or a Standard state machine',
							'includeExecutionData false leaves out inputs and outputs. Standard keeps a history without any logs.',
						),
						wrong(
							'Level FATAL',
							'It logs even less: only failed, timed-out and aborted executions.',
						),
						wrong(
							'A longer retention',
							'Retention keeps what was logged. It does not add what was left out.',
						),
					],
				},
			],
		),
	},
};
