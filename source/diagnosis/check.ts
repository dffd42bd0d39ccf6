import type {Reads} from '../account/account.ts';
import type {Remedy, Request} from './remedy.ts';
import type {Subject} from './subject.ts';

export type Outcome = 'ok' | 'problem' | 'warning' | 'unknown';

/** Where an answer comes from. */
export type Evidence = 'read' | 'evaluated' | 'simulated' | 'reported';

export type Answer = {
	outcome: Outcome;
	evidence: Evidence;
	answer: string;
	details?: string[];
	/** Narrowest first. Any one of them mends the problem. */
	remedies?: Remedy[];
	/** For those who can do what sfn-fix will not. */
	requests?: Request[];
	/** The fault is none: AWS itself documents what the person sees. */
	notAFault?: boolean;
};

export type CheckContext = {
	subject: Subject;
	/** Memoised: each read happens once however many checks want it. */
	reads: Reads;
	/** Milliseconds since 1970. */
	now(): number;
};

export type Check = {
	id: string;
	/** A statement that is true when the check is ok. */
	title: string;
	/** The AWS CLI command with which somebody else can find out. */
	command(subject: Subject): string;
	/** Health cannot be claimed while a decisive check is unknown. */
	decisive: boolean;
	/** Asks what became of something that is over: no fix changes its answer. */
	aboutThePast?: boolean;
	/** Checks that do not concern this subject are left out. */
	appliesTo?(subject: Subject): boolean;
	/** Null where what it read shows that it does not concern this subject: then it is left out. */
	run(context: CheckContext): Promise<Answer | null>;
};
