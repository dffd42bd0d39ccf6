import type {Role, RolePolicy} from '../../source/account/iam.ts';
import {parseArn} from '../../source/aws/arn.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {type OpenPolicy, policiesToEvaluate} from '../../source/diagnosis/role-policies.ts';
import type {Statement} from '../../source/policy/document.ts';
import type {PolicyRequest, RequestContext, StatementRef} from '../../source/policy/evaluate.ts';
import {unreadStatement} from '../../source/policy/open-parts.ts';
import {subjectRoleName} from './subject-role.ts';

/** Everything visible that decides what the subject's role is allowed to do. */
export type RolePermissions = {
	role: Role;
	/** As read; the boundary among them. */
	rolePolicies: RolePolicy[];
	policies: OpenPolicy[];
	boundary: OpenPolicy | null;
};

export async function subjectRolePermissions(context: CheckContext): Promise<RolePermissions> {
	const name = await subjectRoleName(context);
	// Its policies are asked for by its name: waiting for the role would only take longer.
	context.reads.rolePolicies(name).catch(() => {});

	return permissionsOf(await context.reads.role(name), context);
}

/** The statement that a decision goes back to. */
export const statementAt = (
	{policy, index}: StatementRef,
	{policies, boundary}: RolePermissions,
): Statement | undefined =>
	[...policies, ...(boundary ? [boundary] : [])].find(({name}) => name === policy)?.document
		.Statement[index];

export async function permissionsOf(role: Role, {reads}: CheckContext): Promise<RolePermissions> {
	const rolePolicies = await reads.rolePolicies(role.name);

	return {role, rolePolicies, ...policiesToEvaluate(rolePolicies)};
}

/**
 * What is known of a request that this role makes from Step Functions: a session of its own, made now, without MFA
 * and on behalf of no other service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function roleRequestContext(
	role: Role,
	{action, resource}: Pick<PolicyRequest, 'action' | 'resource'>,
	{subject, now, openParts}: Pick<CheckContext, 'subject' | 'now' | 'openParts'>,
): RequestContext {
	const time = now();
	const last = lastContexts.get(role);
	const isOpen = openParts?.isIn(subject.region) ?? false;
	// A service is called in the region of the state machine, where what is called has to be.
	const own = (isOpen && regionOf(resource)) || subject.region;
	const region = isGlobal.test(action) ? null : own;

	if (last?.time === time && last.region === region && last.accountId === subject.accountId) {
		return last.context;
	}

	const context = sessionContext(role, region, subject.accountId, new Date(time).toISOString());
	lastContexts.set(role, {time, region, accountId: subject.accountId, context});
	return context;
}

const regionOf = (resource: string): string =>
	/^[a-z-]{2,20}-\d{1,2}$/.exec(parseArn(resource)?.region ?? '')?.[0] ?? '';

/** Thousands of requests are judged within one millisecond. */
const lastContexts = new WeakMap<
	Role,
	{time: number; region: string | null; accountId: string; context: RequestContext}
>();

function sessionContext(
	role: Role,
	region: string | null,
	accountId: string,
	time: string,
): RequestContext {
	return {
		'aws:PrincipalArn': {known: [role.arn]},
		'aws:PrincipalAccount': {known: [accountId]},
		'aws:PrincipalType': {known: ['AssumedRole']},
		'aws:username': 'absent',
		'aws:RequestedRegion': region === null ? 'unknown' : {known: [region]},
		'aws:SecureTransport': {known: ['true']},
		// No endpoint of AWS takes an older one.
		's3:TlsVersion': {either: [{known: ['1.2']}, {known: ['1.3']}]},
		'aws:CurrentTime': {known: [time]},
		'aws:EpochTime': {known: [time]},
		'aws:TokenIssueTime': {known: [time]},
		'aws:MultiFactorAuthPresent': {either: ['absent', {known: ['false']}]},
		'aws:MultiFactorAuthAge': 'absent',
		'aws:ViaAWSService': {known: ['false']},
		'aws:CalledVia': 'absent',
		'aws:CalledViaFirst': 'absent',
		'aws:CalledViaLast': 'absent',
		'aws:SourceArn': 'absent',
		'aws:SourceAccount': 'absent',
		'aws:SourceOwner': 'absent',
		'aws:SourceOrgID': 'absent',
		'aws:PrincipalIsAWSService': {known: ['false']},
		'aws:PrincipalTag/*': role.areTagsUnknown ? 'unknown' : 'absent',
		...Object.fromEntries(
			Object.entries(role.tags).map(([key, value]) => [
				`aws:PrincipalTag/${key}`,
				{known: [value]},
			]),
		),
	};
}

/** Services with one endpoint for all regions: which region a request to them names is theirs to say. */
const isGlobal =
	/^(?:iam|route53|cloudfront|organizations|budgets|ce|support|health|shield|globalaccelerator):/i;

/** Why it cannot be told what decides, where that is a policy whose statements are not known. */
export const unreadReasons = (
	refs: readonly StatementRef[],
	{policies, boundary}: RolePermissions,
): string[] => [
	...new Set(
		[
			...policies.filter(({name}) =>
				refs.some(({policy, sid}) => policy === name && sid === unreadStatement),
			),
			...(boundary ? [boundary] : []),
		].flatMap(({unread}) => unread ?? []),
	),
];

/** `inline policy orders-logs, statement DenyAll`; a statement without a Sid by its number. */
export const statementWords = ({policy, sid, index}: StatementRef): string =>
	`${policy}, statement ${sid ?? index + 1}`;
