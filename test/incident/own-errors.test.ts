import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {taskFailed} from '../../flows/task-failed.ts';
import {noFacts} from '../../source/incident/facts.ts';
import {understand} from '../../source/incident/understand.ts';

const json = JSON.stringify;
const functions = (message: string, type = 'OrderRejected') =>
	json({errorType: type, errorMessage: message, trace: [`${type}: ${message}`, 'at handler']});

/** How an error of somebody's own code is pasted; `said` is what that code says. */
const shells: Record<string, (said: string) => string> = {
	"a function's, of an execution": said => json({error: 'OrderRejected', cause: functions(said)}),
	"a function's, from the console": said => `Error: OrderRejected\nCause: ${functions(said)}`,
	"a function's, as an event": said =>
		json(
			[
				{
					type: 'TaskFailed',
					id: 6,
					taskFailedEventDetails: {
						resourceType: 'lambda',
						resource: 'invoke',
						error: 'OrderRejected',
						cause: functions(said),
					},
				},
			],
			null,
			2,
		),
	"a function's, in a child execution": said =>
		json({
			error: 'States.TaskFailed',
			cause: json({Cause: functions(said), Error: 'OrderRejected', Name: 'child'}),
		}),
	"a function's, by itself": said => functions(said),
	"a function's that names its type as AWS does": said =>
		json({error: 'ExecutionAlreadyExists', cause: functions(said, 'ExecutionAlreadyExists')}),
	"a Fail state's": said =>
		json({
			type: 'ExecutionFailed',
			executionFailedEventDetails: {error: 'OrderRejected', cause: said},
		}),
	"a Fail state's, from the console": said =>
		`Error\nOrderRejected\n\nCause\nThe customer wrote: ${said}`,
	"a Fail state's, described": said =>
		json(
			{status: 'FAILED', input: '{}', error: 'OrderRejected', cause: `It said: ${said}`},
			null,
			4,
		),
	"a job's": said =>
		json({
			error: 'States.TaskFailed',
			cause: json({JobRunState: 'FAILED', ErrorMessage: `It said: ${said}`}),
		}),
	"a container's": said =>
		json({
			error: 'States.TaskFailed',
			cause: json({
				Attempts: [{Container: {ExitCode: 1, Reason: `It said: ${said}`}}],
				StatusReason: `It said: ${said}`,
			}),
		}),
	"a worker's": said =>
		json({
			type: 'ActivityFailed',
			activityFailedEventDetails: {error: 'Worker.Gave', cause: json({said})},
		}),
	"a worker's, with a name in words": said =>
		json({type: 'TaskFailed', taskFailedEventDetails: {error: 'Gave up', cause: said}}),
	"a Fail state's, with a name in words, from the console": said =>
		`Error\nRate exceeded\n\nCause\nThe customer wrote: ${said}`,
	"an HTTP endpoint's": said =>
		json({error: 'States.Http.StatusCode.503', cause: json({message: said})}),
	"a Fail state's or a worker's, with a name of AWS's, as read from the history": said =>
		json({state: 'Work', reportedBy: 'worker', error: 'S3.S3Exception', cause: said}, null, 2),
	"a function's that failed while it was loaded": said =>
		json({
			error: 'Runtime.ImportModuleError',
			cause: functions(`Unable to import module 'app': ${said}`, 'Runtime.ImportModuleError'),
		}),
	"a query's": said =>
		json({
			error: 'States.TaskFailed',
			cause: json({QueryExecution: {Status: {StateChangeReason: `It said: ${said}`}}}),
		}),
	"a function's that names its type as Lambda's own": said =>
		json({
			error: 'Lambda.TooManyRequestsException',
			cause: functions(said, 'Lambda.TooManyRequestsException'),
		}),
	"a job's or a container's that was cut off": said =>
		json({
			error: 'States.TaskFailed',
			cause: `{"Containers":[{"ExitCode":1,"Reason":${json(`It said: ${said}`)},"Name":"re`,
		}),
	"a Lambda function's payload without a type": said =>
		json({
			error: 'Lambda.Unknown',
			cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${json({errorMessage: said})}`,
		}),
};

const sentences = flows.flatMap(({message, examples}) => [message ?? '', ...examples]);

describe("an error of somebody's own code", () => {
	it.each(Object.entries(shells))('is %s, whatever it quotes', (_, shell) => {
		const wrong = sentences
			.map(said => ({said, ...understand(shell(said), flows)}))
			.filter(
				({matches, facts: {errorName, ...facts}}) =>
					matches.some(({flow}) => flow !== 'task-failed') ||
					Object.entries(facts).some(
						([name, fact]) => fact !== noFacts[name as keyof typeof noFacts],
					) ||
					/^(?:States\.(?!TaskFailed|Http\.)|\w*Denied)/.test(errorName ?? ''),
			);

		expect(wrong.map(({said, matches, facts}) => ({said, matches, facts}))).toEqual([]);
	});

	it('of a function says which of its calls was denied, to its own role', () => {
		const principal = 'arn:aws:sts::123456789012:assumed-role/charge-role/charge';
		const said = `An error occurred (AccessDeniedException) when calling the StartExecution operation: User: ${principal} is not authorized to perform: states:StartExecution on resource: arn:aws:states:eu-west-1:123456789012:stateMachine:other`;
		const {matches, facts} = understand(
			json({error: 'ClientError', cause: functions(said, 'ClientError')}),
			flows,
		);

		expect(matches.map(({flow}) => flow)).toEqual(['task-failed']);
		expect(facts).toMatchObject({
			principal,
			action: 'states:StartExecution',
			stateMachineArn: null,
		});
	});

	it.each([
		['Sandbox.Timedout', 'RequestId: 1a2b Error: Task timed out after 3.00 seconds', 'timed-out'],
		[
			'Runtime.ExitError',
			'RequestId: 1a2b Error: Runtime exited with error: signal: killed',
			'task-failed',
		],
	])('is not what Lambda reports: %s', (type, message, flow) => {
		const {matches} = understand(json({error: type, cause: functions(message, type)}), flows);
		expect(matches[0]).toMatchObject({flow, confidence: 'certain'});
	});

	it.each([
		[
			'States.QueryEvaluationError',
			"The JSONata expression '$error($m)' specified for the field 'Output' threw an error during evaluation. D3137: ",
		],
		[
			'States.IntrinsicFailure',
			"The function 'States.StringToJson($.m)' had the following error: ",
		],
	])('is what an expression quotes: %s', (error, begin) => {
		const wrong = sentences
			.map(said => understand(json({error, cause: begin + said}), flows).matches)
			.filter(matches => matches.map(({flow}) => flow).join() !== 'data-path-error');
		expect(wrong).toEqual([]);
	});

	it("is not a permission of the state machine's role that a job with the same role lacks, or a function", () => {
		const role =
			'arn:aws:sts::123456789012:assumed-role/orders-role/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEf';
		const refused = `User: ${role} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k`;
		const jobs = [
			{JobRunState: 'FAILED', ErrorMessage: refused},
			{Build: {BuildStatus: 'FAILED', Phases: [{Contexts: [{Message: refused}]}]}},
			{Step: {Status: {FailureDetails: {Message: refused}}}},
			{QueryExecution: {Status: {StateChangeReason: refused}}},
		];
		const found = jobs.map(
			job =>
				understand(json({error: 'States.TaskFailed', cause: json(job)}), flows).matches[0]?.flow,
		);

		expect(found).toEqual(jobs.map(() => 'task-failed'));
		expect(
			understand(
				'Error: Lambda.EC2AccessDeniedException, Cause: Lambda was denied access to EC2 (Service: AWSLambda; Status Code: 502; Error Code: EC2AccessDeniedException)',
				flows,
			).matches,
		).toEqual([]);
	});

	it('is not said to be a call that AWS refused, where it only quotes one', () => {
		const cause = functions('tenant 7: s3:GetObject: not authorized to perform it', 'TenantError');
		const {facts, text} = understand(json({error: 'TenantError', cause}), flows);
		expect(taskFailed.explanation(facts, text)).toContainEqual(
			expect.stringContaining('quotes a refusal. If the work itself'),
		);
	});

	it('is a sentence of Lambda only where the function says no more', () => {
		const cause = functions(
			'Task timed out after 3.00 seconds while the partner was asked',
			'PartnerSlow',
		);
		expect(understand(json({error: 'PartnerSlow', cause}), flows).matches[0]?.flow).toBe(
			'task-failed',
		);
	});

	it.each(['dynamodb:PutItem', 'states:StartExecution'])(
		'is not States.Permissions: %s is missing on the role of the state machine',
		action => {
			const cause = `The role arn:aws:iam::123456789012:role/orders-role is not authorized to perform: ${action}`;
			expect(understand(`States.Permissions: ${cause}`, flows).matches[0]?.flow).toBe(
				'action-denied',
			);
		},
	);

	it('is not an error that names a service, however short its name', () => {
		const denial =
			'User: x is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k';
		expect(understand(`S3.S3Exception: ${denial}`, flows).facts.errorName).toBe('S3.S3Exception');
	});

	it("is not what AWS says of a job's call", () => {
		const principal = 'arn:aws:sts::123456789012:assumed-role/etl/GlueJobRunnerSession';
		const refused = `User: ${principal} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k`;
		const cause = json({
			JobRunState: 'FAILED',
			ErrorMessage: `An error occurred while calling o1. ${refused}`,
		});
		const {matches, facts} = understand(json({error: 'States.TaskFailed', cause}), flows);

		expect(matches.map(({flow}) => flow)).toEqual(['task-failed']);
		expect(facts).toMatchObject({principal, action: 's3:GetObject'});
	});

	it('leaves what surrounds it: another error, the execution', () => {
		const execution = 'arn:aws:states:eu-west-1:123456789012:execution:orders:7';
		const events = [
			{
				type: 'TaskFailed',
				taskFailedEventDetails: {error: 'OrderRejected', cause: 'no "stock", {left'},
			},
			{type: 'ExecutionFailed', executionFailedEventDetails: {error: 'States.Timeout', cause: ''}},
		];
		const {matches, facts} = understand(json({events, executionArn: execution}), flows);

		expect(matches[0]?.flow).toBe('timed-out');
		expect(facts.executionArn).toBe(execution);
	});

	it.each([
		'OrderRejected',
		'com.acme.OrderRejected',
		'Error: OrderRejected',
		'ValueError',
		'CardDeclinedException',
	])('may be what begins with %s, without a label', name => {
		const sure = sentences
			.map(said => ({said, ...understand(`${name}: The customer wrote: ${said}`, flows)}))
			.filter(
				({matches, facts}) =>
					matches.some(({confidence}) => confidence !== 'possible') ||
					facts.errorName !== name.replace('Error: ', ''),
			);

		expect(sure.map(({said, matches}) => ({said, matches}))).toEqual([]);
	});

	it.each([
		['States.Timeout: it ran for too long', 'timed-out'],
		['Lambda.Unknown: The cause could not be determined', 'task-failed'],
		["StateMachineDoesNotExist: State Machine Does Not Exist: 'x'", 'resource-not-found'],
		[
			'AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination',
			'log-destination-denied',
		],
		['S3.NoSuchKey: The specified key does not exist.', 'resource-not-found'],
		['Sqs.QueueDoesNotExist: The specified queue does not exist.', 'resource-not-found'],
	])("is not what begins with a name of AWS's: %s", (text, flow) => {
		const {matches, facts} = understand(text, flows);
		expect(matches[0]?.flow).toBe(flow);
		expect(matches[0]?.confidence).not.toBe('possible');
		expect(facts.errorName).toBe(text.split(':')[0]);
	});
});

describe("the error's name", () => {
	const denial = 'The state machine IAM Role is not authorized to access the Log Destination';

	it.each([
		[`First try: States.Timeout\n\nNow: ${denial}`, null],
		[`First try: States.Timeout\nNow: AccessDeniedException: ${denial}`, 'AccessDeniedException'],
		[`AccessDeniedException: ${denial}`, 'AccessDeniedException'],
	])('is that of the error that decides: %s', (text, name) => {
		const {matches, facts} = understand(text, flows);
		expect(matches[0]?.flow).toBe('log-destination-denied');
		expect(facts.errorName).toBe(name);
	});
});
