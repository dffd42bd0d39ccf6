import {describe, expect, test} from 'vitest';
import {
	consolidated,
	type Features,
	neededByMachine,
} from '../../source/definition/needed-by-machine.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {place} from './place.ts';
import {asLines} from './statement-lines.ts';

const put = (TableName: string) => ({
	Type: 'Task',
	Resource: 'arn:aws:states:::dynamodb:putItem',
	Parameters: {TableName},
	Next: 'B',
});
const get = {...put('Orders'), Resource: 'arn:aws:states:::dynamodb:getItem'};
const states = {
	A: put('Orders'),
	B: {
		Type: 'Parallel',
		Branches: [{States: {C: get, D: put('Orders')}}, {States: {E: put('Log')}}],
	},
};
const definition = parseDefinition(JSON.stringify({States: states}));
const off: Features = {logging: false, tracing: false, kmsKeyArn: null};
const key = 'arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c';

test('every state at any depth has its say', () => {
	const needs = neededByMachine(definition, place, off);

	expect(needs.map(({path}) => path)).toEqual([
		'/States/A',
		'/States/B/Branches/0/States/C',
		'/States/B/Branches/0/States/D',
		'/States/B/Branches/1/States/E',
	]);
	expect(asLines(consolidated(needs))).toEqual([
		'dynamodb:PutItem dynamodb:GetItem @ arn:aws:dynamodb:eu-west-1:123456789012:table/Orders',
		'dynamodb:PutItem @ arn:aws:dynamodb:eu-west-1:123456789012:table/Log',
	]);
});

const featuresOf = (features: Partial<Features>, at = place) =>
	neededByMachine(parseDefinition('{"States":{}}'), at, {...off, ...features});

describe('beside the definition', () => {
	test('nothing is needed where nothing is on', () => {
		expect(featuresOf({})).toEqual([]);
	});

	test('logging needs all ten actions', () => {
		const [logging] = featuresOf({logging: true});

		expect(logging?.statements[0]?.actions).toHaveLength(10);
		expect(logging?.statements[0]?.resources).toEqual(['*']);
		expect(logging?.state).toBe('logging');
	});

	test('tracing', () => {
		expect(featuresOf({tracing: true})[0]?.statements[0]?.actions).toContain(
			'xray:PutTraceSegments',
		);
	});

	test('encryption, for this machine alone', () => {
		expect(asLines(featuresOf({kmsKeyArn: key})[0]?.statements ?? [])).toEqual([
			`kms:Decrypt kms:GenerateDataKey @ ${key} | if {"StringEquals":{"kms:EncryptionContext:aws:states:stateMachineArn":["${place.stateMachineArn}"]}}`,
		]);
	});

	test('encryption together with logging lets the logs be encrypted', () => {
		const needs = featuresOf({kmsKeyArn: key, logging: true});
		const [, logs] = needs.find(({state}) => state === 'encryption')?.statements ?? [];

		expect(logs?.conditions).toEqual({
			StringEquals: {
				'kms:EncryptionContext:SourceArn': ['arn:aws:logs:eu-west-1:123456789012:*'],
			},
		});
	});

	test('encryption of a machine that does not exist yet', () => {
		const [need] = featuresOf({kmsKeyArn: key}, {...place, stateMachineArn: null});

		expect(need?.unknowns).toEqual(["the state machine's own ARN is not known yet"]);
		expect(need?.statements[0]?.conditions).toEqual({
			StringLike: {
				'kms:EncryptionContext:aws:states:stateMachineArn': [
					'arn:aws:states:eu-west-1:123456789012:stateMachine:*',
				],
			},
		});
	});
});
