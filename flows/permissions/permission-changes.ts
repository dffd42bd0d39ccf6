import type {Change} from '../../source/diagnosis/remedy.ts';
import type {PolicyDocument, Statement} from '../../source/policy/document.ts';
import {
	iamPolicyCharacters,
	managedPolicyMaxCharacters,
	roleInlinePoliciesMaxCharacters,
} from '../../source/policy/measure.ts';
import {printPolicy} from '../../source/policy/parse.ts';
import {
	ownPolicyChange,
	ownPolicyName,
	type RoleWithPolicies,
} from '../common/sfn-fix-permissions.ts';

/**
Sfn-fix's inline policy with the statements added; where the role's inline policies have no room for them,
as many managed policies as they fill: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
*/
export function permissionChanges(
	holder: RoleWithPolicies,
	statements: readonly Statement[],
): Change[] {
	const change = ownPolicyChange(holder, statements);

	return change.kind === 'role-inline-policy' && fitsInline(change, holder)
		? [change]
		: managedPolicies(statements).map((document, index) =>
				managedPolicyChange(holder, document, index),
			);
}

function fitsInline(
	{policyName, after}: Extract<Change, {kind: 'role-inline-policy'}>,
	{rolePolicies}: RoleWithPolicies,
): boolean {
	const others = rolePolicies
		.filter(({kind, name}) => kind === 'inline' && name !== policyName)
		.map(({document}) => iamPolicyCharacters(document));
	const total = others.reduce((sum, size) => sum + size, iamPolicyCharacters(after ?? ''));

	return total <= roleInlinePoliciesMaxCharacters;
}

/** Fills one policy after the other; a statement too large for one is split by its resources. */
function managedPolicies(statements: readonly Statement[]): PolicyDocument[] {
	const documents: PolicyDocument[] = [];

	for (const statement of statements.flatMap(inParts)) {
		const last = documents.at(-1);
		const longer = last && {...last, Statement: [...last.Statement, statement]};

		if (longer && fitsManaged(longer)) {
			documents[documents.length - 1] = longer;
		} else {
			documents.push({Version: '2012-10-17', Statement: [statement]});
		}
	}

	return documents;
}

function inParts(statement: Statement): Statement[] {
	const {Resource: resources = []} = statement;

	if (resources.length < 2 || fitsManaged({Version: '2012-10-17', Statement: [statement]})) {
		return [statement];
	}

	const middle = Math.ceil(resources.length / 2);
	const halves = [resources.slice(0, middle), resources.slice(middle)];

	return halves.flatMap(half => inParts({...statement, Resource: half}));
}

const fitsManaged = (document: PolicyDocument): boolean =>
	iamPolicyCharacters(printPolicy(document)) <= managedPolicyMaxCharacters;

/** A name that no policy of the role has yet: a managed policy is never written over. */
function managedPolicyChange(
	{role, rolePolicies}: RoleWithPolicies,
	document: PolicyDocument,
	index: number,
): Change {
	const [, partition, , , accountId] = role.arn.split(':');
	const base = `${ownPolicyName}-${role.name}`;
	const taken = new Set(rolePolicies.map(({name}) => name));
	const free = [base, ...Array.from({length: 99}, (_, number) => `${base}-${number + 2}`)].filter(
		name => !taken.has(name),
	);
	const policyName = free[index] ?? base;

	return {
		kind: 'role-managed-policy',
		roleName: role.name,
		policyName,
		policyArn: `arn:${partition}:iam::${accountId}:policy/${policyName}`,
		before: null,
		after: printPolicy(document),
	};
}
