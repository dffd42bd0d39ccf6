import {expect, test} from 'vitest';
import type {PermissionDetail} from '../../source/diagnosis/detail.ts';
import {linesByState, permissionLines} from '../../source/output/permission-lines.ts';

const permission = (index: number, more: Partial<PermissionDetail>): PermissionDetail => ({
	kind: 'permission',
	state: `State ${index}`,
	integration: 'sqs:sendMessage',
	action: 'sqs:SendMessage',
	resource: `arn:aws:sqs:eu-west-1:123456789012:queue-${index}`,
	found: 'missing',
	why: null,
	...more,
});

const many = Array.from({length: 30}, (_, index) =>
	permission(index, {
		...(index % 2 === 0 && {found: 'allowed', action: `lambda:Invoke${index}`}),
		...(index > 20 && index % 2 === 1 && {found: 'denied', why: 'denied by P'}),
	}),
);

test('many permissions are added up, what is not there first', () => {
	expect(permissionLines(many)).toEqual([
		'denied: sqs:SendMessage on 5 queues in 5 states (denied by P)',
		'missing: sqs:SendMessage on 10 queues in 10 states',
		'allowed: 15 actions in 15 states',
		'The JSON output (--json) lists them by state.',
	]);
	expect(linesByState(many)).toHaveLength(30);
});

test('few are said by state', () => {
	expect(permissionLines(many.slice(0, 3))).toEqual([
		'State 1 (sqs:sendMessage): missing: sqs:SendMessage on arn:aws:sqs:eu-west-1:123456789012:queue-1',
		'State 0 (sqs:sendMessage): allowed: lambda:Invoke0',
		'State 2 (sqs:sendMessage): allowed: lambda:Invoke2',
	]);
});

test('actions that miss the same resources share a line', () => {
	const rules = ['PutRule', 'PutTargets', 'DescribeRule'].flatMap(action =>
		Array.from({length: 9}, (_, index) =>
			permission(index, {action: `events:${action}`, resource: '*'}),
		),
	);

	expect(permissionLines(rules)[0]).toBe(
		'missing: events:PutRule, events:PutTargets, events:DescribeRule on * in 9 states',
	);
});
