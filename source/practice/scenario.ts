import type {AccountState} from './state.ts';

/** The account as it stands at `now`, in milliseconds since 1970. */
export type ScenarioAccount = (now: number) => AccountState;

/** One situation to practise on. */
export type Scenario = {
	id: string;
	title: string;
	/** What has happened, as a colleague would tell it. */
	story: string;
	/** The error text that the person pastes; null where there is none to paste. */
	paste: string | null;
	/** What the person types: a state machine's name; null where it does not exist yet. */
	target: string | null;
	/** Where there is no state machine yet: the names of its role and log group. */
	role: string | null;
	logGroup: string | null;
	account: ScenarioAccount;
};
