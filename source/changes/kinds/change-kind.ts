import type {Account, Reads} from '../../account/account.ts';
import type {AwsCommand} from '../../aws/command.ts';
import type {Change} from '../../diagnosis/remedy.ts';
import type {PolicyDocument} from '../../policy/document.ts';

export type ChangeOfKind<Kind extends Change['kind']> = Extract<Change, {kind: Kind}>;

/** What stands in the account now: the text as AWS returns it, null where there is nothing. */
export type LiveState = {
	text: string | null;
	revisionId: string | null;
	/** The text of what is there but not in use: a managed policy that is attached to nothing. */
	leftover?: string;
};

type SizeLimit = {limit: number; measure(text: string): number};

/** Everything that sfn-fix knows about one kind of change. */
export type ChangeKind<C extends Change> = {
	/** A role's trust policy, for one, always exists: it is updated, never created or deleted. */
	actions: ReadonlyArray<C['action']>;
	/** Equal for two changes exactly where they write to the same thing. */
	key(change: C): string;
	/** In a person's words, with the name. */
	target(change: C): string;
	read(change: C, reads: Reads): Promise<LiveState>;
	/**
	 * Creates, updates or deletes; returns the new revision where AWS tells it. `again`: an earlier attempt may have
	 * done a part of it, so what is done already is passed over.
	 */
	write(change: C, account: Account, again?: boolean): Promise<string | null>;
	/** The same write with the AWS CLI. */
	commands(change: C): AwsCommand[];
	/** Whether two texts say the same. */
	sameText(one: string, other: string): boolean;
	size: SizeLimit | null;
	/** How a policy document is printed for this place; null where the text is no policy. */
	printPolicy: ((document: PolicyDocument) => string) | null;
};
