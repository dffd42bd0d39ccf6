import type {IamAction} from './iam-actions.ts';
import {type ParameterSource, readParameter} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';

export type SdkResources = {
	resources: string[];
	/** True where `resources` cover more than what the call is about. */
	dynamic: boolean;
	/** Dynamic, and yet in the account and region of `resources`. */
	located?: true;
	/** The call is about one of them, and nothing tells which. */
	oneOf?: true;
	/** What else grants of such a call name. */
	alternatives?: string[];
	unknowns: string[];
};

export type ActionOn = {
	action: string;
	resources: SdkResources;
	/** Which of these is asked for, the definition does not tell. */
	orElse?: string[];
	touched?: string;
};

export const values = (source: ParameterSource, path: string): string[] =>
	readParameter(source, path).flatMap(found =>
		'value' in found && typeof found.value === 'string' ? [found.value] : [],
	);

/** The same call with other parameters, to ask for the resources of one of its parts. */
export const withParameters = (source: ParameterSource, parameters: object): ParameterSource => ({
	...source,
	value: {...source.value, [fieldOf(source)]: parameters},
});

export const fieldOf = ({queryLanguage}: ParameterSource) =>
	queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';

export type ActionsOf = (
	source: ParameterSource,
	place: StateMachineLocation,
	actions: IamAction[],
) => ActionOn[];
