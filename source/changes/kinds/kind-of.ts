import {actionOf, type Change} from '../../diagnosis/remedy.ts';
import {accountLogResourcePolicy} from './account-log-resource-policy.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';
import {definition} from './definition.ts';
import {logGroup} from './log-group.ts';
import {logGroupResourcePolicy} from './log-group-resource-policy.ts';
import {loggingConfiguration} from './logging-configuration.ts';
import {roleInlinePolicy} from './role-inline-policy.ts';
import {roleManagedPolicy} from './role-managed-policy.ts';
import {roleTrustPolicy} from './role-trust-policy.ts';

type ChangeKinds = {[Kind in Change['kind']]: ChangeKind<ChangeOfKind<Kind>>};

const changeKinds: ChangeKinds = {
	'role-inline-policy': roleInlinePolicy,
	'role-trust-policy': roleTrustPolicy,
	'role-managed-policy': roleManagedPolicy,
	'account-log-resource-policy': accountLogResourcePolicy,
	'log-group-resource-policy': logGroupResourcePolicy,
	'log-group': logGroup,
	'logging-configuration': loggingConfiguration,
	definition,
};

// Every kind is given changes of its own kind alone, which the type of a look-up cannot say.
export const kindOf = (change: Change): ChangeKind<Change> =>
	changeKinds[change.kind] as unknown as ChangeKind<Change>;

/** The same kind of write to the same resource with other texts; null where the resource does not take it. */
export function withTexts(
	change: Change,
	before: string | null,
	after: string | null,
	revisionId: string | null = null,
): Change | null {
	const action = actionOf(before, after);
	const isPossible = (before ?? after) !== null && kindOf(change).actions.includes(action);
	const revision = 'revisionId' in change ? {revisionId} : {};

	return isPossible ? ({...change, ...revision, action, before, after} as Change) : null;
}
