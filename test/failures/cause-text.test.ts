import {describe, expect, it} from 'vitest';
import {commonText, saidBy} from '../../source/failures/cause-text.ts';

/** Two causes that are one. */
const alike: ReadonlyArray<readonly [what: string, one: string, other: string]> = [
	['order numbers', 'Order 4711 was not found', 'Order 4712 was not found'],
	['keys with a prefix', 'No stock for sku-81a', 'No stock for sku-9'],
	[
		'request ids',
		'Rate exceeded (Request ID: 0f8fad5b-d9cb-469f-a165-70867728950e)',
		'Rate exceeded (Request ID: 7c9e6679-7425-40de-944b-e07fc1f90ae7)',
	],
	['hexadecimal ids', 'Lock held by deadbeefcafe', 'Lock held by cafedeadbeefab'],
	['times', 'Failed at 2026-11-26T10:00:00.000Z', 'Failed at 2026-11-25T09:13:20.417Z'],
	['addresses', 'No mailbox for ana@example.com', 'No mailbox for ben.b@example.org'],
	[
		'role sessions',
		'User: arn:aws:sts::123456789012:assumed-role/orders/abcDEF is not authorized',
		'User: arn:aws:sts::123456789012:assumed-role/orders/GHIjkl is not authorized',
	],
	[
		"the state's input",
		`The JSONPath '$.address.postcode' could not be found in the input '{"parcel":"a","lines":[{"x":"y"}]}'`,
		`The JSONPath '$.address.postcode' could not be found in the input '{"parcel":"b","lines":[]}'`,
	],
	[
		"a function's trace and request id",
		'{"errorType":"KeyError","errorMessage":"carrier","requestId":"0f8fad5b-d9cb-469f-a165-70867728950e","stackTrace":["a"]}',
		'{"errorType":"KeyError","errorMessage":"carrier","requestId":"7c9e6679-7425-40de-944b-e07fc1f90ae7","stackTrace":["b"]}',
	],
	[
		'ids and times of an ECS task',
		'{"TaskArn":"arn:aws:ecs:eu-west-1:1:task/a/1","StoppedReason":"Essential container in task exited","Containers":[{"ExitCode":1,"RuntimeId":"77"}]}',
		'{"TaskArn":"arn:aws:ecs:eu-west-1:1:task/a/2","StoppedReason":"Essential container in task exited","Containers":[{"ExitCode":1,"RuntimeId":"78"}]}',
	],
];

/** Two causes that need two fixes. */
const different: ReadonlyArray<readonly [what: string, one: string, other: string]> = [
	['missing keys', "KeyError: 'carrier'", "KeyError: 'weight'"],
	['paths', "The JSONPath '$.lines[0]' …", "The JSONPath '$.lines[1]' …"],
	[
		'exit codes',
		'The container exited with exit code 137',
		'The container exited with exit code 1',
	],
	['status codes', 'S3 answered (Status Code: 404)', 'S3 answered (Status Code: 503)'],
	[
		'exit codes of a container',
		'{"StoppedReason":"Essential container in task exited","Containers":[{"ExitCode":1}]}',
		'{"StoppedReason":"Essential container in task exited","Containers":[{"ExitCode":137}]}',
	],
	[
		'types of a function error',
		'{"errorType":"KeyError","errorMessage":"x"}',
		'{"errorType":"ValueError","errorMessage":"x"}',
	],
];

describe('the common text of causes', () => {
	it.each(alike)('does not differ in %s', (_what, one, other) => {
		expect(commonText(one)).toBe(commonText(other));
		expect(commonText(one)).not.toBe('');
	});

	it.each(different)('differs in %s', (_what, one, other) => {
		expect(commonText(one)).not.toBe(commonText(other));
	});

	it('is empty where there is no cause', () => {
		expect([commonText(null), commonText(''), saidBy(null), saidBy(' ')]).toEqual([
			'',
			'',
			null,
			null,
		]);
	});

	it('is quick on a long cause', () => {
		const began = performance.now();
		commonText('{"'.repeat(20_000));
		commonText('a'.repeat(40_000));
		commonText("'[".repeat(20_000));
		expect(performance.now() - began).toBeLessThan(500);
	});
});
