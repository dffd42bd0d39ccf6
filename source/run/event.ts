import type {LogGroup} from '../account/cloudwatch-logs.ts';
import type {Role} from '../account/iam.ts';
import type {Listed} from '../account/listed.ts';
import type {Profile} from '../account/profiles.ts';
import type {StateMachineSummary} from '../account/step-functions.ts';
import type {RetryResult} from '../changes/retry-context.ts';
import type {AnsweredCheck, Diagnosis} from '../diagnosis/diagnose.ts';
import type {FailureInSight} from '../diagnosis/failure-in-sight.ts';
import type {Explanation} from '../diagnosis/judge-failure.ts';
import type {Change, Remedy} from '../diagnosis/remedy.ts';
import type {Subject} from '../diagnosis/subject.ts';
import type {EvidenceOf} from '../evidence/changes.ts';
import type {FailureEvidence} from '../evidence/evidence.ts';
import type {FailuresRead} from '../failures/read-failures.ts';
import type {Incident} from '../incident/incident.ts';
import type {Target} from '../incident/target.ts';
import type {RecentFailures} from './recent-failures.ts';
import type {LastFailure, RunServices} from './services.ts';
import type {RunState} from './state.ts';
import type {CheckLine, FlowMatch, ShownChange, ShownRetry, Unwritable} from './step.ts';

/** How a write ended. */
export type WriteResult =
	/** `restore` brings back what somebody else wrote in the same moment. */
	| {outcome: 'applied'; warning?: string; restore?: ShownChange}
	/** `isReplaced`: AWS shows what somebody else wrote right after. */
	| {
			outcome: 'not-visible';
			waitedSeconds: number;
			isReplaced?: true;
			warning?: string;
			restore?: ShownChange;
	  }
	/** `now` is null where only new checks can tell what remains to be done. */
	| {outcome: 'moved'; now: ShownChange | null; why: string}
	/** `not-written`: refused before AWS was asked; `failed`: by AWS; `unknown`: AWS may have done it. */
	| {outcome: 'not-written' | 'failed' | 'unknown'; why: string; isDenied?: true};

/** A change that cannot be made, found before anything is written. */
export type RefusedChange = {shown: ShownChange; why: string};

/** What happens: answers of the person, and results of the effects. */
export type RunEvent =
	| {
			type: 'target-found';
			stateMachineArn: string;
			executionArn: string | null;
			mapRunArn: string | null;
	  }
	/** `filter`: what the list of state machines is narrowed to. */
	| {type: 'target-missing'; why: string; filter: string; isGone: boolean}
	| {
			type: 'machines-listed';
			machines: Listed<StateMachineSummary>;
			isArriving: boolean;
			failures: RecentFailures;
			at: number;
	  }
	| {type: 'machines-arrived'; machines: Listed<StateMachineSummary>; isArriving: boolean}
	| {type: 'machine-picked'; machine: StateMachineSummary}
	| {type: 'machine-missing'}
	/** `note`: why the one chosen before was not opened. */
	| {type: 'elsewhere-wanted'; note: string | null}
	| {type: 'profiles-read'; profiles: Profile[]}
	/** `target`: what is looked for there. */
	| {type: 'account-chosen'; profile: string | null; region: string; target: Target | null}
	/** From then on they are the services of the run. */
	| {type: 'account-opened'; services: RunServices}
	/** Typed, pasted or chosen where the state machine is asked for. */
	| {type: 'target-named'; target: Target}
	/** An error where the state machine is asked for: it can say which one is meant. */
	| {type: 'error-given'; text: string}
	/** The state machine that was picked is checked, whatever the error names. */
	| {type: 'mismatch-accepted'}
	| {type: 'roles-listed'; roles: Listed<Pick<Role, 'arn' | 'name'>>}
	| {type: 'role-picked'; arn: string}
	| {type: 'log-groups-listed'; logGroups: Listed<Pick<LogGroup, 'arn' | 'name'>>}
	| {type: 'log-group-wanted'; logGroups: Listed<Pick<LogGroup, 'arn' | 'name'>>}
	| {type: 'log-group-picked'; arn: string | null}
	/** `fixed`: the group of the failure that was repeated; null before the checks. */
	| {type: 'failures-grouped'; failures: FailuresRead; fixed: string | null}
	/** `failure` is what can stand in for a paste. */
	| {type: 'failure-read'; sight: FailureInSight; failure: LastFailure | null; at: number}
	| {type: 'failure-chosen'}
	| {type: 'paste-chosen'; text: string}
	| {type: 'draft-changed'; text: string}
	/** The text that was put there for the person, after it was replaced. */
	| {type: 'offer-restored'}
	| {type: 'draft-submitted'}
	| {type: 'understood'; incident: Incident; readings: FlowMatch[]}
	| {type: 'reading-chosen'; reading: FlowMatch}
	| {type: 'advice-wanted'}
	| {type: 'everything-chosen'}
	/** `?`: why the current question is asked, and all that is known about it. */
	| {type: 'explained'}
	/** What a yes is asked for left the screen with a window that was too small. */
	| {type: 'window-grown'}
	| {type: 'checks-began'; subject: Subject; lines: CheckLine[]; at: number}
	| {type: 'answered'; answered: AnsweredCheck; at: number}
	| {type: 'left-out'; id: string}
	| {
			type: 'diagnosed';
			diagnosis: Diagnosis;
			explanation: Explanation;
			/** What changed since the failure, where that fixed it and was seen. */
			fixedBy?: string | null;
			at: number;
			unwritable?: Unwritable | null;
	  }
	| {type: 'evidence-began'; of: EvidenceOf}
	/** Fits any step: it comes when it comes. */
	| {
			type: 'evidence-read';
			of: EvidenceOf;
			evidence: FailureEvidence;
			unwritable?: Unwritable | null;
	  }
	| {type: 'remedy-chosen'; remedy: Remedy | null}
	| {type: 'prepared'; changes: ShownChange[]; refused: RefusedChange[]}
	| {
			type: 'plan-examined';
			changes: ShownChange[];
			drifted: RefusedChange[];
			refused: RefusedChange[];
	  }
	| {type: 'confirmed'; yes: boolean}
	| {type: 'progress'; line: string}
	/** AWS or the credentials have not answered for some seconds: fits any step. */
	| {type: 'waited'; line: string}
	| {type: 'written'; result: WriteResult}
	/** The account was asked again about writes whose outcome was open. */
	| {type: 'settled'; changes: Array<{change: Change; outcome: 'applied' | 'failed'}>}
	| {type: 'retry-prepared'; offered: ShownRetry | null; others?: string | null}
	| {type: 'input-submitted'}
	| {type: 'retried'; result: RetryResult}
	/** `answer` counts from 0; null: not guessed. */
	| {type: 'guessed'; answer: number | null}
	| {type: 'self-check-skipped'}
	| {type: 'broke'; error: unknown}
	| {type: 'tried-again'}
	| {type: 'went-back'}
	| {type: 'left'}
	| {type: 'interrupted'};

export type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, {type: Type}>;

/** What some events do to the state. An event that does not fit the step changes nothing. */
export type Handlers<Type extends RunEvent['type']> = {
	[Each in Type]: (state: RunState, event: EventOf<Each>) => RunState;
};

/** What an effect works with: the state in which its step began, and where it reports to. */
export type EffectContext = {
	state: RunState;
	services: RunServices;
	dispatch(event: RunEvent): void;
	/** For what outlasts the step. */
	report(event: RunEvent): void;
	signal: AbortSignal;
};
