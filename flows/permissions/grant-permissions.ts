import type {Remedy} from '../../source/diagnosis/remedy.ts';
import type {Statement} from '../../source/policy/document.ts';
import type {RoleWithPolicies} from '../common/sfn-fix-permissions.ts';
import {permissionChanges} from './permission-changes.ts';

/** `forWhom` names the states, or who else has the role do it. */
export type Grant = {id: string; title: string; forWhom: string; statements: readonly Statement[]};

/** Exactly these statements, in a policy of their own. */
export function grantPermissions(
	holder: RoleWithPolicies,
	{id, title, forWhom, statements}: Grant,
): Remedy {
	const changes = permissionChanges(holder, statements);
	const managed = changes.filter(({kind}) => kind === 'role-managed-policy');
	const where =
		managed.length > 0
			? `${managed.length === 1 ? 'a managed policy' : `${managed.length} managed policies`}, since the role's inline policies leave no room`
			: 'an inline policy of their own, so that they can be seen and taken back by themselves';

	return {
		id,
		title,
		why: `Needed for ${forWhom}. Added in ${where}; the role's other policies stay as they are.`,
		widens: widening(statements),
		changes,
	};
}

function widening(statements: readonly Statement[]): string | null {
	const actions = statements
		.filter(({Resource: resources = []}) => resources.includes('*'))
		.flatMap(({Action: all = []}) => all);

	return actions.length === 0
		? null
		: `The resource is * for ${[...new Set(actions)].join(', ')}, as AWS documents it: the role may do it anywhere in the account.`;
}
