import type {Identity} from '../account/account.ts';
import type {CommandLocation} from '../aws/command.ts';
import type {AnsweredCheck, Verdict} from '../diagnosis/diagnose.ts';
import type {FailureInSight} from '../diagnosis/failure-in-sight.ts';
import type {Explanation} from '../diagnosis/judge-failure.ts';
import type {Remedy, Request} from '../diagnosis/remedy.ts';
import type {FailureEvidence} from '../evidence/evidence.ts';
import type {FailuresRead} from '../failures/read-failures.ts';
import type {Incident} from '../incident/incident.ts';
import type {CheckLine, FlowMatch, ShownChange, ShownRetry} from './step.ts';

export type Tone = 'plain' | 'strong' | 'dim' | 'good' | 'warning' | 'bad';

/** What the end says: each list is empty where there is nothing to say. */
export type Summary = {
	headline: string;
	tone: Tone;
	found: string[];
	written: string[];
	/** Chosen and not made, where the run was cut between two changes. */
	notWritten: string[];
	verified: string[];
	notKnown: string[];
	next: string[];
};

/** What the person who can write needs in order to do it: the evidence, the changes, and how to plan and apply them. */
export type HandOver = {
	to: string;
	why: string;
	/** Who examined the account. */
	identity: Identity;
	/** The problems that were found. */
	checks: readonly AnsweredCheck[];
	changes: readonly ShownChange[];
	/** Checks the account again and keeps the changes in a file; then applies them. Empty on the practice account. */
	commands: readonly string[];
	/** Checks it again afterwards; null in a practice. */
	verify: string | null;
};

/** A finished step, as every face shows it and as it stays in the scrollback. */
export type Entry =
	/** `error`: the text of the practice, where nobody is asked for it. */
	| {
			kind: 'banner';
			practice: {title: string; story: string; error: string | null} | null;
			readOnly: boolean;
	  }
	| {kind: 'account'; identity: Identity}
	/** The execution that has to be explained, as it was at that time. */
	| {kind: 'failure'; sight: FailureInSight; at: number}
	/** `examined`: the id of the group whose newest execution is examined next. */
	| {kind: 'groups'; failures: FailuresRead; examined: string | null}
	| {kind: 'answer'; question: string; answer: string}
	| {kind: 'note'; tone: Tone; text: string}
	/** Why the question of this step is asked. Screens show it beside the question: what is above can be out of sight. */
	| {kind: 'reason'; text: string; stepNumber: number}
	/** `isBrief`: the theory behind it is told when asked for. */
	| {
			kind: 'meaning';
			incident: Incident;
			reading: FlowMatch | null;
			others: FlowMatch[];
			isBrief: boolean;
	  }
	| {kind: 'advice'; incident: Incident; reading: FlowMatch}
	| {
			kind: 'checks';
			location: CommandLocation;
			lines: CheckLine[];
			verdict: Verdict;
			explanation: Explanation;
			seconds: number;
			again: boolean;
			/** Ids of those whose answer has been printed before. */
			repeated: string[];
			/** A choice follows: what is ok takes one line together, and details are told when asked for. */
			isBrief: boolean;
			/** Each permission by itself, however many. */
			isWhole?: true;
	  }
	/** `isBrief`: a choice follows, and the rest is told when asked for. */
	| {kind: 'evidence'; evidence: FailureEvidence; location: CommandLocation; isBrief: boolean}
	/** One problem with the fixes to choose from. */
	| {kind: 'remedies'; problem: AnsweredCheck}
	/** All that could be done, where nothing is chosen. */
	| {kind: 'offers'; remedies: Remedy[]}
	| {kind: 'requests'; requests: Request[]; location: CommandLocation}
	/** What this person is not able to write, for the one who is. */
	| {kind: 'hand-over'; handOver: HandOver; location: CommandLocation}
	/** `isBrief`: without the command that does the same, which is told when asked for. */
	| {kind: 'change'; shown: ShownChange; position: number; total: number; isBrief: boolean}
	| {kind: 'retry'; offered: ShownRetry}
	| {kind: 'command'; command: string}
	| {kind: 'summary'; summary: Summary}
	/** What the guide of a lesson says. */
	| {kind: 'guide'; heading: string; paragraphs: readonly string[]};
