import type {Answer, Beside, CheckContext} from '../../source/diagnosis/check.ts';
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
import {absentRole, absentWords} from './absent-role.ts';
import {grantPermissions, neededStatements} from './grant-permissions.ts';
import type {JudgedNeed} from './judged-need.ts';
import {actionsOf, asideWords, resourcesOf, what, withVerdict} from './need-words.ts';
import {openWords} from './open-words.ts';
import {ownerRequests} from './owner-requests.ts';
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
	const absent = await absentRole(missing, context);
	const grantable = missing.filter(({resource}) => resource !== absent);
	const remedies = [
		...remediesFor(grantable, permissions, remedy),
		...atMostRemedies(grantable, permissions, remedy),
	];
	const further = furtherRemedies(judged, permissions);
	const ifUnread = remediesFor(withVerdict(judged, 'unread'), permissions, remedy);
	const simulated = await simulatorCheck(
		{
			asked: neededStatements(missing.length > 0 ? missing : withVerdict(judged, 'allowed')),
			allowed: missing.length === 0,
			proposed: remedies
				.slice(0, 1)
				.flatMap(({changes}) => changes.flatMap(({after}) => after ?? [])),
		},
		permissions,
		context,
	);
	const open = [...openWords(judged, permissions), ...unknown];
	const beside = asideWords(judged);

	const found = {
		evidence: 'evaluated' as const,
		answer: sentence(permissions, judged, open, beside[0] ?? healthy),
		details: [
			...details,
			...obstacleWords(permissions, judged),
			...open,
			...beside,
			...(absent === null ? [] : [absentWords(absent)]),
			...simulated,
		],
		requests: requestsFor(permissions, judged),
	};

	if (missing.length + denied.length > 0) {
		const besides = [
			...open.map(answer => ({outcome: 'unknown', answer}) as const),
			...specialCases(judged),
		];
		return {...found, outcome: 'problem', besides, remedies: [...remedies, ...further]};
	}

	if (open.length > 0) {
		return {
			...found,
			outcome: 'unknown',
			remedies: ifUnread,
			details: [...found.details, ...ifUnread.map(({id}) => onDemand(id))],
		};
	}

	return beside.length > 0
		? {...found, outcome: 'warning', remedies: further}
		: {...found, outcome: 'ok'};
}

/** A problem hides them otherwise. */
function specialCases(judged: readonly JudgedNeed[]): Beside[] {
	const actions = actionsOf([...withVerdict(judged, 'beside'), ...withVerdict(judged, 'perhaps')]);
	return actions.length > 0
		? [{outcome: 'warning', answer: `Missing, but needed only in some cases: ${listOf(actions)}.`}]
		: [];
}

const onDemand = (id: string): string =>
	`Not fixed by default, since it can be allowed already: --remedy ${id} grants it.`;

/** What a recent execution called is granted first; other executions can call others of the type. */
function atMostRemedies(
	missing: readonly JudgedNeed[],
	permissions: RolePermissions,
	{id, title}: NeedsQuestion['remedy'],
): Remedy[] {
	const isWider = missing.some(({atMost}) => atMost && !atMost.statement.byName);

	return isWider
		? remediesFor(
				missing.map(each => (each.atMost?.statement.byName ? each : (each.atMost ?? each))),
				permissions,
				{id: `${id}-at-most`, title: `${title}, on every resource that another execution can name`},
			)
		: [];
}

/** What is needed only in some cases: for those who want it. */
function furtherRemedies(judged: readonly JudgedNeed[], permissions: RolePermissions): Remedy[] {
	const beside = withVerdict(judged, 'beside').filter(isSure);

	return remediesFor(beside, permissions, {
		id: 'grant-documented-permissions',
		title: `Also grant role ${permissions.role.name} the permissions that are needed only in some cases`,
	});
}

const isSure = ({refs}: JudgedNeed): boolean => refs.length === 0;

function remediesFor(
	found: readonly JudgedNeed[],
	permissions: RolePermissions,
	{id, title}: NeedsQuestion['remedy'],
): Remedy[] {
	const missing = found.filter(({statement}) => !statement.byName);

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
function statesWords(judged: readonly JudgedNeed[]): string {
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
		...ownerRequests(
			[...withVerdict(judged, 'missing'), ...withVerdict(judged, 'across')],
			permissions,
		),
		...withVerdict(judged, 'missing')
			.filter(({statement}) => statement.byName)
			.map(each => byNameRequest(each, permissions)),
		...(withVerdict(judged, 'missing').length > 0 && isServiceLinked(permissions.role)
			? [serviceLinkedRequest(permissions.role)]
			: []),
	];
}

/** A role that only the run names is named by who knows it. */
const byNameRequest = (
	{need, statement, action}: JudgedNeed,
	{role}: RolePermissions,
): Request => ({
	to: `the owner of role ${role.name}`,
	text: `${need.state} passes a role that the definition does not name (${need.unknowns.join('; ')}), and no policy of role ${role.name} allows ${action} on any role. Please add a statement that names that role: ${JSON.stringify({Effect: 'Allow', Action: action, Resource: '<role ARN>', ...(statement.conditions && {Condition: statement.conditions})})}.`,
});

const refsOf = (judged: readonly JudgedNeed[]): StatementRef[] => [
	...new Map(
		judged.flatMap(({refs}) => refs).map(ref => [`${ref.policy}/${ref.index}`, ref]),
	).values(),
];
