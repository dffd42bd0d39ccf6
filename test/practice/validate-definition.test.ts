import {expect, test} from 'vitest';
import {validateDefinition} from '../../source/practice/definition/validate-definition.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';

const pass = {Type: 'Pass', End: true};
const machine = (states: object) => ({StartAt: 'A', States: states});
const found = (definition: object) =>
	validateDefinition(JSON.stringify(definition), 'STANDARD').map(
		({code, location}) => `${code} ${location}`,
	);

test.each<[object, string]>([
	[machine({A: {Type: 'Tsk', End: true}}), 'SCHEMA_VALIDATION_FAILED /States/A/Type'],
	[machine({A: {Type: 'Task', End: true}}), 'SCHEMA_VALIDATION_FAILED /States/A'],
	[
		machine({A: {Type: 'Choice', Choices: [{Next: 'Gone'}]}}),
		'MISSING_TRANSITION_TARGET /States/A/Choices[0]/Next',
	],
	[
		machine({
			A: {Type: 'Task', Resource: 'r', Catch: [{ErrorEquals: [], Next: 'Gone'}], End: true},
		}),
		'MISSING_TRANSITION_TARGET /States/A/Catch[0]/Next',
	],
	[
		machine({A: {Type: 'Parallel', Branches: [machine({B: pass})], End: true}}),
		'MISSING_TRANSITION_TARGET /States/A/Branches[0]/StartAt',
	],
	[
		machine({A: {Type: 'Map', ItemProcessor: {States: {}}, End: true}}),
		'SCHEMA_VALIDATION_FAILED /States/A/ItemProcessor',
	],
])('%j is not valid', (definition, diagnostic) => {
	expect(found(definition)).toEqual([diagnostic]);
});

test('states are looked for at their own level', () => {
	const inner = machine({A: {...pass, End: false, Next: 'B'}, B: pass});

	expect(found(machine({A: {Type: 'Parallel', Branches: [inner], End: true}}))).toEqual([]);
});

test('every definition of the scenarios is valid', () => {
	for (const {id, account} of Object.values(scenarios)) {
		for (const {name, definition, type} of account(0).stateMachines) {
			expect([id, name, validateDefinition(definition, type)]).toEqual([id, name, []]);
		}
	}
});
