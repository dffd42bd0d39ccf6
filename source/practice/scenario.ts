import {titleOf} from './scenario-titles.ts';
import type {AccountState} from './state.ts';

/** The account as it is at `now`, in milliseconds since 1970. */
export type ScenarioAccount = (now: number) => AccountState;

/** One situation to practice on. */
export type Scenario = {
	id: string;
	title: string;
	/** What has happened, as a colleague would describe it. */
	story: string;
	/** The error text that the person pastes; null where there is none to paste. */
	paste: string | null;
	/** What the person types: a state machine's name; null where it does not exist yet. */
	target: string | null;
	/** The execution that the person asks about, where it is a certain one. */
	executionArn: string | null;
	/** Where there is no state machine yet: the names of its role and log group. */
	role: string | null;
	logGroup: string | null;
	account: ScenarioAccount;
};

type Given = 'id' | 'story' | 'account';

/** A scenario without what most scenarios do not have. */
export const scenario = (parts: Pick<Scenario, Given> & Partial<Scenario>): Scenario => ({
	title: titleOf(parts.id),
	paste: null,
	target: null,
	executionArn: null,
	role: null,
	logGroup: null,
	...parts,
});
