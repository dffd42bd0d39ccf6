import type {Request} from '../../source/diagnosis/remedy.ts';
import type {Statement} from '../../source/policy/document.ts';
import {globCovers, globOf, ignoringCase} from '../../source/policy/wildcard.ts';

type Exempted = {
	actions: readonly string[];
	roleArn: string;
	/** `own`: a policy of this role alone; `shared`: of others too; `fixed`: nobody here can edit it. */
	policy: 'own' | 'shared' | 'fixed';
};

const json = (value: unknown): string => JSON.stringify(value, null, 2);

export const denying = (statement: Statement): {title: string; json: string} => ({
	title: 'The statement that denies:',
	json: json(statement),
});

/** The statement that denies, and what is asked for instead: no more than the role needs. */
export function askedOfDeny(
	statement: Statement | undefined,
	{actions, roleArn, policy}: Exempted,
): NonNullable<Request['deny']> {
	if (statement === undefined) {
		return [];
	}

	const denied = actions.filter(action => denies(statement, action));
	const asked = policy === 'fixed' ? [] : askedOf(statement, {actions: denied, roleArn, policy});
	return [
		denying(statement),
		...(asked.length === 0 ? [] : [{title: 'Requested in its place:', json: json(asked)}]),
	];
}

const covers = (pattern: string, action: string): boolean =>
	globCovers(ignoringCase(globOf(pattern)), ignoringCase(globOf(action)));

const denies = ({Action, NotAction = []}: Statement, action: string): boolean =>
	Action === undefined
		? !NotAction.some(pattern => covers(pattern, action))
		: Action.some(pattern => covers(pattern, action));

/** Empty where the statement as a whole has to go. */
function askedOf(statement: Statement, {actions, roleArn, policy}: Exempted): Statement[] {
	const rest = without(statement, actions);

	if (policy === 'own') {
		return rest ?? [];
	}

	// What cannot be taken out of a wildcard is left to the others who are denied it.
	const {Sid: _, NotAction: __, ...denied} = statement;
	return rest === null
		? [exempting(statement, roleArn)]
		: [exempting({...denied, Action: [...actions]}, roleArn), ...rest];
}

/** Null where they cannot be taken out of a wildcard. */
function without(
	{Action: denied, ...statement}: Statement,
	actions: readonly string[],
): Statement[] | null {
	if (denied === undefined) {
		return [{...statement, NotAction: [...(statement.NotAction ?? []), ...actions]}];
	}

	if (denied.includes('*')) {
		return [{...statement, NotAction: [...actions]}];
	}

	const hits = (pattern: string) => actions.some(action => covers(pattern, action));
	const left = denied.filter(pattern => !hits(pattern));

	if (denied.some(pattern => /[*?]/.test(pattern) && hits(pattern))) {
		return null;
	}

	return left.length > 0 ? [{...statement, Action: left}] : [];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const exempting = (statement: Statement, roleArn: string): Statement => ({
	...statement,
	Condition: exemption(roleArn, statement.Condition),
});

export const exemption = (
	arn: string,
	condition: Statement['Condition'] = {},
): NonNullable<Statement['Condition']> => ({
	...condition,
	ArnNotLike: {
		...condition.ArnNotLike,
		'aws:PrincipalArn': [...(condition.ArnNotLike?.['aws:PrincipalArn'] ?? []), arn],
	},
});
