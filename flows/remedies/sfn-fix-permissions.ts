import type {Change} from '../../source/diagnosis/remedy.ts';
import type {Statement} from '../../source/policy/document.ts';
import {addStatements} from '../../source/policy/merge.ts';
import {parsePolicy, printPolicy} from '../../source/policy/parse.ts';

/** The inline policy that holds all that sfn-fix ever adds to a role, so that it can be taken back by itself. */
export const ownPolicyName = 'sfn-fix-permissions';

/** `before` is the live text of that inline policy, null where the role has none. Its statements are kept. */
export const ownPolicyChange = (
	roleName: string,
	before: string | null,
	statements: Statement[],
): Change => ({
	kind: 'role-inline-policy',
	roleName,
	policyName: ownPolicyName,
	before,
	after: printPolicy(addStatements(before === null ? null : parsePolicy(before), statements)),
});
