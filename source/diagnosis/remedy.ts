import type {AwsCommand} from '../aws/command.ts';

/** `before` and `after` are the exact texts of the resource. */
type Create = {action: 'create'; before: null; after: string};
type Update = {action: 'update'; before: string; after: string};
type Delete = {action: 'delete'; before: string; after: null};

type ChangeOf<Kind extends string, Texts, Where extends object> = Where & {kind: Kind} & Texts;

/** One write to one AWS resource. */
export type Change =
	| ChangeOf<'role-inline-policy', Create | Update | Delete, {roleName: string; policyName: string}>
	| ChangeOf<'role-trust-policy', Update, {roleName: string}>
	| ChangeOf<
			'role-managed-policy',
			Create | Delete,
			{roleName: string; policyArn: string; policyName: string}
	  >
	| ChangeOf<'account-log-resource-policy', Create | Update | Delete, {policyName: string}>
	| ChangeOf<
			'log-group-resource-policy',
			Create | Update | Delete,
			{logGroupArn: string; policyName: string; revisionId: string | null}
	  >
	| ChangeOf<'log-group', Create | Delete, {logGroupName: string}>
	| ChangeOf<'logging-configuration', Update, {stateMachineArn: string; revisionId: string | null}>
	| ChangeOf<'definition', Update, {stateMachineArn: string; revisionId: string | null}>;

export const creating = (after: string): Create => ({action: 'create', before: null, after});

export const updating = (before: string, after: string): Update => ({
	action: 'update',
	before,
	after,
});

export const deleting = (before: string): Delete => ({action: 'delete', before, after: null});

/** Creates what does not exist yet, and updates what does. */
export const putting = (before: string | null, after: string): Create | Update =>
	before === null ? creating(after) : updating(before, after);

export const actionOf = (before: string | null, after: string | null): Change['action'] =>
	after === null ? 'delete' : before === null ? 'create' : 'update';

/** One way to fix a problem. */
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
export type Request = {
	to: string;
	text: string;
	/** What they can run for it. */
	commands?: AwsCommand[];
	/** The statement that their policy has to have, as it can be pasted. */
	policy?: string;
	/** The statement that denies as it is, and as it should be. */
	deny?: Array<{title: string; json: string}>;
};
