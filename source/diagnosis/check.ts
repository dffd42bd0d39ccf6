import type {Reads} from '../account/account.ts';
import type {AwsCommand} from '../aws/command.ts';
import type {OpenParts} from '../policy/open-parts.ts';
import type {Detail} from './detail.ts';
import type {Remedy, Request} from './remedy.ts';
import type {StateMachineSubject, Subject} from './subject.ts';

export type Outcome = 'ok' | 'problem' | 'warning' | 'unknown';

/** Where an answer comes from. */
export type Evidence = 'read' | 'evaluated' | 'reported';

/** An answer within an answer: of a part that is no problem. */
export type Beside = {outcome: 'unknown' | 'warning'; answer: string};

type Found = {
	evidence: Evidence;
	/** One sentence; `outcome` says whether it is good news. */
	answer: string;
	details?: Detail[];
	/** The AWS CLI commands that show the same, or that find out what is unknown. */
	findOut?: AwsCommand[];
	/** What it cannot tell or only warns of, beside its problem. */
	besides?: Beside[];
	/** The read that the credentials are not allowed. */
	deniedRead?: string;
	/** For those who can do what sfn-fix will not. */
	requests?: Request[];
};

/**
 * Only what is wrong can be fixed. `notAFault`: AWS itself documents what the person sees. `isGone`: what failed is
 * not asked for any more, so that the failure is explained.
 */
export type Answer =
	| (Found & {outcome: 'ok'; notAFault?: boolean})
	/** The narrowest remedy first. Any one of them fixes the problem. */
	| (Found & {outcome: 'problem'; remedies?: Remedy[]})
	| (Found & {outcome: 'warning'; remedies?: Remedy[]; notAFault?: boolean; isGone?: boolean})
	/** Remedies are applied on demand alone. */
	| (Found & {outcome: 'unknown'; remedies?: Remedy[]});

export type CheckContext = {
	subject: Subject;
	/** Memoised: each read happens once however many checks want it. */
	reads: Reads;
	/** Milliseconds since 1970. */
	now(): number;
	/** Where nothing is deployed yet: how texts show what only the deployment knows. */
	openParts?: OpenParts;
};

export type Check = {
	id: string;
	/** A statement that is true when the check is ok. */
	title: string;
	/**
	 * The AWS CLI commands with which somebody else can find out. Role and log group of the subject are filled in
	 * where they could be read; `now` is in milliseconds since 1970.
	 */
	findOut(subject: Subject, now: number): AwsCommand[];
	/** Health cannot be claimed while a decisive check is unknown. */
	decisive: boolean;
	/** Asks what became of something that is over: no fix changes its answer. */
	aboutThePast?: boolean;
	/** What it cannot tell, a repeat that succeeds proves. */
	provenByRepeat?: boolean;
	/** Checks that do not concern this subject are left out. */
	appliesTo?(subject: Subject): boolean;
	/** Null where what it read shows that it does not concern this subject: then it is left out. */
	run(context: CheckContext): Promise<Answer | null>;
};

export type StateMachineContext = CheckContext & {subject: StateMachineSubject};

type StateMachineCheck = Omit<Check, 'findOut' | 'run'> & {
	findOut(subject: StateMachineSubject, now: number): AwsCommand[];
	run(context: StateMachineContext): Promise<Answer | null>;
};

/** A check that needs a state machine that exists, and is left out where there is none. */
export const stateMachineCheck = (check: StateMachineCheck): Check => ({
	...check,
	appliesTo: subject => subject.kind === 'state-machine' && (check.appliesTo?.(subject) ?? true),
	findOut: (subject, now) => (subject.kind === 'state-machine' ? check.findOut(subject, now) : []),
	run: async ({subject, ...context}) =>
		subject.kind === 'state-machine' ? check.run({...context, subject}) : null,
});
