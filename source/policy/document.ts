export type Effect = 'Allow' | 'Deny';

/** `*` stands for everybody; otherwise the ids by kind, each a list. */
export type PrincipalElement =
	| '*'
	| Partial<Record<'AWS' | 'Service' | 'Federated' | 'CanonicalUser', string[]>>;

/** Operator (`StringEquals`, `ForAllValues:ArnLikeIfExists`, …) to condition key to values. */
export type ConditionBlock = Record<string, Record<string, string[]>>;

/** One statement with every scalar turned into a list. An element that is absent is undefined. */
export type Statement = {
	Sid?: string;
	Effect: Effect;
	Principal?: PrincipalElement;
	NotPrincipal?: PrincipalElement;
	Action?: string[];
	NotAction?: string[];
	Resource?: string[];
	NotResource?: string[];
	Condition?: ConditionBlock;
};

export type PolicyDocument = {
	Version?: string;
	Id?: string;
	Statement: Statement[];
};
