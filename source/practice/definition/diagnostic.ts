import type {DefinitionDiagnostic, StateMachineType} from '../../account/step-functions.ts';
import type {JsonObject} from '../../json.ts';

/** The states of one level, and where they stand. */
export type Machine = {states: JsonObject; at: string; type: StateMachineType};

export const diagnostic = (
	code: string,
	message: string,
	location: string | null,
): DefinitionDiagnostic => ({severity: 'ERROR', code, message, location});
