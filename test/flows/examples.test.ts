import {expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {understand} from '../../source/incident/understand.ts';

const examples = flows.flatMap(({id, examples: texts}) => texts.map(text => ({id, text})));

it('has an example of every flow', () => {
	expect(flows.filter(flow => flow.examples.length === 0).map(({id}) => id)).toEqual([]);
});

it.each(examples)('$id knows its own example: $text', ({id, text}) => {
	const [match] = understand(text, flows).matches;

	expect(match?.flow).toBe(id);
	expect(match?.confidence).not.toBe('possible');
	expect(match?.quoted.length).toBeGreaterThan(0);
});
