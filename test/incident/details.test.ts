import {describe, expect, it} from 'vitest';
import {serviceAnswer} from '../../source/incident/called-services.ts';
import {containerExit} from '../../source/incident/details/container-exit.ts';
import {
	definitionProblems,
	locationInWords,
} from '../../source/incident/details/definition-problems.ts';
import {functionError} from '../../source/incident/details/function-error.ts';
import {jsonataProblem} from '../../source/incident/details/jsonata.ts';
import {missingPath} from '../../source/incident/details/missing-path.ts';
import {stateName} from '../../source/incident/details/state-name.ts';
import {stateSentence, valueProblem} from '../../source/incident/details/value-problem.ts';

const failed = "An error occurred while executing the state 'Charge' (entered at the event id #7).";

describe('details', () => {
	it('names the state', () => {
		expect(stateName(failed)).toBe('Charge');
		expect(stateName('no state')).toBeNull();
	});

	it.each([
		[
			`${failed} The JSONPath '$.order.total' specified for the field 'amount.$' could not be found in the input '{"order":{"id":7},"note":"{x}","items":[{"a":1}]}'`,
			{path: '$.order.total', field: 'amount.$', keys: ['order', 'note', 'items']},
		],
		[
			"Invalid path '$.status': The choice state's condition path references an invalid value.",
			{path: '$.status', field: null, keys: []},
		],
		[
			"The JSONata expression '$x.y' specified for the field 'Output' returned nothing (undefined).",
			{path: '$x.y', field: 'Output', keys: []},
		],
		[
			'The JSONPath \'$.a\' specified for the field \'a.$\' could not be found in the input \'{"b":{"c":"cut o',
			{path: '$.a', field: 'a.$', keys: ['b']},
		],
		['nothing', null],
	])('sets the path beside the keys of the input: %s', (text, expected) => {
		expect(missingPath(text)).toEqual(expected);
	});

	it.each([
		[
			'{"errorMessage": "no such order", "errorType": "KeyError", "stackTrace": ["File "/var/task/app.py", line 12, in handler", "File "/var/task/orders.py", line 40, in find", "File "/var/runtime/x.py", line 1, in y"]}',
			{type: 'KeyError', message: 'no such order', at: '/var/task/orders.py, line 40'},
		],
		[
			'{"errorType":"TypeError","errorMessage":"x is undefined","trace":["TypeError","at handler (/var/task/index.js:3:10)","at run (/var/runtime/a.js:1:1)"]}',
			{type: 'TypeError', message: 'x is undefined', at: '/var/task/index.js, line 3'},
		],
		['{"errorMessage":"", "errorType":"E"}', {type: 'E', message: null, at: null}],
		['nothing', null],
	])('says what a function reported: %s', (text, expected) => {
		expect(functionError(text)).toEqual(expected);
	});

	it.each([
		[
			'{"Containers":[{"ExitCode":137,"Reason":"OutOfMemoryError: killed"}],"StoppedReason":"Essential container in task exited"}',
			{exitCode: 137, reason: 'OutOfMemoryError: killed'},
		],
		[
			'{"StatusReason":"Essential container in task exited"}',
			{exitCode: null, reason: 'Essential container in task exited'},
		],
		['nothing', null],
	])('says how a container ended: %s', (text, expected) => {
		expect(containerExit(text)).toEqual(expected);
	});

	it('lists what the validator found', () => {
		const text = `Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: Ship at /States/Pay/Next, SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/Check stock/Resource' (Service: Sfn, Status Code: 400)`;
		expect(definitionProblems(text)).toEqual([
			{
				code: 'MISSING_TRANSITION_TARGET',
				message: "Missing 'Next' target: Ship",
				location: '/States/Pay/Next',
			},
			{
				code: 'SCHEMA_VALIDATION_FAILED',
				message: 'Value is not a valid resource ARN',
				location: '/States/Check stock/Resource',
			},
		]);
		expect(locationInWords('/States/Check stock/Resource')).toBe(
			'Resource of the state Check stock',
		);
		expect(locationInWords('/StartAt')).toBe('/StartAt');
	});

	it.each([
		[
			"The JSONata expression '$x' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object' for value: {}",
			{
				field: 'Items',
				types: {expected: 'array', actual: 'object'},
				code: null,
				isUndefined: false,
			},
		],
		[
			"The JSONata expression '$count(5, 6)' specified for the field 'Output/n' threw an error during evaluation. T0410: Argument 2 of function \"count\" does not match function signature",
			{
				field: 'Output/n',
				types: null,
				code: 'T0410',
				message: 'Argument 2 of function "count" does not match function signature',
			},
		],
		[
			"The JSONata expression '$y' specified for the field 'Output' returned nothing (undefined).",
			{field: 'Output', types: null, code: null, isUndefined: true},
		],
	])('says what an expression did wrong: %s', (text, expected) => {
		expect(jsonataProblem(text)).toMatchObject(expected);
	});

	it.each([
		[
			'{"error":"States.Runtime","cause":"ToleratedFailureCount cannot be negative"}',
			{field: 'ToleratedFailureCount', sentence: 'ToleratedFailureCount cannot be negative'},
		],
		[
			'The MaxConcurrencyPath field refers to value "two" which is not a valid integer: $.n"}',
			{
				field: 'MaxConcurrencyPath',
				sentence:
					'The MaxConcurrencyPath field refers to value "two" which is not a valid integer: $.n',
			},
		],
		[
			'{"cause":"field MaxItems must be positive"}',
			{field: 'MaxItems', sentence: 'field MaxItems must be positive'},
		],
		['ValueError: timeout cannot be negative', null],
	])('names the field whose value is not valid: %s', (text, expected) => {
		expect(valueProblem(text)).toEqual(expected);
	});

	it('repeats what is said of the state', () => {
		expect(stateSentence(`${failed} Wait state delay is too long.`)).toBe(
			'Wait state delay is too long',
		);
	});

	it.each([
		[
			'{"error":"DynamoDB.ConditionalCheckFailedException","cause":"The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: 1; Proxy: null)"}',
			{
				service: 'AmazonDynamoDBv2',
				status: 400,
				code: 'ConditionalCheckFailedException',
				message: 'The conditional request failed',
			},
		],
		[
			'Sqs.SqsException: The request must contain the parameter MessageGroupId. (Service: Sqs, Status Code: 400, Request ID: 1)',
			{
				service: 'Sqs',
				status: 400,
				code: 'SqsException',
				message: 'The request must contain the parameter MessageGroupId.',
			},
		],
		['no answer', null],
	])('reads what a service answered: %s', (text, expected) => {
		expect(serviceAnswer(text)).toEqual(expected);
	});

	it.each([
		[
			'{"errorMessage":"{"code":"E1","message":"no stock","retryable":false}","errorType":"Error"}',
			'no stock',
		],
		['{"errorMessage":"{"statusCode":422,"reason":"no weight"}","errorType":"E"}', 'no weight'],
		['{"errorMessage":"[{"path":["id"],"message":"Required"}]","errorType":"E"}', 'Required'],
	])('finds the reason in a message that is JSON: %s', (text, message) => {
		expect(functionError(text)?.message).toBe(message);
	});
});
