import type {Role, RolePolicy} from '../../source/account/iam.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {NamedPolicy, RequestContext, StatementRef} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {subjectRoleName} from './subject-role.ts';

/** Everything visible that decides what the subject's role is allowed to do. */
export type RolePermissions = {
	role: Role;
	/** As read; the boundary among them. */
	rolePolicies: RolePolicy[];
	policies: OpenPolicy[];
	boundary: OpenPolicy | null;
};

/** A policy whose statements can depend on what only its deployment tells. */
export type OpenPolicy = NamedPolicy & Pick<RolePolicy, 'settledFor'>;

export async function subjectRolePermissions(context: CheckContext): Promise<RolePermissions> {
	const name = await subjectRoleName(context);
	// Its policies are asked for by its name: waiting for the role would only take longer.
	context.reads.rolePolicies(name).catch(() => {});

	return permissionsOf(await context.reads.role(name), context);
}

export async function permissionsOf(role: Role, {reads}: CheckContext): Promise<RolePermissions> {
	const rolePolicies = await reads.rolePolicies(role.name);
	const boundary = rolePolicies.find(({kind}) => kind === 'boundary');

	return {
		role,
		rolePolicies,
		policies: rolePolicies.filter(({kind}) => kind !== 'boundary').map(named),
		boundary: boundary ? named(boundary) : null,
	};
}

const named = (policy: RolePolicy): OpenPolicy => ({
	name: policyWords(policy),
	document: parsePolicy(policy.document),
	...(policy.settledFor && {settledFor: policy.settledFor}),
});

/** What is known of a request that this role makes from Step Functions. */
export const roleRequestContext = (role: Role, {subject}: CheckContext): RequestContext => ({
	'aws:PrincipalArn': {known: [role.arn]},
	'aws:PrincipalAccount': {known: [subject.accountId]},
	'aws:PrincipalType': {known: ['AssumedRole']},
	'aws:RequestedRegion': {known: [subject.region]},
	'aws:SecureTransport': {known: ['true']},
});

const kindWords: Record<RolePolicy['kind'], string> = {
	inline: 'inline policy',
	'customer-managed': 'customer-managed policy',
	'aws-managed': 'AWS-managed policy',
	boundary: 'permissions boundary',
};

/** `inline policy orders-logs`: a role may have two policies of one name. */
export const policyWords = ({kind, name}: RolePolicy): string => `${kindWords[kind]} ${name}`;

/** `inline policy orders-logs, statement DenyAll`; a statement without a Sid by its number. */
export const statementWords = ({policy, sid, index}: StatementRef): string =>
	`${policy}, statement ${sid ?? index + 1}`;
