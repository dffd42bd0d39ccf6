import type {Identity} from '../account/account.ts';
import type {AwsLocation} from '../aws/location.ts';
import type {RetryOutcome} from '../changes/retry-context.ts';
import type {Diagnosis} from '../diagnosis/diagnose.ts';
import type {FailureInSight} from '../diagnosis/failure-in-sight.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import type {Explanation} from '../diagnosis/judge-failure.ts';
import type {Subject} from '../diagnosis/subject.ts';
import type {EvidenceOf} from '../evidence/changes.ts';
import type {FailureEvidence} from '../evidence/evidence.ts';
import type {ExitStatus} from '../exit-status.ts';
import type {FailuresRead} from '../failures/read-failures.ts';
import {noFacts} from '../incident/facts.ts';
import type {Incident} from '../incident/incident.ts';
import type {LessonStopName} from '../practice/lessons/lesson.ts';
import type {Entry} from './entry.ts';
import type {RunOptions, SubjectChoice} from './services.ts';
import {
	type FlowMatch,
	isReturnable,
	type ShownChange,
	type Step,
	type StepName,
	type StepOf,
	type Unwritable,
} from './step.ts';

/** What is settled before the first step. */
export type Settings = Required<RunOptions> & {identity: Identity; location: AwsLocation};

/** What became of a change that was proposed. */
export type ChangeOutcome =
	| 'applied'
	| 'not-visible'
	| 'moved'
	| 'not-written'
	| 'failed'
	| 'unknown';

export type ProposedChange = {
	shown: ShownChange;
	outcome: ChangeOutcome;
	/** Whether there was a yes to it. */
	confirmed: boolean;
	/** Why, or what else there is to know; null where the outcome says all. */
	message: string | null;
	/** AWS said that this person is not allowed to. */
	isDenied?: true;
	/** AWS shows what somebody else wrote right after. */
	isReplaced?: true;
};

export type Repeated = {
	title: string;
	outcome: RetryOutcome | 'not-retried';
	message: string | null;
	/** Null where none was started or redriven. */
	executionArn: string | null;
};

/** What is read beside the checks. `of` is the failure that it is about. */
export type EvidenceState =
	| {status: 'not-read'}
	| {status: 'reading'; of: EvidenceOf}
	| {status: 'read'; evidence: FailureEvidence; isShown: boolean};

/** Neither a proof nor a failure: what was repeated runs on, or was not seen. */
export const isOutcomeOpen = ({outcome}: Repeated): boolean =>
	outcome === 'still-running' || outcome === 'unknown';

export type RunState = {
	settings: Settings;
	/** Counts the steps; what an effect reports belongs to the step that started it. */
	stepNumber: number;
	step: Step;
	/** The questions answered so far, to go back to. Emptied by the first write. */
	answered: Step[];
	transcript: Entry[];
	choice: SubjectChoice | null;
	/** The state machine that the text names has been looked for. */
	isNamedLookedFor: boolean;
	/** The failed executions of the window that the command line names; null until they were read. */
	failures: FailuresRead | null;
	/** The id of the group whose newest execution is examined; null where none is. */
	groupId: string | null;
	/** How many failed besides the one examined, where something was written and nobody grouped them; null where none did. */
	otherFailures: string | null;
	/** Names of state machines that were looked for in vain: they are not offered again. */
	missingMachines: readonly string[];
	/** Null until it was read for the state machine that was chosen. */
	sight: FailureInSight | null;
	/** The failure that stands in for a paste: its root is what is examined. */
	followed: FollowedFailure | null;
	/** The text as pasted so far: going back never loses it. */
	draft: string;
	/** The draft is the scenario's own: the first key or paste replaces it. */
	draftIsOffered: boolean;
	incident: Incident;
	/** The checks no longer find what the plan in hand fixes. */
	isProblemGone: boolean;
	/** Null until a text was understood. */
	readings: FlowMatch[] | null;
	/** The flow that is checked; null before it is chosen and for the general checks. */
	reading: FlowMatch | null;
	subject: Subject | null;
	/** The latest. */
	diagnosis: Diagnosis | null;
	evidence: EvidenceState;
	unwritable: Unwritable | null;
	/** Something was written since the latest diagnosis. */
	isUnverified: boolean;
	/** Whether the checks explain the failure in sight. */
	explanation: Explanation;
	/** What changed since the failure, where that fixed it and was seen. */
	fixedBy: string | null;
	/** What the first checks found, for the summary. */
	problemsFound: string[];
	/** Ids of the remedies offered so far: one that did not hold is not offered again. */
	remediesOffered: string[];
	/** Ids of the problems that the person left as they are. */
	problemsLeft: string[];
	changesTotal: number;
	/** Every change that was proposed, in the order in which it was settled. */
	changes: ProposedChange[];
	retried: Repeated | null;
	/** The other executions of the same cause; null where they were not repeated. */
	groupRetried: Repeated | null;
	/** Where the guide has spoken so far. */
	guided: readonly LessonStopName[];
	/** Why the run cannot go on, where the command line leaves something open that cannot be asked. */
	refusal: {kind: 'usage' | 'no-verdict'; message: string} | null;
	status: ExitStatus | null;
};

export const noIncident: Incident = {text: '', facts: noFacts, matches: []};

/** Moves on, remembering a question for the way back. */
export const goTo = (state: RunState, step: Step): RunState => ({
	...state,
	stepNumber: state.stepNumber + 1,
	step,
	answered: isReturnable(state.step) ? [...state.answered, state.step] : state.answered,
});

export const say = (state: RunState, ...entries: Entry[]): RunState => ({
	...state,
	transcript: [...state.transcript, ...entries],
});

export function isOn<Name extends StepName>(
	state: RunState,
	name: Name,
): state is RunState & {step: StepOf<Name>} {
	return state.step.name === name;
}

const written: readonly ChangeOutcome[] = ['applied', 'not-visible', 'unknown'];

/** The changes that stand in the account, or that may stand there. */
export const writtenChanges = ({changes}: Pick<RunState, 'changes'>): ProposedChange[] =>
	changes.filter(({outcome}) => written.includes(outcome));

/** Records what became of changes; what the checks said before a write is not known to hold after it. */
export const withChanges = (state: RunState, added: readonly ProposedChange[]): RunState => ({
	...state,
	changes: [...state.changes, ...added],
	isUnverified: state.isUnverified || writtenChanges({changes: [...added]}).length > 0,
});

/** What is written on the practice account outlives a run in the wizard alone. */
export const staysUndoable = ({settings: {practice}}: RunState): boolean =>
	!practice || practice.meant !== undefined;

/** The failure that is examined; null where none was found. */
export const failureToExplain = ({
	followed,
	sight,
}: Pick<RunState, 'followed' | 'sight'>): FollowedFailure | null =>
	followed ?? (sight?.kind === 'failed' ? sight.followed : null);
