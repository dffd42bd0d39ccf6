import {describe, expect, it, test} from 'vitest';
import type {LogEvent} from '../../source/account/cloudwatch-logs.ts';
import type {ContainerLogging} from '../../source/account/ecs.ts';
import type {FunctionLogging} from '../../source/account/lambda.ts';
import type {FailedTask} from '../../source/evidence/failed-task.ts';
import {linesOfInvocation} from '../../source/evidence/lambda-logs.ts';
import type {LogContext} from '../../source/evidence/log-piece.ts';
import {linesAtMost, readableLines} from '../../source/evidence/log-text.ts';
import {readTaskLogs} from '../../source/evidence/read-logs.ts';
import {isObject, parseJson} from '../../source/json.ts';

const location = {partition: 'aws', region: 'eu-west-1', accountId: '123456789012'};
const from = Date.parse('2026-11-20T10:00:00Z');
const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:charge';

const task = (service: string, parts: Partial<FailedTask>): FailedTask => ({
	state: 'Work',
	service,
	resource: '',
	parameters: {},
	error: 'States.TaskFailed',
	cause: null,
	submitted: {},
	job: null,
	from,
	to: from + 20_000,
	...parts,
	described: isObject(parseJson(parts.cause ?? null))
		? (parseJson(parts.cause ?? null) as FailedTask['described'])
		: {},
});

const withCause = (service: string, cause: object, parts: Partial<FailedTask> = {}): FailedTask =>
	task(service, {...parts, cause: JSON.stringify(cause)});

const event = (message: string, stream = 's', after = 0): LogEvent => ({
	timestamp: from + after,
	ingestedAt: null,
	stream,
	message,
});

type Account = {
	logging?: FunctionLogging | null;
	containers?: ContainerLogging[];
	streams?: string[];
	found?: LogEvent[];
};

/** Notes what is asked; every stream holds one line. */
function noting({logging = null, containers = [], streams = [], found = []}: Account) {
	const asked: string[] = [];
	const reads: LogContext['reads'] = {
		async functionLogging(arn, qualifier) {
			asked.push(`configuration ${arn} ${qualifier}`);
			return logging;
		},
		async job({service, job}) {
			asked.push(`${service} ${job}`);
			return null;
		},
		async containerLogging() {
			asked.push('task definition');
			return containers;
		},
		async searchEvents({group, pattern}) {
			asked.push(`search ${group} ${pattern}`);
			return {events: found, isCut: false, calls: 2};
		},
		async lastEvents({group, stream}) {
			asked.push(`stream ${group} ${stream}`);
			return {events: [event(`of ${id}`, stream)], isCut: false};
		},
		async logStreamNames(group, prefix) {
			asked.push(`streams ${group} ${prefix}`);
			return streams;
		},
	};

	return {asked, reads};
}

const text: FunctionLogging = {logGroup: '/aws/lambda/charge', format: 'Text'};
const pythonCause = {errorType: 'KeyError', errorMessage: "'sku'", requestId: id};
const ecsCause = {
	TaskArn: 'arn:aws:ecs:eu-west-1:123456789012:task/prod/1dc5c17a422b4dc4b493371970c6c4d6',
	TaskDefinitionArn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/render:7',
	Containers: [{Name: 'render', ExitCode: 1, RuntimeId: 'abc123-987'}],
};
const awslogs = (options: Record<string, string>, name = 'render'): ContainerLogging => ({
	name,
	driver: 'awslogs',
	options: {'awslogs-group': '/ecs/render', 'awslogs-region': 'eu-west-1', ...options},
});
const glueRun = (version: string, more: object = {}) => ({
	Id: 'jr_7f3',
	JobName: 'load',
	JobRunState: 'FAILED',
	GlueVersion: version,
	LogGroupName: '/aws-glue/jobs',
	...more,
});

type Case = {
	what: string;
	failed: FailedTask;
	account?: Account;
	/** Of the logs: what was asked, beside the configuration. */
	asked: string[];
	note?: RegExp;
};

/** Forms as AWS documents them; the sources are beside the code. */
const cases: Case[] = [
	{
		what: 'Lambda, text format, request id in the cause',
		failed: withCause('lambda', pythonCause, {parameters: {FunctionName: functionArn}}),
		account: {logging: text, found: [event(`START RequestId: ${id}`, '2026/11/20/[$LATEST]aa')]},
		asked: [
			`configuration ${functionArn} null`,
			`search /aws/lambda/charge "${id}"`,
			'stream /aws/lambda/charge 2026/11/20/[$LATEST]aa',
		],
	},
	{
		what: 'Lambda, JSON format, no request id: found by its error',
		failed: withCause(
			'lambda',
			{errorType: 'TypeError', errorMessage: 'rate is undefined'},
			{parameters: {FunctionName: 'charge', Qualifier: 'live'}},
		),
		account: {
			logging: {logGroup: '/aws/lambda/charge', format: 'JSON'},
			found: [event(JSON.stringify({level: 'ERROR', requestId: id, message: 'x'}))],
		},
		asked: [
			`configuration ${functionArn} live`,
			'search /aws/lambda/charge "rate is undefined"',
			'stream /aws/lambda/charge s',
		],
		note: new RegExp(`no request id: these lines are of the invocation ${id}`),
	},
	{
		what: 'Lambda with its own log group, and an alias in its ARN',
		failed: withCause('lambda', pythonCause, {parameters: {FunctionName: `${functionArn}:live`}}),
		account: {logging: {logGroup: '/payments', format: 'Text'}, found: [event(`END ${id}`)]},
		asked: [`configuration ${functionArn} live`, `search /payments "${id}"`, 'stream /payments s'],
	},
	{
		what: 'Lambda that timed out: the id is in the message',
		failed: withCause(
			'lambda',
			{
				errorType: 'Sandbox.Timedout',
				errorMessage: `RequestId: ${id} Error: Task timed out after 3.00 seconds`,
			},
			{parameters: {FunctionName: 'charge'}, error: 'Sandbox.Timedout'},
		),
		account: {logging: text, found: [event(`START RequestId: ${id}`)]},
		asked: [
			`configuration ${functionArn} null`,
			`search /aws/lambda/charge "${id}"`,
			'stream /aws/lambda/charge s',
		],
	},
	{
		what: 'Lambda, text format, that Step Functions timed out: found by what Lambda logs',
		failed: task('lambda', {parameters: {FunctionName: 'charge'}, error: 'States.Timeout'}),
		account: {logging: text, found: [event(`START RequestId: ${id}`)]},
		asked: [
			`configuration ${functionArn} null`,
			'search /aws/lambda/charge ?"Task timed out after" ?"START RequestId" ?"REPORT RequestId" ?"INIT_REPORT"',
			'stream /aws/lambda/charge s',
		],
		note: new RegExp(`these lines are of the invocation ${id}, the only one at that time`),
	},
	{
		what: 'Lambda, JSON format, that Step Functions timed out, among several invocations',
		failed: task('lambda', {parameters: {FunctionName: 'charge'}, error: 'States.Timeout'}),
		account: {
			logging: {logGroup: null, format: 'JSON'},
			found: [id, id.replace('0f8', '1f8')].map(requestId =>
				event(JSON.stringify({type: 'platform.report', record: {requestId, status: 'timeout'}})),
			),
		},
		asked: [
			`configuration ${functionArn} null`,
			'search /aws/lambda/charge ?"platform.start" ?"platform.report" ?"platform.initReport"',
		],
		note: /can be of several invocations/,
	},
	{
		what: 'Lambda whose cause Lambda could not determine: the id is before the message',
		failed: withCause(
			'lambda',
			{errorMessage: `2026-11-20T10:00:03.000Z ${id} Task timed out after 3.00 seconds`},
			{parameters: {FunctionName: 'charge'}, error: 'Lambda.Unknown'},
		),
		account: {logging: text, found: [event(`START RequestId: ${id}`)]},
		asked: [
			`configuration ${functionArn} null`,
			`search /aws/lambda/charge "${id}"`,
			'stream /aws/lambda/charge s',
		],
	},
	{
		what: 'ECS, awslogs with a prefix',
		failed: withCause('ecs', ecsCause),
		account: {containers: [awslogs({'awslogs-stream-prefix': 'ecs'})]},
		asked: ['task definition', 'stream /ecs/render ecs/render/1dc5c17a422b4dc4b493371970c6c4d6'],
	},
	{
		what: 'ECS, awslogs without a prefix',
		failed: withCause('ecs', ecsCause),
		account: {containers: [awslogs({})]},
		asked: ['task definition', 'stream /ecs/render abc123-987'],
		note: /no awslogs-stream-prefix: its log stream is named by its container id/,
	},
	{
		what: 'Glue 4',
		failed: withCause('glue', glueRun('4.0')),
		asked: ['stream /aws-glue/jobs/error jr_7f3', 'stream /aws-glue/jobs/output jr_7f3'],
	},
	{
		what: 'Glue 4 with continuous logging',
		failed: withCause(
			'glue',
			glueRun('4.0', {Arguments: {'--enable-continuous-cloudwatch-log': 'true'}}),
		),
		asked: ['stream /aws-glue/jobs/logs-v2 jr_7f3-driver', 'stream /aws-glue/jobs/error jr_7f3'],
	},
	{
		what: 'Glue 5',
		failed: withCause('glue', glueRun('5.0')),
		asked: [
			'stream /aws-glue/jobs/error jr_7f3-driver',
			'stream /aws-glue/jobs/output jr_7f3-driver',
		],
	},
	{
		what: 'Glue 5 with its own names',
		failed: withCause(
			'glue',
			glueRun('5.0', {
				Arguments: {'--custom-logGroup-prefix': '/data', '--custom-logStream-prefix': 'load'},
			}),
		),
		asked: ['stream /data/error load-driver', 'stream /data/output load-driver'],
	},
	{
		what: 'Batch',
		failed: withCause('batch', {
			JobId: 'j1',
			JobName: 'nightly',
			Attempts: [
				{Container: {LogStreamName: 'nightly/default/one'}},
				{Container: {LogStreamName: 'nightly/default/two'}},
			],
		}),
		asked: ['stream /aws/batch/job nightly/default/two'],
	},
	{
		what: 'Batch with its own log group',
		failed: withCause('batch', {
			JobId: 'j1',
			Container: {
				LogStreamName: 'own/default/one',
				LogConfiguration: {LogDriver: 'awslogs', Options: {'awslogs-group': '/batch/own'}},
			},
		}),
		asked: ['stream /batch/own own/default/one'],
	},
	{
		what: 'CodeBuild',
		failed: withCause('codebuild', {
			Build: {
				BuildStatus: 'FAILED',
				Logs: {GroupName: '/aws/codebuild/site', StreamName: 'b7f1'},
			},
		}),
		asked: ['stream /aws/codebuild/site b7f1'],
	},
	{
		what: 'SageMaker training job',
		failed: withCause('sagemaker', {TrainingJobName: 'fit-1', FailureReason: 'ClientError'}),
		account: {streams: ['fit-1/algo-1-1700000000']},
		asked: [
			'streams /aws/sagemaker/TrainingJobs fit-1/',
			'stream /aws/sagemaker/TrainingJobs fit-1/algo-1-1700000000',
		],
	},
	{
		what: 'EMR Serverless',
		failed: withCause('emr-serverless', {
			ApplicationId: '00f1',
			JobRunId: '00g2',
			ConfigurationOverrides: {
				MonitoringConfiguration: {CloudWatchLoggingConfiguration: {Enabled: true}},
			},
		}),
		account: {
			streams: [
				'/applications/00f1/jobs/00g2/SPARK_DRIVER/stderr',
				'/applications/00f1/jobs/00g2/SPARK_EXECUTOR/1/stderr',
			],
		},
		asked: [
			'streams /aws/emr-serverless /applications/00f1/jobs/00g2/',
			'stream /aws/emr-serverless /applications/00f1/jobs/00g2/SPARK_DRIVER/stderr',
		],
	},
];

describe('where a task logged', () => {
	it.each(cases)('$what', async ({failed, account = {}, asked, note}) => {
		const wire = noting(account);
		const logs = await readTaskLogs(failed, {reads: wire.reads, location});
		expect(wire.asked).toEqual(asked);
		expect(logs?.unavailable).toBeNull();
		expect(logs?.lines.length).toBeGreaterThan(0);
		expect(logs?.commands.length).toBeGreaterThan(0);
		expect(logs?.notes.join(' ')).toMatch(note ?? /^/);
	});
});

describe('what is said where there are no lines to read', () => {
	it.each([
		[
			'a container with another driver',
			withCause('ecs', ecsCause),
			{containers: [{name: 'render', driver: 'splunk', options: {}}]},
			/driver splunk, not to CloudWatch Logs/,
		],
		[
			'a container without a log configuration',
			withCause('ecs', ecsCause),
			{containers: [{name: 'render', driver: null, options: {}}]},
			/no log configuration/,
		],
		[
			'logs in another region',
			withCause('ecs', ecsCause),
			{containers: [awslogs({'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': 'ecs'})]},
			/in region us-east-1/,
		],
		[
			'a Batch job that never started',
			withCause('batch', {JobId: 'j', StatusReason: 'x'}),
			{},
			/no container of it started/,
		],
		[
			'a build without logs',
			withCause('codebuild', {
				Build: {BuildStatus: 'FAILED', Logs: {CloudWatchLogs: {Status: 'DISABLED'}}},
			}),
			{},
			/does not log to CloudWatch Logs/,
		],
		[
			'EMR Serverless without CloudWatch',
			withCause('emr-serverless', {
				ApplicationId: 'a',
				JobRunId: 'b',
				ConfigurationOverrides: {
					MonitoringConfiguration: {S3MonitoringConfiguration: {LogUri: 's3://logs/'}},
				},
			}),
			{},
			/its logs are in s3:\/\/logs\//,
		],
		[
			'a function in another account',
			withCause('lambda', pythonCause, {
				parameters: {FunctionName: functionArn.replace('123456789012', '210987654321')},
			}),
			{},
			/in account 210987654321/,
		],
		[
			'no line at that time',
			withCause('lambda', pythonCause, {parameters: {FunctionName: 'charge'}}),
			{logging: text},
			/No line .* was found/,
		],
	] as Array<[string, FailedTask, Account, RegExp]>)('%s', async (_what, failed, account, why) => {
		const logs = await readTaskLogs(failed, {reads: noting(account).reads, location});
		expect(logs?.unavailable).toMatch(why);
		expect(logs?.lines).toEqual([]);
	});

	it.each([
		[
			'a function that Lambda refused to invoke',
			task('lambda', {parameters: {FunctionName: 'charge'}, error: 'Lambda.AWSLambdaException'}),
		],
		[
			'an ECS task that was refused',
			task('ecs', {cause: 'User is not authorized to perform: ecs:RunTask'}),
		],
		['a service that logs nothing', task('dynamodb', {})],
	])('nothing is looked for: %s', async (_what, failed) => {
		const wire = noting({});
		expect(await readTaskLogs(failed, {reads: wire.reads, location})).toBeNull();
		expect(wire.asked).toEqual([]);
	});
});

test('of two invocations that logged the same error, neither is said to be the failed one', async () => {
	const other = id.replace('0f8', 'abc');
	const line = (of: string) => `2026-11-20T10:00:01Z\t${of}\tERROR\tno rate for order ${id}`;
	const failed = withCause(
		'lambda',
		{errorMessage: 'no rate for the order', errorType: 'RateError'},
		{parameters: {FunctionName: 'charge'}},
	);
	const {reads, asked} = noting({logging: text, found: [event(line(id)), event(line(other), 't')]});
	const logs = await readTaskLogs(failed, {reads, location});

	expect(logs?.notes.join(' ')).toMatch(/can be of several invocations/);
	expect(logs?.lines).toHaveLength(2);
	expect(asked.filter(each => each.startsWith('stream '))).toEqual([]);
});

test('a line that names another invocation is not of this one, also between two of its own', () => {
	const line = (of: string, says: string) => event(`2026-11-20T10:00:01Z\t${of}\tINFO\t${says}`);
	const other = id.replace('0f8', 'abc');
	const lines = [line(id, 'a'), line(other, 'b'), event('without an id'), line(id, other)];
	expect(linesOfInvocation(lines, id)).toEqual(lines.toSpliced(1, 1));
});

test('lines in JSON are told in words, and what frames an invocation is left out', () => {
	const {lines} = readableLines([
		event(`START RequestId: ${id} Version: $LATEST`),
		event(JSON.stringify({type: 'platform.start', record: {requestId: id}})),
		event(
			JSON.stringify({
				timestamp: 't',
				level: 'ERROR',
				message: 'no rate',
				errorType: 'TypeError',
				errorMessage: 'x is undefined',
				requestId: id,
			}),
		),
		event(
			JSON.stringify({
				type: 'platform.report',
				record: {status: 'timeout', metrics: {durationMs: 3000, maxMemoryUsedMB: 128}},
			}),
		),
		event(`2026-11-20T10:00:00.000Z\t${id}\tWARN\tslow`),
		event('{"own": "structure"}'),
	]);
	expect(lines.map(line => line.text)).toEqual([
		'ERROR TypeError: x is undefined no rate',
		'platform.report timeout, durationMs 3000, maxMemoryUsedMB 128',
		'WARN slow',
		'{"own": "structure"}',
	]);
});

test('a secret over several lines is hidden, and the lines around it are not', () => {
	const begin = ['-----BEGIN PRIVATE ', 'KEY-----'].join('');
	const end = ['-----END PRIVATE ', 'KEY-----'].join('');
	const {lines} = readableLines(
		['before', begin, 'MIIEvQIBADANBgkqhkiG', 'q8Zr', end, 'after password=abc7'].map(message =>
			event(message),
		),
	);
	expect(lines.map(line => line.text).join('|')).toBe(
		'before|[redacted]|[redacted]|[redacted]|[redacted]|after password=[redacted]',
	);
});

test('only the last lines are kept', () => {
	const many = readableLines(Array.from({length: 80}, (_, index) => event(`line ${index}`)));
	expect(many.lines).toHaveLength(linesAtMost);
	expect(many.lines.at(-1)?.text).toBe('line 79');
	expect(many.isCut).toBe(true);
});
