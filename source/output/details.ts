import {type AwsCommand, type CommandLocation, printAwsCommand} from '../aws/command.ts';
import type {Detail, PermissionDetail, PermissionFound} from '../diagnosis/detail.ts';
import type {AnsweredCheck} from '../diagnosis/diagnose.ts';
import type {Request} from '../diagnosis/remedy.ts';

/** A command goes on a line of its own, to be copied. */
export type DetailLine = {text: string; command: string | null};

/** What a check saw, in words; commands as they work when pasted, at the end those that find out more. */
export const detailLines = (
	{details, findOut, outcome}: Pick<AnsweredCheck, 'details' | 'findOut' | 'outcome'>,
	location: CommandLocation,
): DetailLine[] => [
	...withPermissionsTogether(details).flatMap(detail =>
		Array.isArray(detail) ? permissionLines(detail) : [lineOf(detail, location)],
	),
	...findOut.map(command => ({
		text: outcome === 'unknown' ? 'Find out with:' : 'See it with:',
		command: printAwsCommand(command, location),
	})),
];

/** The same, each line one text. */
export const detailTexts = (
	answered: Pick<AnsweredCheck, 'details' | 'findOut' | 'outcome'>,
	location: CommandLocation,
): string[] =>
	detailLines(answered, location).map(({text, command}) =>
		command === null ? text : `${text} ${command}`,
	);

/** The text of a request, ready to be sent. */
export const requestText = ({text, commands = []}: Request, location: CommandLocation): string =>
	[text, ...commands.map((command: AwsCommand) => printAwsCommand(command, location))].join('\n');

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

const foundWords: Record<PermissionFound, string> = {
	allowed: 'allowed',
	missing: 'missing',
	'possibly-missing': 'possibly missing',
	denied: 'denied',
	unknown: 'not known',
};

/** What one state needs and has takes a line; what it does not have is said action by resource. */
function permissionLines(permissions: readonly PermissionDetail[]): DetailLine[] {
	const groups = new Map<string, PermissionDetail[]>();

	for (const permission of permissions) {
		const {state, integration, found, resource, why} = permission;
		const place = found === 'allowed' ? '' : resource;
		const key = JSON.stringify([state, integration, found, place, why]);
		groups.set(key, [...(groups.get(key) ?? []), permission]);
	}

	return [...groups.values()].map(group => ({text: groupText(group), command: null}));
}

function groupText(group: readonly PermissionDetail[]): string {
	const [first] = group;

	if (!first) {
		return '';
	}

	const {state, integration, found, resource, why} = first;
	const actions = [...new Set(group.map(({action}) => action))].join(', ');
	const where = found === 'allowed' ? '' : ` on ${resource}`;

	return `${state}${integration === null ? '' : ` (${integration})`}: ${foundWords[found]}: ${actions}${where}${why === null ? '' : ` (${why})`}`;
}
