import type {LogGroup} from '../account/cloudwatch-logs.ts';
import type {Role} from '../account/iam.ts';
import type {Listed} from '../account/listed.ts';
import type {Profile} from '../account/profiles.ts';
import type {StateMachineSummary} from '../account/step-functions.ts';
import type {DescribedChange} from '../changes/describe-change.ts';
import type {Plan} from '../changes/plan.ts';
import type {AnsweredCheck} from '../diagnosis/diagnose.ts';
import type {Flow} from '../diagnosis/flow.ts';
import type {Change, Remedy} from '../diagnosis/remedy.ts';
import type {Retry} from '../diagnosis/retry.ts';
import type {Proof} from '../evidence/proof.ts';
import type {PolicyReview} from '../evidence/review-policy.ts';
import type {ExitStatus} from '../exit-status.ts';
import type {Incident} from '../incident/incident.ts';
import type {Confidence} from '../incident/recognition.ts';
import type {Target} from '../incident/target.ts';
import type {LessonQuestion} from '../practice/lessons/lesson.ts';
import type {RecentFailures} from './recent-failures.ts';
import type {LastFailure, ToolPatch} from './services.ts';

/** A flow that the text fits, with the passages that say so. */
export type FlowMatch = {flow: Flow; confidence: Confidence; quoted: string[]};

/** One check, with its answer once it is there. */
export type CheckLine = {
	id: string;
	title: string;
	answered: AnsweredCheck | null;
	/** Seconds from the start of the checks until the answer. */
	seconds: number | null;
};

/** A change with all that a person is shown of it before the question. */
export type ShownChange = DescribedChange & {
	change: Change;
	/** Of the remedies that it belongs to. */
	remedyIds: string[];
	patch: ToolPatch | null;
	/** The command that prints it as JSON, however long it is. */
	inJson?: string;
	/** Null where nothing of a failed execution can be run alone. */
	proof: Proof | null;
	/** Null where it is no policy, or nobody asked. */
	review: PolicyReview | null;
};

/** What a check found that the person who runs it is not able to write. */
export type Unwritable = {why: string; changes: ShownChange[]};

/** The state that failed still fails with the change: only somebody who reads that can want it. */
export const isRefuted = ({proof}: ShownChange): boolean => proof?.outcome === 'still-fails';

/** `shown` is the update that is repeated; null where it is a call that changes no configuration. */
export type ShownRetry = {retry: Retry; command: string | null; shown: ShownChange | null};

/** `progress` is the latest line about what is being waited for. */
type Waiting = {progress: string | null; interrupted: boolean};

/**
 * Why a change is asked about that was not planned: its resource `moved` after the first yes, or it `restores` what
 * somebody else wrote. A yes given beforehand does not hold for it.
 */
export type Unplanned = {kind: 'moved'; from: ShownChange; why: string} | {kind: 'restores'};

/** A question to the person, or work that is under way until its result arrives as an event. */
export type Step =
	/** `isNamed`: by the person; otherwise the text names it. */
	| {name: 'finding-target'; target: Target; isNamed: boolean}
	| {name: 'listing-machines'; filter: string; note: string | null}
	| {
			name: 'pick-machine';
			machines: Listed<StateMachineSummary>;
			/** More of them are on their way. */
			isArriving: boolean;
			/** As they were at that time. */
			failures: RecentFailures;
			at: number;
			filter: string;
			note: string | null;
	  }
	| {name: 'reading-profiles'; note: string | null}
	| {name: 'pick-account'; profiles: Profile[]; note: string | null}
	| {name: 'opening-account'; profile: string | null; region: string; target: Target | null}
	| {name: 'listing-roles'}
	| {name: 'pick-role'; roles: Listed<Pick<Role, 'arn' | 'name'>>}
	| {name: 'listing-log-groups'}
	| {
			name: 'pick-log-group';
			logGroups: Listed<Pick<LogGroup, 'arn' | 'name'>>;
			/** The checks wait for it; otherwise the subject is still being settled. */
			isForChecks: boolean;
	  }
	| {name: 'grouping-failures'; progress: string | null}
	| {name: 'reading-failure'}
	| {name: 'ask-error'; failure: LastFailure | null}
	| {name: 'paste'; fault: string | null}
	| {name: 'understanding'; text: string}
	/** The text and the subject disagree: which of them holds is said before anything is checked. */
	| {name: 'mismatch'; named: Target | null; namedBy: string; examined: string; why: string[]}
	| {name: 'meaning'; incident: Incident; readings: FlowMatch[]; isAdviceGiven: boolean}
	| {
			name: 'checking';
			lines: CheckLine[];
			startedAt: number | null;
			again: boolean;
			/** Problems that a write was to remove: the checks are repeated while they linger. */
			awaited: string[];
			progress: string | null;
	  }
	/** The verdict is there; what is read beside the checks still comes. */
	| {name: 'reading-evidence'; status: ExitStatus}
	| {name: 'pick-remedy'; problems: AnsweredCheck[]; chosen: Remedy[]}
	| {name: 'preparing'; remedies: Remedy[]}
	/** Whether the account still is what the plan was made on. */
	| {name: 'examining-plan'; plan: Plan}
	| {name: 'confirm'; shown: ShownChange; rest: ShownChange[]; unplanned: Unplanned | null}
	| ({
			name: 'writing';
			shown: ShownChange;
			rest: ShownChange[];
			unplanned: Unplanned | null;
	  } & Waiting)
	| {name: 'preparing-retry'}
	| {
			name: 'ask-input';
			offered: ShownRetry;
			draft: string;
			isOffered: boolean;
			fault: string | null;
	  }
	| {name: 'confirm-retry'; offered: ShownRetry}
	| ({name: 'retrying'; offered: ShownRetry} & Waiting)
	| {name: 'trouble'; failed: Step; error: unknown}
	/** The guide asks before `next` begins; `status` is that of a run which is over but for its questions. */
	| {
			name: 'guide-question';
			questions: readonly LessonQuestion[];
			next: Step;
			status: ExitStatus | null;
			/** Of the self-check at the end; null for the questions before. */
			score: {right: number; of: number} | null;
	  }
	| {name: 'end'};

export type StepName = Step['name'];

export type StepOf<Name extends StepName> = Extract<Step, {name: Name}>;

const returnable: ReadonlySet<StepName> = new Set<StepName>([
	'pick-machine',
	'pick-role',
	'pick-log-group',
	'ask-error',
	'paste',
	'mismatch',
	'meaning',
	'pick-remedy',
	'confirm',
	'ask-input',
]);

/** Going back leads to the last question, never into the middle of a wait or a write. */
export const isReturnable = ({name}: Step): boolean => returnable.has(name);

/** What is under way, in a few words. */
export function workOf(step: Step): string {
	switch (step.name) {
		case 'finding-target':
			return 'Looking for the state machine';
		case 'listing-machines':
			return 'Listing the state machines';
		case 'opening-account':
			return `Asking AWS who you are, in ${step.region}${step.profile ? ` as profile ${step.profile}` : ''}`;
		case 'listing-roles':
			return 'Listing the roles';
		case 'listing-log-groups':
			return 'Listing the log groups';
		case 'grouping-failures':
			return step.progress ?? 'Listing the failed executions';
		case 'reading-failure':
			return 'Looking for the last failed execution';
		case 'understanding':
			return 'Reading the text';
		case 'checking':
			return step.progress ?? (step.again ? 'Checking again' : 'Checking');
		case 'reading-evidence':
			return 'Reading logs and recent changes';
		case 'examining-plan':
			return 'Comparing the account with the plan';
		case 'preparing':
			return 'Preparing the changes';
		case 'preparing-retry':
			return 'Looking whether what failed can be repeated';
		case 'writing':
		case 'retrying':
			return step.progress ?? 'Writing';
		default:
			return '';
	}
}
