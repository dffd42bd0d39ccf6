import {parseDefinition} from '../../source/definition/parse-definition.ts';
import type {StateMachineLocation} from '../../source/definition/place.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';

export const place: StateMachineLocation = {
	partition: 'aws',
	region: 'eu-west-1',
	accountId: '123456789012',
	stateMachineName: 'orders',
	stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
};

/** The one state of a definition that has nothing else; `machine` holds what stands beside States. */
export function stateOf(
	state: Record<string, unknown>,
	machine: Record<string, unknown> = {},
): StateAt {
	const text = JSON.stringify({...machine, StartAt: 'A', States: {A: state}});
	const [only] = walkStates(parseDefinition(text));

	if (!only) {
		throw new Error('There is no state.');
	}

	return only;
}

export const task = (
	resource: string,
	parameters: unknown,
	more: Record<string, unknown> = {},
): StateAt =>
	stateOf({
		Type: 'Task',
		Resource: `arn:aws:states:::${resource}`,
		Parameters: parameters,
		End: true,
		...more,
	});

export const jsonataTask = (resource: string, given: unknown): StateAt =>
	stateOf(
		{Type: 'Task', Resource: `arn:aws:states:::${resource}`, Arguments: given, End: true},
		{QueryLanguage: 'JSONata'},
	);
