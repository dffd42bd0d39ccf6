import {describe, expect, test} from 'vitest';
import {neededPermissions} from '../../source/definition/needed-permissions.ts';
import {place, stateOf} from './place.ts';
import {asLines} from './statement-lines.ts';

const distributed = (more: Record<string, unknown>) =>
	stateOf({
		Type: 'Map',
		ItemProcessor: {
			ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
			StartAt: 'B',
			States: {B: {Type: 'Pass', End: true}},
		},
		End: true,
		...more,
	});

const linesOf = (state: ReturnType<typeof stateOf>, at = place) =>
	neededPermissions(state, at).flatMap(({statements}) => asLines(statements));
const unknownsOf = (state: ReturnType<typeof stateOf>, at = place) =>
	neededPermissions(state, at).flatMap(({unknowns}) => unknowns);

const own = [
	'states:StartExecution @ arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
	'states:DescribeExecution @ arn:aws:states:eu-west-1:123456789012:execution:orders:* | only for polling',
	'states:StopExecution @ arn:aws:states:eu-west-1:123456789012:execution:orders:* | only for cancelling',
	'states:RedriveExecution @ arn:aws:states:eu-west-1:123456789012:execution:orders/*:* | only for redrive',
];

describe('a Distributed Map', () => {
	test('starts, follows and redrives executions of its own machine', () => {
		expect(linesOf(distributed({}))).toEqual(own);
		expect(unknownsOf(distributed({}))).toEqual([]);
	});

	test('by its label where it has one', () => {
		expect(linesOf(distributed({Label: 'each'}))[3]).toContain('execution:orders/each:*');
	});

	test('in the older form', () => {
		const state = stateOf({
			Type: 'Map',
			Iterator: {ProcessorConfig: {Mode: 'DISTRIBUTED'}, States: {}},
		});

		expect(linesOf(state)).toEqual(own);
	});

	test('of a machine that does not exist yet', () => {
		const state = distributed({});
		const at = {...place, stateMachineName: null};

		expect(linesOf(state, at)[0]).toBe(
			'states:StartExecution @ arn:aws:states:eu-west-1:123456789012:stateMachine:* | dynamic',
		);
		expect(unknownsOf(state, at)).toContain("the state machine's own name is not known yet");
	});
});

test('an inline Map needs nothing', () => {
	const ItemProcessor = {ProcessorConfig: {Mode: 'INLINE'}, States: {}};

	expect(neededPermissions(stateOf({Type: 'Map', ItemProcessor}), place)).toEqual([]);
});

describe('what it reads and writes', () => {
	const reader = (Resource: string, Parameters: unknown, more = {}) =>
		distributed({ItemReader: {Resource: `arn:aws:states:::${Resource}`, Parameters, ...more}});

	test('one object', () => {
		const state = reader('s3:getObject', {Bucket: 'in', Key: 'orders/today.csv'});

		expect(linesOf(state).slice(4)).toEqual(['s3:GetObject @ arn:aws:s3:::in/orders/today.csv']);
	});

	test('an inventory, whose objects are not in the definition', () => {
		const state = reader(
			's3:getObject',
			{Bucket: 'in', Key: 'manifest.json'},
			{ReaderConfig: {InputType: 'MANIFEST'}},
		);

		expect(linesOf(state).at(-1)).toBe(
			's3:GetObject @ arn:aws:s3:::in/* | dynamic, but none of arn:aws:s3:::in/manifest.json',
		);
	});

	test('an inventory as S3 lays it out, and its data', () => {
		const state = reader(
			's3:getObject',
			{Bucket: 'in', Key: 'orders/daily/2026-11-26T01-00Z/manifest.json'},
			{ReaderConfig: {InputType: 'MANIFEST', ManifestType: 'S3_INVENTORY'}},
		);

		expect(linesOf(state).at(-1)).toBe('s3:GetObject @ arn:aws:s3:::in/orders/daily/data/*');
	});

	test('the manifest of a query, whose data can be in any bucket', () => {
		const state = reader(
			's3:getObject',
			{Bucket: 'in', Key: 'x-manifest.csv'},
			{ReaderConfig: {InputType: 'MANIFEST', ManifestType: 'ATHENA_DATA'}},
		);

		expect(linesOf(state).at(-1)).toBe(
			's3:GetObject @ arn:aws:s3:::*/* | dynamic, but none of arn:aws:s3:::in/x-manifest.csv',
		);
	});

	test('a listing, under its prefix', () => {
		const [list, read] = linesOf(
			reader('s3:listObjectsV2', {Bucket: 'in', Prefix: 'orders/'}),
		).slice(4);

		expect(list).toBe(
			's3:ListBucket @ arn:aws:s3:::in | if {"StringLike":{"s3:prefix":["orders/*"]}}',
		);
		expect(read).toBeUndefined();
	});

	test('a listing whose objects are loaded, and the objects', () => {
		const read = linesOf(
			reader(
				's3:listObjectsV2',
				{Bucket: 'in', Prefix: 'orders/'},
				{ReaderConfig: {InputType: 'CSV', Transformation: 'LOAD_AND_FLATTEN'}},
			),
		).at(-1);

		expect(read).toBe('s3:GetObject @ arn:aws:s3:::in/orders/*');
	});

	test('a listing of all of a bucket has no condition', () => {
		expect(linesOf(reader('s3:listObjectsV2', {Bucket: 'in'}))[4]).toBe(
			's3:ListBucket @ arn:aws:s3:::in',
		);
	});

	test.each([
		[{Bucket: 'out', Prefix: 'results'}, 'out/results/*'],
		[{Bucket: 'out', Prefix: 'results/'}, 'out/results/*'],
		[{Bucket: 'out'}, 'out/*'],
	])('results to %j', (Parameters, resource) => {
		const state = distributed({
			ResultWriter: {Resource: 'arn:aws:states:::s3:putObject', Parameters},
		});

		expect(linesOf(state)[4]).toBe(`s3:PutObject @ arn:aws:s3:::${resource}`);
	});

	test('a bucket from the input is named, and not granted as *', () => {
		const state = reader('s3:getObject', {'Bucket.$': '$.bucket', 'Key.$': '$.key'});

		expect(linesOf(state)[4]).toBe('s3:GetObject @ arn:aws:s3:::*/* | dynamic');
		expect(unknownsOf(state)).toHaveLength(2);
	});

	test('in JSONata they are Arguments', () => {
		const state = distributed({
			QueryLanguage: 'JSONata',
			ItemReader: {
				Resource: 'arn:aws:states:::s3:getObject',
				Arguments: {Bucket: 'in', Key: '{% $key %}'},
			},
		});

		expect(linesOf(state)[4]).toBe('s3:GetObject @ arn:aws:s3:::in/* | dynamic');
	});

	test('a ResultWriter that only shapes the output needs nothing', () => {
		const state = distributed({ResultWriter: {WriterConfig: {Transformation: 'FLATTEN'}}});

		expect(linesOf(state)).toEqual(own);
	});
});
