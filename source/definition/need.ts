import type {OnlyFor, SourceConfidence} from './integrations.ts';

export type NeededStatement = {
	actions: string[];
	/** Never empty. */
	resources: string[];
	/** Operator to condition key to values: a policy's ConditionBlock. */
	conditions?: Record<string, Record<string, string[]>>;
	/** In words: needed only if this holds, which the definition does not tell. */
	when?: string;
	/** Reasoned from AWS's documentation, not stated by it. */
	inferred?: boolean;
	/** What it concerns is known only when the state runs; `resources` are what AWS documents for that. */
	dynamic?: boolean;
	/** Dynamic, and yet in the account and region of `resources`. */
	located?: boolean;
	/** Granted by name alone: what stands in `resources` is only judged by. */
	byName?: true;
	/** What is called is none of these, although `resources` cover them. */
	except?: string[];
	/** Each of these is called among others. */
	parts?: string[];
	/** Needed in place of the statement on the same resources, where there is one: the definition does not tell which. */
	instead?: true;
	/** The call is about one of `resources`, and the definition does not tell which. */
	oneOf?: true;
	/** What else grants of such a call name: where these alone are allowed, it cannot be told. Never granted. */
	alternatives?: string[];
	/** One of `resources` is called for certain, whatever `when` says: allowed on none of them it is missing. */
	someOf?: true;
	/** Executions run without it, but for this. */
	onlyFor?: OnlyFor;
	/**
	 * In words, what the call touches beyond what the definition names: whether the role has the permission
	 * is judged as far as it goes, and it is never granted on this inference.
	 */
	touched?: string;
	/** Condition keys that the request carries, by what the definition says. */
	carries?: Record<string, string[]>;
};

export type PassedRole = {
	/** Where it is named, for example `Overrides.TaskRoleArn` or `task definition: taskRoleArn`. */
	parameter: string;
	/** Null where the definition does not tell it. */
	roleArn: string | null;
	/** `iam:PassedToService`; null where AWS documents none or it is unconfirmed. */
	passedToService: string | null;
	inferred: boolean;
	/** In words, where `roleArn` is null. */
	unknown: string | null;
	/** The ARN with `*` for its parts that are not known, where its beginning is. */
	like?: string;
	/** In words: passed only if this holds, which the definition does not tell. */
	when?: string;
};

/** What one state, or one feature of the state machine, needs from the state machine's role. */
export type Need = {
	/** The state's name; for a feature its name in words. */
	state: string;
	/** The state's path; empty for a feature of the whole state machine. */
	path: string;
	/** As in the state's Resource without `arn:PARTITION:states:::`, or `feature:NAME`. */
	integration: string;
	/** `iam:PassRole` is among them for every role that the state itself names. */
	statements: NeededStatement[];
	passedRoles: PassedRole[];
	/** The EventBridge rule that a `.sync` integration makes; its statement is among `statements`. */
	managedRule: string | null;
	/** What the definition does not tell, in words. */
	unknowns: string[];
	confidence: SourceConfidence;
};
