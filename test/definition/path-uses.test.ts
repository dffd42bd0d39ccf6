import {expect, test} from 'vitest';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {patchDefinition} from '../../source/definition/patch-definition.ts';
import {replacePath, usesOfPath} from '../../source/definition/path-uses.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';

function stateOf(state: object, rest: object = {}): {state: StateAt; text: string} {
	const text = JSON.stringify({...rest, StartAt: 'A', States: {A: state}}, null, 2);
	const [found] = walkStates(parseDefinition(text));

	if (!found) {
		throw new Error('There is no state.');
	}

	return {state: found, text};
}

const task = {
	Type: 'Task',
	Comment: 'reads $.order.id',
	InputPath: '$.order.id',
	Parameters: {
		'id.$': '$.order.id',
		'label.$': "States.Format('{}-{}', $.order.id, $.order.ids)",
		text: '$.order.id',
		list: [{'again.$': '$.order.id'}],
		'context.$': '$$.order.id',
		'deeper.$': '$.order.id.part',
	},
	ResultSelector: {'id.$': '$.order.id'},
	ResultPath: '$.order.id',
};

test('a path is found wherever it is read, and only there', () => {
	const {state} = stateOf(task);
	expect(usesOfPath(state, '$.order.id').map(({at, side}) => [at.join('/'), side])).toEqual([
		['InputPath', 'input'],
		['Parameters/id.$', 'input'],
		['Parameters/label.$', 'input'],
		['Parameters/list/0/again.$', 'input'],
		['Parameters/deeper.$', 'input'],
		['ResultSelector/id.$', 'result'],
	]);
});

test('it is replaced there, and not a character beside', () => {
	const {state, text} = stateOf(task);
	const uses = usesOfPath(state, '$.order.id').filter(({side}) => side === 'input');
	const patched = patchDefinition(text, replacePath(state, uses, '$.order.id', '$.order.ID'));
	const [after] = walkStates(parseDefinition(patched));

	expect(after?.value).toMatchObject({
		InputPath: '$.order.ID',
		Parameters: {
			'id.$': '$.order.ID',
			'label.$': "States.Format('{}-{}', $.order.ID, $.order.ids)",
			text: '$.order.id',
			'deeper.$': '$.order.ID.part',
		},
		ResultSelector: {'id.$': '$.order.id'},
		ResultPath: '$.order.id',
		Comment: 'reads $.order.id',
	});
	expect(patched.replaceAll('order.ID', 'order.id')).toBe(text);
});

test('a Choice reads in its rules', () => {
	const {state} = stateOf({
		Type: 'Choice',
		Choices: [
			{And: [{Variable: '$.a', IsPresent: true}], Next: 'A'},
			{Variable: '$.b', StringEqualsPath: '$.a', Next: 'A'},
		],
	});
	expect(usesOfPath(state, '$.a').map(({at}) => at.join('/'))).toEqual([
		'Choices/0/And/0/Variable',
		'Choices/1/StringEqualsPath',
	]);
});

test('in JSONata only expressions read', () => {
	const {state} = stateOf(
		{
			Type: 'Task',
			Arguments: {id: '{% $states.input.id %}', text: '$states.input.id'},
		},
		{QueryLanguage: 'JSONata'},
	);
	expect(usesOfPath(state, '$states.input.id').map(({at}) => at.join('/'))).toEqual([
		'Arguments/id',
	]);
});

test('the states within a state read for themselves', () => {
	const inner = {Type: 'Pass', InputPath: '$.a', End: true};
	const {state} = stateOf({
		Type: 'Map',
		ItemsPath: '$.a',
		ItemProcessor: {StartAt: 'B', States: {B: inner}},
	});
	expect(usesOfPath(state, '$.a').map(({at}) => at.join('/'))).toEqual(['ItemsPath']);
});
