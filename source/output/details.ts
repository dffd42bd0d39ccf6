import {type AwsCommand, type CommandLocation, printAwsCommand} from '../aws/command.ts';
import type {Detail, PermissionDetail} from '../diagnosis/detail.ts';
import type {AnsweredCheck} from '../diagnosis/diagnose.ts';
import type {Request} from '../diagnosis/remedy.ts';
import {linesByState, permissionLines} from './permission-lines.ts';

/** A command goes on a line of its own, to be copied. */
export type DetailLine = {text: string; command: string | null};

type Seen = Pick<AnsweredCheck, 'details' | 'findOut' | 'outcome'>;

/**
 * What a check saw, in words; commands as they work when pasted, at the end those that find out more. Many permissions
 * are added up, unless each is wanted by itself.
 */
export const detailLines = (
	{details, findOut, outcome}: Seen,
	location: CommandLocation,
	wordsOf = permissionLines,
): DetailLine[] => [
	...withPermissionsTogether(details).flatMap(detail =>
		Array.isArray(detail)
			? wordsOf(detail).map(text => ({text, command: null}))
			: [lineOf(detail, location)],
	),
	...findOut.map(command => ({
		text: outcome === 'unknown' ? 'Find out with:' : 'See it with:',
		command: printAwsCommand(command, location),
	})),
];

/** Each permission by itself. */
export const detailTexts = (answered: Seen, location: CommandLocation): string[] =>
	detailLines(answered, location, linesByState).map(({text, command}) =>
		command === null ? text : `${text} ${command}`,
	);

/** The text of a request, ready to be sent. */
export const requestText = (
	{text, commands = [], policy, deny = []}: Omit<Request, 'to'>,
	location: CommandLocation,
): string =>
	[
		text,
		...(policy ? [policy] : []),
		...deny.flatMap(({title, json}) => [title, json]),
		...commands.map((command: AwsCommand) => printAwsCommand(command, location)),
	].join('\n');

type Line = Exclude<Detail, PermissionDetail>;

function lineOf(detail: Line, location: CommandLocation): DetailLine {
	if (typeof detail === 'string') {
		return {text: detail, command: null};
	}

	return detail.kind === 'command'
		? {text: `${detail.text}:`, command: printAwsCommand(detail.command, location)}
		: {text: detail.text, command: null};
}

/** Permissions stand where the first of them stood. */
function withPermissionsTogether(details: readonly Detail[]): Array<Line | PermissionDetail[]> {
	const permissions = details.filter(isPermission);
	const [first] = permissions;

	return details.flatMap<Line | PermissionDetail[]>(detail => {
		if (!isPermission(detail)) {
			return [detail];
		}

		return detail === first ? [permissions] : [];
	});
}

const isPermission = (detail: Detail): detail is PermissionDetail =>
	typeof detail !== 'string' && detail.kind === 'permission';
