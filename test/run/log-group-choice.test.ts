import {expect, test} from 'vitest';
import {pickLogGroup} from '../../source/run/pick-subject.ts';

test('the log group of another state machine is never preselected', () => {
	const groupOf = (name: string) => ({name, arn: `arn:${name}`});
	const preselected = (...names: string[]) => {
		const logGroups = {items: names.map(groupOf), complete: true};
		const step = {name: 'pick-log-group', logGroups, isForChecks: true} as const;
		const asked = pickLogGroup(
			step as never,
			null,
			'arn:aws:states:eu-west-1:123456789012:stateMachine:stock-sync',
		);
		return asked.kind === 'choice' ? asked.preselected : null;
	};

	expect(preselected('/workflows/orders')).toBe('none');
	expect(preselected('/workflows/orders', '/workflows/stock-sync')).toBe(
		'arn:/workflows/stock-sync',
	);
});
