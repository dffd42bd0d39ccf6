import type {NeededStatement} from '../../source/definition/need.ts';
import {type Change, creating, type Remedy} from '../../source/diagnosis/remedy.ts';
import type {PolicyDocument, Statement} from '../../source/policy/document.ts';
import {
	iamPolicyCharacters,
	managedPolicyMaxCharacters,
	roleInlinePoliciesMaxCharacters,
} from '../../source/policy/measure.ts';
import {addStatements} from '../../source/policy/merge.ts';
import {printPolicy} from '../../source/policy/parse.ts';
import {count, listOf} from '../../source/text.ts';
import {
	ownPolicyChange,
	ownPolicyName,
	policyArnBeside,
	type RoleWithPolicies,
} from '../common/sfn-fix-permissions.ts';

/** `neededFor` names the states, or who else uses the role. */
export type Grant = {
	id: string;
	title: string;
	neededFor: string;
	statements: readonly Statement[];
};

/** Exactly these statements, in a separate policy. */
export function grantPermissions(
	holder: RoleWithPolicies,
	{id, title, neededFor, statements}: Grant,
): Remedy {
	const changes = permissionChanges(holder, statements);
	const managed = changes.filter(({kind}) => kind === 'role-managed-policy').length;
	const how =
		managed > 0
			? `Adds ${count(managed, 'managed policy', 'managed policies')}, since the role's inline policies have no room left`
			: 'Adds a separate inline policy that is easy to review and remove';

	return {
		id,
		title,
		why: `Needed for ${neededFor}. ${how}; the role's other policies stay as they are.`,
		widens: widening(statements),
		changes,
	};
}

function widening(statements: readonly Statement[]): string | null {
	const everywhere = statements
		.filter(({Resource: resources = []}) => resources.includes('*'))
		.flatMap(({Action: all = []}) => all);
	const types = statements.flatMap(({Action: all = [], Resource: resources = []}) =>
		resources.filter(isWholeType).map(resource => `${all.join(', ')} on ${resource}`),
	);
	const sentences = [
		...(everywhere.length > 0
			? [
					`The role is allowed ${[...new Set(everywhere)].join(', ')} on every resource of the account: AWS documents Resource "*" for it.`,
				]
			: []),
		...(types.length > 0
			? [`The definition does not name a single resource, so the role gets ${listOf(types)}.`]
			: []),
	];

	return sentences.length > 0 ? sentences.join(' ') : null;
}

/** Every resource of a type in the account: `function:*`, `job/*`, every object of every bucket. */
const isWholeType = (resource: string): boolean =>
	resource !== '*' && /^[^*]*:(?:[\w-]+[:/])?\*(?::\*|\/\*)?$/.test(resource);

/**
 * Sfn-fix's inline policy with the statements added; where the role's inline policies have no room for them,
 * as many managed policies as they fill: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
function permissionChanges(holder: RoleWithPolicies, statements: readonly Statement[]): Change[] {
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

/** A name that no policy of the role has yet: a managed policy is never overwritten. */
function managedPolicyChange(
	{role, rolePolicies}: RoleWithPolicies,
	document: PolicyDocument,
	index: number,
): Change {
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
		policyArn: policyArnBeside(role, policyName),
		...creating(printPolicy(document)),
	};
}

type Needed = {statement: NeededStatement; action: string; resource: string};

/** What is missing, as policy statements: each said once, with the conditions that AWS documents. */
export const neededStatements = (missing: readonly Needed[]): Statement[] =>
	addStatements(null, alike(byStatement(missing))).Statement;

function byStatement(missing: readonly Needed[]): Statement[] {
	const sets = new Map<NeededStatement, {actions: Set<string>; resources: Set<string>}>();

	for (const {statement, action, resource} of missing) {
		const {actions, resources} = sets.get(statement) ?? {actions: new Set(), resources: new Set()};
		sets.set(statement, {actions: actions.add(action), resources: resources.add(resource)});
	}

	return [...sets].map(([{conditions}, {actions, resources}]) => ({
		Effect: 'Allow',
		Action: [...actions],
		Resource: [...resources],
		...(conditions && {Condition: conditions}),
	}));
}

/** Thousands that differ in the one resource that they name are one statement before they are compared. */
function alike(statements: readonly Statement[]): Statement[] {
	const groups = new Map<string, Statement[]>();

	for (const statement of statements) {
		const key = JSON.stringify([statement.Action, statement.Condition]);
		const there = groups.get(key);

		if (there) {
			there.push(statement);
		} else {
			groups.set(key, [statement]);
		}
	}

	return [...groups.values()].flatMap(group => {
		const [first] = group;
		const resources = group.flatMap(({Resource = []}) => Resource);
		const isPlain = !resources.some(resource => /[*?$]/.test(resource));

		return first && isPlain ? [{...first, Resource: [...new Set(resources)]}] : group;
	});
}
