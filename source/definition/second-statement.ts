import type {NeededStatement} from './need.ts';
import {type ParameterSource, readParameter} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';

/** What a service asks for with the caller's permissions beside the call itself. */
export type Second = {statements: NeededStatement[]; unknowns: string[]};

export type Ask = {source: ParameterSource; place: StateMachineLocation};

export const nothing: Second = {statements: [], unknowns: []};

export const both = (parts: readonly Second[]): Second => ({
	statements: parts.flatMap(({statements}) => statements),
	unknowns: parts.flatMap(({unknowns}) => unknowns),
});

export const isSet = ({source}: Ask, path: string): boolean =>
	readParameter(source, path).length > 0;

/** One text, or why it is not known. */
export function textAt({source}: Ask, path: string): {text: string | null; unknown: string | null} {
	const [found] = readParameter(source, path);

	return {
		text:
			found && 'value' in found && typeof found.value === 'string'
				? found.value
				: (found && 'unknown' in found && !isLocation(found.like) && found.like) || null,
		unknown: found && 'unknown' in found ? found.unknown : null,
	};
}

/** The known parts of an ARN or a URL are no name. */
const isLocation = (like: string | undefined): boolean => /^(?:arn|https?|s3):/.test(like ?? '');

export function on(
	actions: string[],
	resource: string,
	unknowns: ReadonlyArray<string | null> = [],
): Second {
	const open = unknowns.filter(each => each !== null);

	return {
		statements: [
			{
				actions,
				resources: [resource],
				inferred: true,
				...(open.length > 0 && {
					dynamic: true,
					when: 'what the parameters name when the state runs is not shared with the role otherwise',
				}),
			},
		],
		unknowns: open,
	};
}
