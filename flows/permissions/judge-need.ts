import {policyHolder} from '../../source/account/resource-policies.ts';
import {type Arn, formatArn, parseArn} from '../../source/aws/arn.ts';
import type {NeededStatement} from '../../source/definition/need.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {getOrMake} from '../../source/policy/coverage-index.ts';
import {patternCovers} from '../../source/policy/covered.ts';
import type {Statement} from '../../source/policy/document.ts';
import type {Decision, StatementRef} from '../../source/policy/evaluate.ts';
import {globOf, globsOverlap} from '../../source/policy/wildcard.ts';
import {type JudgedRoleAction, judgeRoleAction} from '../common/judge-role-action.ts';
import {type RolePermissions, statementAt} from '../common/role-permissions.ts';
import {
	askedContext,
	type JudgedNeed,
	type NeedVerdict,
	type RequestedAccess,
	reading,
} from './judged-need.ts';

/** By the role's policies and boundary alone. Many states ask for the same: `known` keeps what was judged. */
export function judgeNeed(
	asked: RequestedAccess,
	permissions: RolePermissions,
	context: CheckContext,
	known: Map<string, JudgedRoleAction>,
): JudgedNeed {
	const carried = askedContext(asked);
	const beside = Object.keys(carried).length === 0 ? '' : JSON.stringify(carried);
	const judge = (resource: string) =>
		getOrMake(known, `${asked.action} ${resource} ${beside}`, () => {
			const {action} = asked;
			const request = {action, resource, ...reading(action, resource), context: carried};
			return judgeRoleAction(request, permissions, context);
		});
	const {decision, deniedByBoundary} = decide(asked, judge, permissions, context);

	if (deniedByBoundary && decision.answer !== 'explicitly-denied') {
		return {...asked, verdict: aside(asked.statement) ?? 'boundary', refs: []};
	}

	return {...asked, ...judgedInParts(asked, decision, judge, permissions)};
}

/** Where it is open whether what is called is what is allowed, what is known of it beside its name can tell. */
function judgedInParts(
	asked: RequestedAccess,
	decision: Decision,
	judge: (resource: string) => JudgedRoleAction,
	permissions: RolePermissions,
): Omit<JudgedNeed, keyof RequestedAccess> {
	const {parts = [], except = []} = asked.statement;

	if (decision.answer !== 'depends' || !decision.on.includes('resource')) {
		return verdictOf(asked, decision, permissions);
	}

	const ofParts = parts.map(part => judge(part).decision);
	const worst =
		ofParts.find(({answer}) => answer === 'explicitly-denied') ??
		ofParts.find(({answer}) => answer === 'not-allowed');

	if (worst || (ofParts.length > 0 && ofParts.every(({answer}) => answer === 'allowed'))) {
		return verdictOf(asked, worst ?? ofParts[0] ?? decision, permissions);
	}

	const isExcepted =
		except.length > 0 &&
		decision.by.every(ref => onlyAllows(statementAt(ref, permissions), asked.resource, except));

	return verdictOf(
		asked,
		isExcepted ? {answer: 'not-allowed', because: 'no-statement'} : decision,
		permissions,
	);
}

/** Whether a statement allows, of these resources, none but the excepted. */
const onlyAllows = (
	statement: Statement | undefined,
	resource: string,
	except: readonly string[],
): boolean =>
	statement?.Effect === 'Allow' &&
	statement.Resource !== undefined &&
	statement.Resource.filter(pattern => globsOverlap(globOf(pattern), globOf(resource))).every(
		pattern => except.some(each => patternCovers(each, pattern, false)),
	);

/**
 * What the state is known to call today counts for its resource. One that only the run tells may lie in another
 * region or account than the resource that would be granted.
 */
function decide(
	{need, statement, resource}: RequestedAccess,
	judge: (resource: string) => JudgedRoleAction,
	permissions: RolePermissions,
	{subject}: CheckContext,
): JudgedRoleAction {
	const today = need.today[resource];
	const isAnywhere = statement.dynamic && !statement.located;
	const wide = isAnywhere ? widened(resource, subject.accountId) : resource;
	const first = judge(wide);

	if (today !== undefined && first.decision.answer !== 'allowed') {
		return judge(today);
	}

	if (wide === resource || first.decision.answer !== 'depends') {
		return first;
	}

	const within = judge(resource);
	const elsewhere = placesIn(first.decision.by, permissions).map(place =>
		judge(formatArn({...(parseArn(resource) ?? emptyArn), ...place})),
	);
	// A wildcard for the region fits more than any region: what the statements name settles it.
	const isNowhere = [within, ...elsewhere].every(({decision}) => decision.answer === 'not-allowed');
	return within.decision.answer === 'allowed' || isNowhere ? within : first;
}

const emptyArn: Arn = {partition: 'aws', service: '', region: '', accountId: '', resource: ''};

/** The regions and accounts that statements name resources in. */
const placesIn = (
	refs: readonly StatementRef[],
	permissions: RolePermissions,
): Array<Pick<Arn, 'region' | 'accountId'>> =>
	refs.flatMap(ref => {
		const {Resource = [], NotResource = []} = statementAt(ref, permissions) ?? {};

		return [...Resource, ...NotResource].map(pattern => {
			const {region = '*', accountId = '*'} = parseArn(pattern) ?? {};
			return {region, accountId};
		});
	});

function widened(resource: string, accountId: string): string {
	const arn = parseArn(resource);
	return arn && arn.accountId === accountId
		? formatArn({...arn, region: arn.region && '*', accountId: '*'})
		: resource;
}

function verdictOf(
	asked: RequestedAccess,
	decision: Decision,
	permissions: RolePermissions,
): Omit<JudgedNeed, keyof RequestedAccess> {
	const {statement, resource} = asked;

	switch (decision.answer) {
		case 'allowed':
			return {verdict: 'allowed', refs: decision.by};
		case 'explicitly-denied':
			// Whether the call touches what is denied is not known, and a denial is never less than nothing allowed.
			return {
				verdict: statement.touched === undefined ? (aside(statement) ?? 'denied') : 'open',
				refs: decision.by,
			};
		case 'depends': {
			const isDenied = decision.by.some(ref => statementAt(ref, permissions)?.Effect === 'Deny');

			if (statement.touched !== undefined) {
				// A Deny of a part is not known to leave out what the call touches.
				return {verdict: isDenied ? 'open' : 'touched', refs: []};
			}

			const isOpen = decision.on.includes('resource');
			const isTheOne = isOpen && !isDenied && decision.on.length === 1 && isOnlyOne(resource);
			const verdict = isTheOne ? 'allowed' : isOpen ? 'open' : 'depends';
			return {
				verdict: verdict === 'allowed' ? verdict : (aside(statement) ?? verdict),
				refs: decision.by,
				on: decision.on,
			};
		}
		case 'not-allowed':
			return {verdict: missing(asked, permissions), refs: [], isNowhere: true};
	}
}

/**
 * Secrets Manager ends a name in six characters of its own: another secret of that name there is not. The secret of
 * a connection is named after it.
 */
const isOnlyOne = (resource: string): boolean =>
	/:secret:(?:[^*]+-\?{6}|events!connection\/[^*/]+\/\*)$/.test(resource);

/** What is missing beside the call itself breaks no execution by itself. */
export function aside({onlyFor, when, touched}: NeededStatement): NeedVerdict | null {
	if (onlyFor !== undefined) {
		return 'beside';
	}

	return when !== undefined ? 'perhaps' : touched !== undefined ? 'touched' : null;
}

function missing(
	{statement, action, resource}: RequestedAccess,
	{policies}: RolePermissions,
): NeedVerdict {
	if (statement.someOf) {
		return 'missing';
	}

	// Nothing is granted on an inference about what a call touches.
	if (statement.touched !== undefined) {
		return 'open';
	}

	// The policy of a bucket that is not known may name the role, if the role has any part in what is run.
	if (
		statement.dynamic &&
		/^s3:/i.test(action) &&
		policyHolder(resource) === null &&
		policies.length > 0
	) {
		return aside(statement) ?? 'unread';
	}

	// Passing a role is granted on AWS's word alone, not on our reading of its documentation.
	const isGuess = statement.inferred === true && action === 'iam:PassRole';
	return aside(statement) ?? (isGuess ? 'perhaps' : 'missing');
}
