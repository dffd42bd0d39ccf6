import type {RolePolicy} from '../../source/account/iam.ts';
import type {Answer} from '../../source/diagnosis/check.ts';
import type {StatementRef} from '../../source/policy/evaluate.ts';
import {boundaryRequest, denyAllWords, denyRequests} from '../common/role-obstacles.ts';
import {policyWords, type RolePermissions, statementWords} from '../common/role-permissions.ts';
import {serviceLinkedRequest} from '../common/service-linked-request.ts';
import {isServiceLinked} from '../common/subject-role.ts';
import {grantLogDelivery} from './grant-log-delivery.ts';
import {actionsWith, type JudgedAction, statementsOf} from './judge-log-actions.ts';

/** Without the eight that set a delivery up it fails; what the lack of the two that write does is not confirmed. */
export type Part = 'set-up' | 'writing';

type Asked = {part: Part; permissions: RolePermissions};

/** What keeps the role from this part's actions, hardest first; null where nothing does. */
export function obstacleTo(
	{part, permissions}: Asked,
	judged: readonly JudgedAction[],
): Answer | null {
	const denied = actionsWith(judged, 'explicitly-denied');

	if (denied.length > 0) {
		return explicitlyDenied({part, permissions}, denied, statementsOf(judged, 'explicitly-denied'));
	}

	const heldBack = judged.filter(({boundaryLacks}) => boundaryLacks).map(({action}) => action);

	if (heldBack.length > 0) {
		return heldBackByBoundary({part, permissions}, heldBack);
	}

	const missing = actionsWith(judged, 'not-allowed');

	if (missing.length > 0) {
		return lacking({part, permissions}, missing);
	}

	const depending = actionsWith(judged, 'depends');
	return depending.length > 0
		? undecided({part, permissions}, depending, statementsOf(judged, 'depends'))
		: null;
}

const outcomes = {'set-up': 'problem', writing: 'warning'} as const;
const openings = {'set-up': 'No: ', writing: 'The delivery may be set up, but '} as const;

const explicitlyDenied = (
	{part, permissions}: Asked,
	actions: readonly string[],
	refs: readonly StatementRef[],
): Answer => ({
	outcome: outcomes[part],
	evidence: 'evaluated',
	answer: `${openings[part]}${refs.map(statementWords).join('; ')} explicitly denies role ${permissions.role.name} ${actions.join(', ')}.`,
	details: [
		'An explicit deny outweighs every Allow, so that adding one would change nothing.',
		...denyAllWords(permissions, refs),
	],
	requests: denyRequests(permissions, actions, refs),
});

const heldBackByBoundary = ({part, permissions}: Asked, actions: readonly string[]): Answer => ({
	outcome: outcomes[part],
	evidence: 'evaluated',
	answer: `${openings[part]}the ${permissions.boundary?.name ?? 'permissions boundary'} of role ${permissions.role.name} does not allow ${actions.join(', ')}.`,
	details: ['What a boundary does not allow, no policy of the role can.'],
	requests: [boundaryRequest(permissions, actions)],
});

const undecided = (
	{part, permissions}: Asked,
	actions: readonly string[],
	refs: readonly StatementRef[],
): Answer => ({
	outcome: part === 'set-up' ? 'unknown' : 'warning',
	evidence: 'evaluated',
	answer: `Not known: role ${permissions.role.name} may do ${actions.join(', ')} under conditions that cannot be judged here.`,
	details: refs.map(ref => `Allowed, with conditions, by ${statementWords(ref)}`),
});

function lacking({part, permissions}: Asked, missing: readonly string[]): Answer {
	const {role, rolePolicies} = permissions;
	const answer: Answer = {
		outcome: outcomes[part],
		evidence: 'evaluated',
		answer: `${openings[part]}no policy of role ${role.name} allows ${missing.join(', ')}.`,
		details: [readWords(rolePolicies), ...(part === 'writing' ? [noPromisedCure] : [])],
	};

	if (isServiceLinked(role)) {
		return {...answer, requests: [serviceLinkedRequest(role)]};
	}

	return {...answer, remedies: [grantLogDelivery(permissions)]};
}

const noPromisedCure =
	'AWS documents ten actions, and many tools grant but the eight that set the delivery up. That the lack of the other two makes anything fail is not confirmed: adding them is what the documentation asks for, and no promised cure.';

const readWords = (rolePolicies: readonly RolePolicy[]): string =>
	rolePolicies.length === 0
		? 'The role has no policies at all.'
		: `Policies read: ${rolePolicies.map(policyWords).join(', ')}.`;
