/** One write to one AWS resource. `before` and `after` are the exact texts; null means that it is not there. */
type ChangeOf<Kind extends string, Where extends object> = Where & {
	kind: Kind;
	before: string | null;
	after: string | null;
};

export type Change =
	| ChangeOf<'role-inline-policy', {roleName: string; policyName: string}>
	| ChangeOf<'role-trust-policy', {roleName: string}>
	| ChangeOf<'role-managed-policy', {roleName: string; policyArn: string; policyName: string}>
	| ChangeOf<'account-log-resource-policy', {policyName: string}>
	| ChangeOf<
			'log-group-resource-policy',
			{logGroupArn: string; policyName: string; revisionId: string | null}
	  >
	| ChangeOf<'log-group', {logGroupName: string}>
	| ChangeOf<'logging-configuration', {stateMachineArn: string; revisionId: string | null}>
	| ChangeOf<'definition', {stateMachineArn: string; revisionId: string | null}>;

/** One way to mend a problem. */
export type Remedy = {
	/** Stable within its flow: what `--remedy` takes. */
	id: string;
	title: string;
	why: string;
	/** What becomes possible that was not before, beyond the failure itself; null where nothing does. */
	widens: string | null;
	changes: Change[];
};

/** What somebody else has to do: never written by sfn-fix. */
export type Request = {to: string; text: string};
