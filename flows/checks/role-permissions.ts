import type {Role, RolePolicy} from '../../source/account/iam.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {NamedPolicy, RequestContext, StatementRef} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {subjectRole} from './subject-role.ts';

/** Everything in sight that has a say in what the subject's role may do. */
export type RolePermissions = {
	role: Role;
	/** As read; the boundary among them. */
	rolePolicies: RolePolicy[];
	policies: NamedPolicy[];
	boundary: NamedPolicy | null;
};

export async function subjectRolePermissions(context: CheckContext): Promise<RolePermissions> {
	const role = await subjectRole(context);
	const rolePolicies = await context.reads.rolePolicies(role.name);
	const boundary = rolePolicies.find(({kind}) => kind === 'boundary');

	return {
		role,
		rolePolicies,
		policies: rolePolicies.filter(({kind}) => kind !== 'boundary').map(named),
		boundary: boundary ? named(boundary) : null,
	};
}

const named = ({name, document}: RolePolicy): NamedPolicy => ({
	name,
	document: parsePolicy(document),
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

/** `inline policy orders-logs, statement DenyAll`. */
export function statementWords(
	ref: StatementRef,
	rolePolicies: readonly RolePolicy[] = [],
): string {
	const kind = rolePolicies.find(({name}) => name === ref.policy)?.kind;
	const statement = ref.sid ?? `${ref.index + 1}`;
	return `${kind ? kindWords[kind] : 'policy'} ${ref.policy}, statement ${statement}`;
}
