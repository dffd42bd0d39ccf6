import {expect, test} from 'vitest';
import {printLogging} from '../../source/account/logging-text.ts';
import type {LoggingConfiguration} from '../../source/account/step-functions.ts';
import {changeId} from '../../source/changes/change-id.ts';
import {mergeChanges} from '../../source/changes/merge-changes.ts';
import {allow, everySample, inline, policy, samples} from './sample-changes.ts';

const statements = (text: string | null | undefined): unknown => JSON.parse(text ?? '').Statement;

test('changes to different things stay apart, in the order in which they can be written', () => {
	const kinds = mergeChanges([...everySample].reverse()).map(({kind}) => kind);
	expect(kinds.at(0)).toBe('log-group');
	expect(kinds.slice(-2)).toEqual(['logging-configuration', 'definition']);
	expect(new Set(kinds)).toEqual(new Set(everySample.map(({kind}) => kind)));
});

test('the same change twice is one', () => {
	expect(mergeChanges([inline(), inline()])).toEqual([inline()]);
});

test('two new policies of one name become one that says both', () => {
	const [merged, ...others] = mergeChanges([
		inline({after: policy(allow('s3:GetObject', 'a'))}),
		inline({after: policy(allow('sqs:SendMessage', 'b'))}),
	]);
	expect(others).toEqual([]);
	expect(statements(merged?.after)).toEqual([
		allow('s3:GetObject', 'a'),
		allow('sqs:SendMessage', 'b'),
	]);
});

test('two that add to the same statement add both to it', () => {
	const before = policy(allow('s3:GetObject', 'a'));
	const [merged] = mergeChanges([
		inline({before, after: policy(allow('s3:GetObject', 'a', 'b'))}),
		inline({before, after: policy(allow('s3:GetObject', 'a', 'c'))}),
	]);
	expect(statements(merged?.after)).toEqual([allow('s3:GetObject', 'a', 'b', 'c')]);
});

test('what one takes away is not put back by the other', () => {
	const before = policy(allow('s3:GetObject', 'a'));
	expect(() =>
		mergeChanges([
			inline({before, after: policy(allow('sqs:SendMessage', 'b'))}),
			inline({before, after: policy(allow('s3:GetObject', 'a'), allow('sns:Publish', 'c'))}),
		]),
	).toThrow(/inline policy sfn-fix-logs of role orders-role in ways that exclude each other/);
});

test('two policies that saw different states are not merged', () => {
	expect(() => mergeChanges([inline(), inline({before: policy()})])).toThrow(
		/run the checks again/,
	);
});

const logging = (given: Partial<LoggingConfiguration>): string =>
	printLogging({level: 'OFF', includeExecutionData: false, destinations: [], ...given});

const loggingChange = (after: Partial<LoggingConfiguration>) => ({
	...samples['logging-configuration'],
	before: logging({}),
	after: logging(after),
});

test('logging configurations are merged field by field', () => {
	const [merged] = mergeChanges([
		loggingChange({level: 'ALL', destinations: ['g:*']}),
		loggingChange({includeExecutionData: true}),
	]);
	expect(merged?.after).toBe(
		logging({level: 'ALL', includeExecutionData: true, destinations: ['g:*']}),
	);
});

test('two log levels exclude each other', () => {
	expect(() =>
		mergeChanges([loggingChange({level: 'ALL'}), loggingChange({level: 'ERROR'})]),
	).toThrow(/logging configuration of state machine orders/);
});

test('two definitions exclude each other', () => {
	expect(() => mergeChanges([samples.definition, {...samples.definition, after: '{}'}])).toThrow(
		/definition of state machine orders/,
	);
});

test("a change's id is short, stable and its own", () => {
	const ids = [...everySample, inline({policyName: 'other'}), inline({before: '{}'})].map(changeId);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids.every(id => /^[0-9a-f]{12}$/.test(id))).toBe(true);
	expect(changeId({...samples.definition, revisionId: 'r9'})).toBe(changeId(samples.definition));
});
