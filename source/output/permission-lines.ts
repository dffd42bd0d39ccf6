import {resourceWords} from '../aws/resource-words.ts';
import type {PermissionDetail, PermissionFound} from '../diagnosis/detail.ts';
import {count, listOf} from '../text.ts';

/** What the role does not have comes first. */
const foundWords: Record<PermissionFound, string> = {
	denied: 'denied',
	missing: 'missing',
	'possibly-missing': 'possibly missing',
	unknown: 'not known',
	allowed: 'allowed',
};

const order = Object.keys(foundWords);

type Group = {first: PermissionDetail; all: PermissionDetail[]};

function grouped(
	permissions: readonly PermissionDetail[],
	keyOf: (permission: PermissionDetail) => readonly unknown[],
): Group[] {
	const groups = new Map<string, Group>();

	for (const permission of permissions) {
		const key = JSON.stringify(keyOf(permission));
		const group = groups.get(key);
		group ? group.all.push(permission) : groups.set(key, {first: permission, all: [permission]});
	}

	return [...groups.values()].sort(
		({first: one}, {first: other}) => order.indexOf(one.found) - order.indexOf(other.found),
	);
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
const reason = ({why}: PermissionDetail): string => (why === null ? '' : ` (${why})`);

/** What one state needs and has takes a line; what it does not have is said action by resource. */
export const linesByState = (permissions: readonly PermissionDetail[]): string[] =>
	grouped(permissions, ({state, integration, found, resource, why}) => [
		state,
		integration,
		found,
		found === 'allowed' ? '' : resource,
		why,
	]).map(({first, all}) => {
		const {state, integration, found, resource} = first;
		const actions = unique(all.map(({action}) => action)).join(', ');
		return `${state}${integration === null ? '' : ` (${integration})`}: ${foundWords[found]}: ${actions}${found === 'allowed' ? '' : ` on ${resource}`}${reason(first)}`;
	});

/** More than these are added up. */
const mostByState = 8;

/** `missing: sqs:SendMessage on 6 queues (6 states)`: where one line for each state would hide what is missing. */
export function permissionLines(permissions: readonly PermissionDetail[]): string[] {
	const byState = linesByState(permissions);

	if (byState.length <= mostByState) {
		return byState;
	}

	const allowed = permissions.filter(({found}) => found === 'allowed');
	const actionsAllowed = unique(allowed.map(({action}) => action)).length;

	return [
		...together(permissions.filter(({found}) => found !== 'allowed')),
		...(allowed.length > 0
			? [`allowed: ${count(actionsAllowed, 'action')} in ${statesOf(allowed)}`]
			: []),
		'The JSON output (--json) lists them by state.',
	];
}

/** One line for the actions that miss the same resources. */
function together(permissions: readonly PermissionDetail[]): string[] {
	const byAction = grouped(permissions, ({found, action, why}) => [found, action, why]);
	const merged = new Map<string, {actions: string[]} & Group>();

	for (const {first, all} of byAction) {
		const resources = unique(all.map(({resource}) => resource)).sort();
		const key = JSON.stringify([first.found, first.why, resources]);
		const known = merged.get(key);
		merged.set(key, {
			actions: [...(known?.actions ?? []), first.action],
			first,
			all: [...(known?.all ?? []), ...all],
		});
	}

	return [...merged.values()].map(
		({actions, first, all}) =>
			`${foundWords[first.found]}: ${actions.join(', ')} on ${resourceWords(all.map(({resource}) => resource))} in ${statesOf(all)}${reason(first)}`,
	);
}

const mostStatesNamed = 3;

function statesOf(permissions: readonly PermissionDetail[]): string {
	const states = unique(permissions.map(({state}) => state));
	return states.length > mostStatesNamed ? count(states.length, 'state') : listOf(states);
}
