import {expect, test} from 'vitest';
import {runsOtherwise} from '../../source/diagnosis/runs-otherwise.ts';

const task = {Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true};
const machine = (changed: object = {}, states: object = {}) =>
	JSON.stringify({
		StartAt: 'Send',
		...changed,
		States: {Send: task, Other: {Type: 'Succeed'}, ...states},
	});

test.each<[string, boolean, string, string[]]>([
	['nothing', false, machine(), ['Send']],
	['its layout', false, JSON.stringify(JSON.parse(machine()), null, 2), ['Send']],
	['its comment', false, machine({Comment: 'Since May'}), ['Send']],
	['another state', false, machine({}, {Other: {Type: 'Fail'}}), ['Send']],
	['the state that failed', true, machine({}, {Send: {...task, TimeoutSeconds: 9}}), ['Send']],
	['what holds for all states', true, machine({TimeoutSeconds: 9}), ['Send']],
	['anything, where no state is known to have failed', true, machine({Comment: 'x'}), []],
	['anything, where the state is in neither', true, machine({Comment: 'x'}), ['Gone']],
	['a text that is no definition', true, 'old', ['Send']],
])('a change of %s', (_what, isOther, now, states) => {
	expect(runsOtherwise(machine(), now, states)).toBe(isOther);
});
