import type {StateMachine} from '../../source/account/step-functions.ts';
import {type Edit, patchDefinition} from '../../source/definition/patch-definition.ts';
import {type Change, updating} from '../../source/diagnosis/remedy.ts';

/** The live text with these edits, and nothing else changed. */
export const changeDefinition = (
	{arn, revisionId, definition}: StateMachine,
	edits: readonly Edit[],
): Change => ({
	kind: 'definition',
	stateMachineArn: arn,
	revisionId,
	...updating(definition, patchDefinition(definition, edits)),
});
