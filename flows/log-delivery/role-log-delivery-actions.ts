import type {RolePolicy} from '../../source/account/iam.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import type {Detail} from '../../source/diagnosis/detail.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {policyWords} from '../../source/diagnosis/role-policies.ts';
import type {StatementRef} from '../../source/policy/evaluate.ts';
import {count, listOf} from '../../source/text.ts';
import {simulate, withRole} from '../common/find-out.ts';
import {
	boundaryRequest,
	denyAllWords,
	denyOverrides,
	denyRequests,
} from '../common/role-obstacles.ts';
import {
	type RolePermissions,
	statementWords,
	subjectRolePermissions,
	unreadReasons,
} from '../common/role-permissions.ts';
import {ownPolicyChange, type RoleWithPolicies} from '../common/sfn-fix-permissions.ts';
import {isServiceLinked, serviceLinkedRequest} from '../common/subject-role.ts';
import {
	actionsWith,
	deliverySetUpActions,
	type JudgedAction,
	judgeLogActions,
	logWritingActions,
	statementsOf,
} from './log-delivery-actions.ts';

export const check: Check = {
	id: 'role-log-delivery-actions',
	title: 'The role can set up log delivery',
	decisive: true,
	findOut: subject =>
		withRole(subject, ({arn}) => [simulate(arn, [...deliverySetUpActions, ...logWritingActions])]),

	async run(context) {
		const permissions = await subjectRolePermissions(context);
		const judged = await judgeLogActions(permissions, context);
		const setUp = judged.filter(({action}) => isSetUp(action));
		const writing = judged.filter(({action}) => !isSetUp(action));
		const healthy: Answer = {
			outcome: 'ok',
			evidence: 'evaluated',
			answer: `Role ${permissions.role.name} is allowed all ${judged.length} log-delivery actions.`,
			details: [
				...statementsOf(judged, 'allowed').map(ref => `Allowed by ${statementWords(ref)}.`),
				"Not read: the organization's policies, which can still deny it.",
			],
		};

		return (
			obstacleTo({part: 'set-up', permissions, all: judged}, setUp) ??
			obstacleTo({part: 'writing', permissions, all: judged}, writing) ??
			healthy
		);
	},
};

const isSetUp = (action: string): boolean => deliverySetUpActions.some(name => name === action);

/** Without the eight that set up a delivery it fails; what happens without the two that write is not confirmed. */
type Part = 'set-up' | 'writing';

/** `all`: every log-delivery action, for the count of what is missing. */
type Asked = {part: Part; permissions: RolePermissions; all: readonly JudgedAction[]};

/** What prevents the role from this part's actions, hardest first; null where nothing does. */
function obstacleTo(
	{part, permissions, all}: Asked,
	judged: readonly JudgedAction[],
): Answer | null {
	const denied = actionsWith(judged, 'explicitly-denied');

	if (denied.length > 0) {
		return explicitlyDenied(
			{part, permissions, all},
			denied,
			statementsOf(judged, 'explicitly-denied'),
		);
	}

	const byBoundary = judged
		.filter(({deniedByBoundary}) => deniedByBoundary)
		.map(({action}) => action);

	if (byBoundary.length > 0) {
		return deniedByBoundary({part, permissions, all}, byBoundary);
	}

	if (actionsWith(judged, 'not-allowed').length > 0) {
		return notAllowed({part, permissions, all});
	}

	const depending = actionsWith(judged, 'depends');
	return depending.length > 0
		? undecided({part, permissions, all}, depending, statementsOf(judged, 'depends'))
		: null;
}

const outcomes = {'set-up': 'problem', writing: 'warning'} as const;
/** The sentence that begins with a small letter, or the whole of it. */
const sentenceFor = (part: Part, text: string): string =>
	part === 'writing'
		? `The role can set up log delivery, but ${text}`
		: `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const explicitlyDenied = (
	{part, permissions}: Asked,
	actions: readonly string[],
	refs: readonly StatementRef[],
): Answer => ({
	outcome: outcomes[part],
	evidence: 'evaluated',
	answer: sentenceFor(
		part,
		`${refs.map(statementWords).join('; ')} explicitly denies role ${permissions.role.name} ${actions.join(', ')}.`,
	),
	details: [denyOverrides, ...denyAllWords(permissions, refs)],
	requests: denyRequests(permissions, actions, refs),
});

const deniedByBoundary = ({part, permissions}: Asked, actions: readonly string[]): Answer => ({
	outcome: outcomes[part],
	evidence: 'evaluated',
	answer: sentenceFor(
		part,
		`the ${permissions.boundary?.name ?? 'permissions boundary'} of role ${permissions.role.name} does not allow ${actions.join(', ')}.`,
	),
	details: ['No policy of the role can allow what its permissions boundary does not allow.'],
	requests: [boundaryRequest(permissions, actions)],
});

function undecided(
	{part, permissions}: Asked,
	actions: readonly string[],
	refs: readonly StatementRef[],
): Answer {
	const unread = unreadReasons(refs, permissions);
	const allowed = `role ${permissions.role.name} is allowed ${actions.join(', ')}`;

	return {
		outcome: part === 'set-up' ? 'unknown' : 'warning',
		evidence: 'evaluated',
		answer:
			unread.length > 0
				? `Cannot tell whether ${allowed}: ${unread.join('; ')}.`
				: `Cannot tell: ${allowed} under conditions that cannot be evaluated here.`,
		details:
			unread.length > 0
				? []
				: refs.map(ref => `Allowed with conditions by ${statementWords(ref)}.`),
	};
}

function notAllowed({part, permissions, all}: Asked): Answer {
	const {role, rolePolicies} = permissions;
	const missing = actionsWith(all, 'not-allowed');
	const found = {
		outcome: outcomes[part],
		evidence: 'evaluated' as const,
		answer: sentenceFor(
			part,
			`${missing.length} of ${all.length} log-delivery actions ${missing.length === 1 ? 'is' : 'are'} missing from role ${role.name}${missing.length <= 3 ? `: ${listOf(missing)}` : ''}.`,
		),
		details: [
			...missing.map(action => missingPermission(action, role.name)),
			readWords(rolePolicies),
			...(part === 'writing' ? [notConfirmed] : []),
		],
	};

	return isServiceLinked(role)
		? {...found, requests: [serviceLinkedRequest(role)]}
		: {...found, remedies: [grantLogDelivery(permissions, missing.length)]};
}

const missingPermission = (action: string, role: string): Detail => ({
	kind: 'permission',
	state: `role ${role}`,
	integration: null,
	action,
	resource: '*',
	found: 'missing',
	why: null,
});

const notConfirmed =
	'AWS documents ten actions, and many tools grant only the eight that set up the delivery. It is not confirmed that anything fails without the other two.';

const readWords = (rolePolicies: readonly RolePolicy[]): string =>
	rolePolicies.length === 0
		? 'The role has no policies.'
		: `Read ${count(rolePolicies.length, 'policy', 'policies')}: ${rolePolicies.map(policyWords).join(', ')}.`;

function grantLogDelivery(permissions: RoleWithPolicies, missing: number): Remedy {
	const change = ownPolicyChange(permissions, [
		{
			Sid: 'StepFunctionsLogDelivery',
			Effect: 'Allow',
			Action: [...deliverySetUpActions, ...logWritingActions],
			Resource: ['*'],
		},
	]);
	const all = deliverySetUpActions.length + logWritingActions.length;
	const how =
		change.kind === 'role-managed-policy'
			? `Adds the managed policy ${change.policyName}, since the role's inline policies have no room left`
			: 'Adds a separate inline policy that is easy to review and remove';

	return {
		id: 'grant-log-delivery',
		title: `Grant role ${permissions.role.name} the ${all} log-delivery permissions${missing < all ? ` (${missing} missing)` : ''}`,
		why: `${how}, with the actions that AWS documents. AWS requires Resource "*" for the ${deliverySetUpActions.length} actions that set up the delivery.`,
		widens:
			'The role can also read and change the log deliveries and CloudWatch Logs resource policies of this account, and write to its log groups. AWS documents no narrower policy.',
		changes: [change],
	};
}
