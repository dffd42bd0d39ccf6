import type {JsonObject} from '../json.ts';
import type {Definition} from './parse-definition.ts';

export type Segments = (string | number)[];

/** Why AWS refuses a definition. `code` is one of ValidateStateMachineDefinition's. */
export type DefinitionProblem = {
	code: string;
	/** Without a full stop. */
	message: string;
	/** Of the value that is wrong or incomplete. */
	segments: Segments;
	/** Where the text is not valid JSON. */
	syntax?: {line: number; column: number};
};

export type MachineType = 'STANDARD' | 'EXPRESS';

/** A machine within the definition: the whole, a branch, an item processor. */
export type MachineScope = {
	states: JsonObject;
	at: Segments;
	type: MachineType;
	queryLanguage: Definition['queryLanguage'];
};
