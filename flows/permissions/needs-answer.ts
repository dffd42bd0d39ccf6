import type {Answer, CheckContext} from '../../source/diagnosis/check.ts';
import type {Detail} from '../../source/diagnosis/detail.ts';
import type {Remedy, Request} from '../../source/diagnosis/remedy.ts';
import type {StatementRef} from '../../source/policy/evaluate.ts';
import {listOf} from '../../source/text.ts';
import {
	boundaryRequest,
	denyAllWords,
	denyOverrides,
	denyRequests,
} from '../common/role-obstacles.ts';
import {type RolePermissions, statementWords} from '../common/role-permissions.ts';
import {isServiceLinked, serviceLinkedRequest} from '../common/subject-role.ts';
import {grantPermissions, neededStatements} from './grant-permissions.ts';
import type {JudgedNeed, NeedVerdict} from './judge-needs.ts';
import {simulatorCheck} from './simulator-check.ts';

export type NeedsQuestion = {
	permissions: RolePermissions;
	judged: readonly JudgedNeed[];
	/** What cannot be known, in words. */
	unknown: readonly string[];
	/** The answer where nothing is missing and nothing is unknown. */
	healthy: string;
	remedy: {id: string; title: string};
	details: readonly Detail[];
};

/** One answer to whether the role is allowed all of it; what is missing is granted, what is denied never is. */
export async function needsAnswer(
	{permissions, judged, unknown, healthy, remedy, details}: NeedsQuestion,
	context: CheckContext,
): Promise<Answer> {
	const missing = withVerdict(judged, 'missing');
	const denied = [...withVerdict(judged, 'denied'), ...withVerdict(judged, 'boundary')];
	const remedies = remediesFor(missing, permissions, remedy);
	const simulated = await simulatorCheck(
		{
			asked: neededStatements(missing.length > 0 ? missing : withVerdict(judged, 'allowed')),
			allowed: missing.length === 0,
			proposed: remedies.flatMap(({changes}) => changes.flatMap(({after}) => after ?? [])),
		},
		permissions,
		context,
	);
	const open = [...openWords(judged), ...unknown];

	const found = {
		evidence: 'evaluated' as const,
		answer: sentence(permissions, judged, open, healthy),
		details: [...details, ...obstacleWords(permissions, judged), ...open, ...simulated],
		requests: requestsFor(permissions, judged),
	};

	if (missing.length + denied.length > 0) {
		return {...found, outcome: 'problem', remedies};
	}

	return {...found, outcome: open.length > 0 ? 'unknown' : 'ok'};
}

export const withVerdict = (judged: readonly JudgedNeed[], verdict: NeedVerdict): JudgedNeed[] =>
	judged.filter(each => each.verdict === verdict);

function remediesFor(
	missing: readonly JudgedNeed[],
	permissions: RolePermissions,
	{id, title}: NeedsQuestion['remedy'],
): Remedy[] {
	if (missing.length === 0 || isServiceLinked(permissions.role)) {
		return [];
	}

	return [
		grantPermissions(permissions, {
			id,
			title,
			neededFor: statesWords(missing),
			statements: neededStatements(missing),
		}),
	];
}

/** `the state Charge`, `the states Charge and Ship`, `tracing`: only states have a path. */
export function statesWords(judged: readonly JudgedNeed[]): string {
	const names = (isState: boolean) => [
		...new Set(
			judged.filter(({need}) => (need.path !== '') === isState).map(({need}) => need.state),
		),
	];
	const states = names(true);
	const shown = states.length > 8 ? [...states.slice(0, 8), `${states.length - 8} more`] : states;
	const ofStates =
		states.length === 0 ? [] : [`the ${states.length === 1 ? 'state' : 'states'} ${listOf(shown)}`];

	return listOf([...ofStates, ...names(false)]);
}

const actionsOf = (judged: readonly JudgedNeed[]): string[] => [
	...new Set(judged.map(({action}) => action)),
];

const resourcesOf = (judged: readonly JudgedNeed[]): string[] => [
	...new Set(judged.map(({resource}) => resource)),
];

function sentence(
	{role}: RolePermissions,
	judged: readonly JudgedNeed[],
	open: readonly string[],
	healthy: string,
): string {
	const denied = withVerdict(judged, 'denied');
	const boundary = withVerdict(judged, 'boundary');
	const missing = withVerdict(judged, 'missing');
	const parts = [
		...(denied.length > 0
			? [
					`${refsOf(denied).map(statementWords).join('; ')} explicitly denies role ${role.name} ${what(denied)}`,
				]
			: []),
		...(boundary.length > 0
			? [`the permissions boundary of role ${role.name} does not allow ${what(boundary)}`]
			: []),
		...(missing.length > 0 ? [`no policy of role ${role.name} allows ${what(missing)}`] : []),
	];

	if (parts.length > 0) {
		const all = parts.join('; ');
		return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
	}

	return open[0] ?? healthy;
}

/** `events:PutRule, events:PutTargets on arn:… and arn:…`: what is the same is said once. */
function what(judged: readonly JudgedNeed[]): string {
	const byActions = new Map<string, string[]>();

	for (const resource of resourcesOf(judged)) {
		const actions = actionsOf(judged.filter(each => each.resource === resource)).join(', ');
		byActions.set(actions, [...(byActions.get(actions) ?? []), resource]);
	}

	const groups = [...byActions].map(([actions, resources]) => `${actions} on ${listOf(resources)}`);
	return groups.length > 3
		? `${groups.slice(0, 2).join('; ')}; and ${groups.length - 2} more`
		: groups.join('; ');
}

function openWords(judged: readonly JudgedNeed[]): string[] {
	const open = withVerdict(judged, 'open').map(
		({need, action}) =>
			`${need.state}: cannot tell whether ${action} is allowed: ${need.unknowns.join('; ') || 'its resource is known only when the state runs'}.`,
	);
	const depends = withVerdict(judged, 'depends').map(
		({need, action, resource, refs}) =>
			`${need.state}: cannot tell whether ${action} on ${resource} is allowed: it depends on conditions (${refs.map(statementWords).join('; ')}).`,
	);

	return [...new Set([...open, ...depends])];
}

function obstacleWords(permissions: RolePermissions, judged: readonly JudgedNeed[]): string[] {
	const denied = withVerdict(judged, 'denied');

	return [
		...(denied.length > 0 ? [denyOverrides] : []),
		...denyAllWords(permissions, refsOf(denied)),
		...(withVerdict(judged, 'boundary').length > 0
			? ['No policy of the role can allow what its permissions boundary does not allow.']
			: []),
	];
}

function requestsFor(permissions: RolePermissions, judged: readonly JudgedNeed[]): Request[] {
	const denied = withVerdict(judged, 'denied');
	const boundary = withVerdict(judged, 'boundary');

	return [
		...denyRequests(permissions, actionsOf(denied), refsOf(denied)),
		...(boundary.length > 0
			? [boundaryRequest(permissions, actionsOf(boundary), resourcesOf(boundary))]
			: []),
		...(withVerdict(judged, 'missing').length > 0 && isServiceLinked(permissions.role)
			? [serviceLinkedRequest(permissions.role)]
			: []),
	];
}

const refsOf = (judged: readonly JudgedNeed[]): StatementRef[] => [
	...new Map(
		judged.flatMap(({refs}) => refs).map(ref => [`${ref.policy}/${ref.index}`, ref]),
	).values(),
];
