import {expect, test} from 'vitest';
import {accountOver} from './fake-wire.ts';

const arn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders';
const runArn = (name: string) => `arn:aws:states:eu-west-1:123456789012:execution:orders:${name}`;
const logGroupArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:orders:*';
const definition = '{"StartAt" : "A",\n "States": {}}';

test('a state machine comes with its definition byte for byte and its logging', async () => {
	const {reads} = accountOver({
		'states:DescribeStateMachine': () => ({
			stateMachineArn: arn,
			name: 'orders',
			type: 'EXPRESS',
			creationDate: 1_767_323_045,
			definition,
			roleArn: 'arn:aws:iam::123456789012:role/orders',
			loggingConfiguration: {
				level: 'ERROR',
				includeExecutionData: true,
				destinations: [{cloudWatchLogsLogGroup: {logGroupArn}}],
			},
			tracingConfiguration: {enabled: true},
			encryptionConfiguration: {type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'arn:key'},
			revisionId: 'r1',
		}),
	});

	expect(await reads.stateMachine(arn)).toEqual({
		arn,
		name: 'orders',
		type: 'EXPRESS',
		createdAt: new Date(1_767_323_045_000),
		definition,
		roleArn: 'arn:aws:iam::123456789012:role/orders',
		logging: {level: 'ERROR', includeExecutionData: true, destinations: [logGroupArn]},
		tracing: true,
		kmsKeyArn: 'arn:key',
		revisionId: 'r1',
	});
});

test('state machines are listed to the last page', async () => {
	const summary = (name: string) => ({
		stateMachineArn: `${arn}-${name}`,
		name,
		type: 'STANDARD',
		creationDate: 1,
	});
	const {reads} = accountOver({
		'states:ListStateMachines': ({nextToken}) =>
			nextToken
				? {stateMachines: [summary('b')]}
				: {stateMachines: [summary('a')], nextToken: 'more'},
	});

	const {items, complete} = await reads.listStateMachines();
	expect(items.map(({name}) => name)).toEqual(['a', 'b']);
	expect(complete).toBe(true);
});

test('of the executions with a status, no more than the hundred newest are read', async () => {
	const {reads, inputs} = accountOver({
		'states:ListExecutions': ({nextToken}) => ({
			executions: Array.from({length: 60}, (_, index) => ({
				executionArn: runArn(`${nextToken ?? 'first'}-${index}`),
				stateMachineArn: arn,
				name: `${nextToken ?? 'first'}-${index}`,
				status: 'FAILED',
				startDate: 2,
			})),
			nextToken: 'next',
		}),
	});
	const executions = await reads.executions(arn, 'FAILED');

	expect(executions).toHaveLength(100);
	expect(executions[0]).toMatchObject({name: 'first-0', status: 'FAILED', error: null});
	expect(inputs('states:ListExecutions')).toMatchObject([
		{stateMachineArn: arn, statusFilter: 'FAILED', maxResults: 100},
		{nextToken: 'next'},
	]);
});

test('an execution comes with error, cause and what is said of its redrive', async () => {
	const {reads} = accountOver({
		'states:DescribeExecution': () => ({
			executionArn: runArn('run-1'),
			stateMachineArn: arn,
			name: 'run-1',
			status: 'FAILED',
			startDate: 1,
			stopDate: 2,
			input: '{}',
			error: 'States.TaskFailed',
			cause: 'It broke',
			redriveStatus: 'NOT_REDRIVABLE',
			redriveStatusReason: 'Too old',
			redriveCount: 2,
			stateMachineAliasArn: `${arn}:live`,
		}),
	});

	expect(await reads.execution(runArn('run-1'))).toEqual({
		arn: runArn('run-1'),
		name: 'run-1',
		stateMachineArn: arn,
		status: 'FAILED',
		startedAt: new Date(1000),
		stoppedAt: new Date(2000),
		input: '{}',
		error: 'States.TaskFailed',
		cause: 'It broke',
		redriveStatus: 'NOT_REDRIVABLE',
		redriveStatusReason: 'Too old',
		redriveCount: 2,
		startedThrough: `${arn}:live`,
	});
});

test('the state machine as an execution runs it', async () => {
	const {reads, inputs} = accountOver({
		'states:DescribeStateMachineForExecution': () => ({
			stateMachineArn: arn,
			name: 'orders',
			definition: '{"StartAt":"Old"}',
			roleArn: 'arn:aws:iam::123456789012:role/orders-role',
			revisionId: 'r1',
		}),
	});

	expect(await reads.executedMachine(runArn('run-1'))).toEqual({
		arn,
		name: 'orders',
		definition: '{"StartAt":"Old"}',
		roleArn: 'arn:aws:iam::123456789012:role/orders-role',
		revisionId: 'r1',
		mapRunArn: null,
	});
	expect(inputs('states:DescribeStateMachineForExecution')).toEqual([
		{executionArn: runArn('run-1')},
	]);
});

test('a history is continued with the same question', async () => {
	const {reads, inputs} = accountOver({
		'states:GetExecutionHistory': ({nextToken}) =>
			nextToken
				? {events: [event(1, 'ExecutionStarted', {})]}
				: {events: [event(2, 'ExecutionSucceeded', {})], nextToken: 'more'},
	});

	const first = await reads.historyPage(runArn('run-1'), null);
	expect(first).toMatchObject({events: [{id: 2}], next: 'more'});
	expect(await reads.historyPage(runArn('run-1'), first.next)).toMatchObject({
		events: [{id: 1}],
		next: null,
	});
	const asked = {
		executionArn: runArn('run-1'),
		reverseOrder: true,
		includeExecutionData: true,
		maxResults: 1000,
	};
	expect(inputs('states:GetExecutionHistory')).toEqual([asked, {...asked, nextToken: 'more'}]);
});

test('a history without events in the answer is no empty history', async () => {
	const {reads} = accountOver({'states:GetExecutionHistory': () => ({})});

	await expect(reads.historyPage(runArn('run-1'), null)).rejects.toThrow();
});

test('a Map Run with its counts, and its failed children', async () => {
	const counts = {
		pending: 0,
		running: 0,
		succeeded: 7,
		failed: 3,
		timedOut: 0,
		aborted: 0,
		total: 10,
		resultsWritten: 7,
	};
	const mapRunArn = 'arn:aws:states:eu-west-1:123456789012:mapRun:orders/Each:1-2-3';
	const {reads, inputs} = accountOver({
		'states:ListMapRuns': () => ({mapRuns: [{mapRunArn, executionArn: runArn('run-1')}]}),
		'states:DescribeMapRun': () => ({
			mapRunArn,
			executionArn: runArn('run-1'),
			status: 'FAILED',
			startDate: 1,
			stopDate: 2,
			maxConcurrency: 0,
			toleratedFailurePercentage: 0,
			toleratedFailureCount: 2,
			itemCounts: counts,
			executionCounts: {...counts, failuresNotRedrivable: 1},
		}),
		'states:ListExecutions': () => ({
			executions: [
				{
					executionArn: runArn('item-1'),
					stateMachineArn: `${arn}/Each`,
					name: 'item-1',
					status: 'FAILED',
					startDate: 1,
				},
			],
		}),
	});

	expect(await reads.mapRuns(runArn('run-1'))).toEqual([mapRunArn]);
	expect(await reads.mapRun(mapRunArn)).toMatchObject({
		status: 'FAILED',
		items: {failed: 3, total: 10, failuresNotRedrivable: null},
		executions: {failuresNotRedrivable: 1},
		toleratedFailures: {count: 2, percentage: 0},
	});
	expect(await reads.mapRunExecutions(mapRunArn, 'FAILED', 20)).toMatchObject([
		{arn: runArn('item-1'), status: 'FAILED'},
	]);
	expect(inputs('states:ListExecutions')).toEqual([
		{mapRunArn, statusFilter: 'FAILED', maxResults: 20},
	]);
});

test('the latest events come newest first, as many as wanted, each with its own details', async () => {
	const {reads, inputs} = accountOver({
		'states:GetExecutionHistory': ({nextToken}) =>
			nextToken
				? {events: [event(2, 'TaskStateEntered', {stateEnteredEventDetails: {name: 'A'}})]}
				: {
						events: [
							event(4, 'ExecutionFailed', {executionFailedEventDetails: {error: 'E', cause: 'C'}}),
							event(3, 'TaskStarted', {}),
						],
						nextToken: 'more',
					},
	});

	const first = await reads.historyPage(runArn('run-1'), null);
	const second = await reads.historyPage(runArn('run-1'), first.next);
	expect([...first.events, ...second.events]).toEqual([
		{
			id: 4,
			previousEventId: 3,
			type: 'ExecutionFailed',
			timestamp: new Date(4000),
			details: {error: 'E', cause: 'C'},
		},
		{id: 3, previousEventId: 2, type: 'TaskStarted', timestamp: new Date(3000), details: {}},
		{
			id: 2,
			previousEventId: 1,
			type: 'TaskStateEntered',
			timestamp: new Date(2000),
			details: {name: 'A'},
		},
	]);
	expect([first.next, second.next]).toEqual(['more', null]);
	const asked = {
		executionArn: runArn('run-1'),
		reverseOrder: true,
		includeExecutionData: true,
		maxResults: 1000,
	};
	expect(inputs('states:GetExecutionHistory')).toEqual([asked, {...asked, nextToken: 'more'}]);
});

const event = (id: number, type: string, details: object) => ({
	id,
	type,
	previousEventId: id - 1,
	timestamp: id,
	...details,
});

test('the tags of an alias are those of its state machine', async () => {
	const {reads, inputs} = accountOver({
		'states:ListTagsForResource': () => ({tags: [{key: 'team', value: 'orders'}]}),
	});

	expect(await reads.stateMachineTags(`${arn}:live`)).toEqual({team: 'orders'});
	expect(inputs('states:ListTagsForResource')).toEqual([{resourceArn: arn}]);
});

test('warnings of the validation are told as well', async () => {
	const {reads, inputs} = accountOver({
		'states:ValidateStateMachineDefinition': () => ({
			result: 'OK',
			diagnostics: [
				{severity: 'WARNING', code: 'NO_DOLLAR', message: 'No $', location: '/States/A'},
				{severity: 'ERROR', code: 'MISSING_END_STATE', message: 'No end'},
			],
		}),
	});

	expect(await reads.validateDefinition(definition, 'STANDARD')).toEqual([
		{severity: 'WARNING', code: 'NO_DOLLAR', message: 'No $', location: '/States/A'},
		{severity: 'ERROR', code: 'MISSING_END_STATE', message: 'No end', location: null},
	]);
	expect(inputs('states:ValidateStateMachineDefinition')).toMatchObject([
		{definition, type: 'STANDARD', severity: 'WARNING'},
	]);
});

test('an update carries what it changes and nothing else', async () => {
	const {writes, inputs} = accountOver({
		'states:UpdateStateMachine': () => ({updateDate: 1, revisionId: 'r2'}),
	});
	const logging = {level: 'ALL', includeExecutionData: false, destinations: [logGroupArn]} as const;

	expect(await writes.updateLogging(arn, {...logging, destinations: [logGroupArn]})).toBe('r2');
	expect(await writes.updateDefinition(arn, definition)).toBe('r2');
	expect(inputs('states:UpdateStateMachine')).toEqual([
		{
			stateMachineArn: arn,
			loggingConfiguration: {
				level: 'ALL',
				includeExecutionData: false,
				destinations: [{cloudWatchLogsLogGroup: {logGroupArn}}],
			},
		},
		{stateMachineArn: arn, definition},
	]);
});

test('a start returns the execution, a redrive names it', async () => {
	const {writes, inputs} = accountOver({
		'states:StartExecution': () => ({executionArn: runArn('run-2'), startDate: 1}),
		'states:RedriveExecution': () => ({redriveDate: 1}),
	});

	expect(await writes.startExecution(arn, '{}')).toBe(runArn('run-2'));
	await writes.redrive(runArn('run-1'));
	expect(inputs('states:RedriveExecution')).toMatchObject([{executionArn: runArn('run-1')}]);
});
