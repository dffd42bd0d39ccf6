import {describe, expect, it} from 'vitest';
import {containerExit} from '../../source/incident/details/container-exit.ts';
import {
	definitionProblems,
	locationInWords,
} from '../../source/incident/details/definition-problems.ts';
import {functionError} from '../../source/incident/details/function-error.ts';
import {missingPath} from '../../source/incident/details/missing-path.ts';
import {stateName} from '../../source/incident/details/state-name.ts';

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
});
