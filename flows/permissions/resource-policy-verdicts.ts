import {AccountError} from '../../source/account/account-error.ts';
import {policyHolder} from '../../source/account/resource-policies.ts';
import {parseArn} from '../../source/aws/arn.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {PolicyDocument, PrincipalElement, Statement} from '../../source/policy/document.ts';
import {
	type Decision,
	evaluateDenies,
	evaluateResourcePolicies,
	type StatementRef,
} from '../../source/policy/evaluate.ts';
import {PolicySyntaxError, parsePolicy} from '../../source/policy/parse.ts';
import {roleRequest} from '../common/judge-role-action.ts';
import type {RolePermissions} from '../common/role-permissions.ts';
import {otherAccount} from './across-accounts.ts';
import {aside} from './judge-need.ts';
import {askedContext, type JudgedNeed, reading} from './judged-need.ts';

/** More are not read for what the role's own policies allow already. */
const policiesAtMost = 25;

/**
 * Within one account the policy of a resource allows what it names the role for, whatever the role's own policies
 * say, and denies what they allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 */
export async function withResourcePolicies(
	judged: readonly JudgedNeed[],
	permissions: RolePermissions,
	context: CheckContext,
): Promise<JudgedNeed[]> {
	const allowed = judged.filter(({verdict}) => verdict === 'allowed');
	const holders = new Set(allowed.flatMap(({resource}) => policyHolder(resource)?.arn ?? []));
	const readAll = holders.size <= policiesAtMost;

	return Promise.all(
		judged.map(each =>
			isMissing(each) || (readAll && each.verdict === 'allowed')
				? withPolicy(each, permissions, context)
				: isAcross(each, context)
					? {...each, verdict: 'across' as const}
					: each,
		),
	);
}

/** What executions run without is not asked of another account. */
const isAcross = (judged: JudgedNeed, context: CheckContext): boolean =>
	judged.verdict === 'allowed' &&
	judged.statement.onlyFor === undefined &&
	judged.statement.when === undefined &&
	judged.statement.touched === undefined &&
	otherAccount(judged, context) !== null;

const isMissing = ({verdict}: JudgedNeed): boolean =>
	verdict === 'missing' || verdict === 'beside' || verdict === 'perhaps';

async function withPolicy(
	judged: JudgedNeed,
	permissions: RolePermissions,
	context: CheckContext,
): Promise<JudgedNeed> {
	const {need, resource, action, verdict} = judged;
	const holder = policyHolder(need.today[resource] ?? resource);
	const owner = parseArn(holder?.arn ?? '')?.accountId;
	const across = isAcross(judged, context);
	const unseen: JudgedNeed = across ? {...judged, verdict: 'across'} : judged;

	if (holder === null || (owner !== '' && owner !== context.subject.accountId && !across)) {
		return unseen;
	}

	const name = `policy of ${holder.arn}`;

	try {
		const text = await context.reads.resourcePolicy(holder.arn);
		const asked = {action, resource, ...reading(action, resource), context: askedContext(judged)};

		if (text === null) {
			return unseen;
		}

		// In another account, the policy has to allow the role, by itself or by its account.
		const document = across ? parsePolicy(text) : namingTheRole(parsePolicy(text));
		const request = roleRequest(asked, permissions, context);
		const evaluate = verdict === 'allowed' && !across ? evaluateDenies : evaluateResourcePolicies;
		const decision = evaluate(request, [{name, document}]);
		return across && (decision.answer === 'not-allowed' || decision.answer === 'depends')
			? unseen
			: {...judged, ...combined(judged, decision, document)};
	} catch (error) {
		if (error instanceof AccountError || error instanceof PolicySyntaxError) {
			return verdict === 'missing' ? {...judged, verdict: 'unread'} : unseen;
		}

		throw error;
	}
}

function combined(
	{verdict, refs, statement}: JudgedNeed,
	decision: Decision,
	{Statement}: PolicyDocument,
): Pick<JudgedNeed, 'verdict' | 'refs' | 'on'> {
	const written = (ref: StatementRef) => ({...ref, statement: Statement[ref.index]});

	if (decision.answer === 'explicitly-denied') {
		return {verdict: 'denied', refs: decision.by.map(written)};
	}

	if (decision.answer === 'depends') {
		const isAside = verdict === 'allowed' && statement.touched === undefined;
		const open = verdict === 'missing' || verdict === 'allowed' ? 'depends' : verdict;
		return {
			verdict: (isAside && aside(statement)) || open,
			refs: decision.by.map(written),
			on: decision.on,
		};
	}

	return verdict === 'allowed' || decision.answer === 'not-allowed'
		? {verdict, refs}
		: {verdict: 'allowed', refs: decision.by};
}

/** A statement that names the account leaves the rest to the role's own policies, which were asked. */
const namingTheRole = (document: PolicyDocument): PolicyDocument => ({
	...document,
	Statement: document.Statement.map(statement =>
		statement.Effect === 'Allow' && statement.Principal !== undefined
			? withPrincipal(statement, withoutAccounts(statement.Principal))
			: statement,
	),
});

const withPrincipal = (statement: Statement, Principal: PrincipalElement): Statement => ({
	...statement,
	Principal,
});

const withoutAccounts = (element: PrincipalElement): PrincipalElement =>
	element === '*' || element.AWS === undefined
		? element
		: {
				...element,
				AWS: element.AWS.filter(id => !/^(?:\d{12}|arn:[\w-]+:iam::\d{12}:root)$/.test(id)),
			};
