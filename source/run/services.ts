import type {Identity} from '../account/account.ts';
import type {LogGroup} from '../account/cloudwatch-logs.ts';
import type {Role} from '../account/iam.ts';
import type {Listed} from '../account/listed.ts';
import type {Profile} from '../account/profiles.ts';
import type {Execution, StateMachineSummary} from '../account/step-functions.ts';
import type {AwsLocation} from '../aws/location.ts';
import type {ApplyResult} from '../changes/apply-change.ts';
import type {PatchFormat} from '../changes/patch-for-tool.ts';
import type {Plan} from '../changes/plan.ts';
import type {RetryResult} from '../changes/retry-context.ts';
import type {Clock} from '../clock.ts';
import type {ChangeSince, Suspected} from '../diagnosis/changed-since.ts';
import type {Check} from '../diagnosis/check.ts';
import type {AnsweredCheck, Diagnosis} from '../diagnosis/diagnose.ts';
import type {FailureInSight, FailureQuery} from '../diagnosis/failure-in-sight.ts';
import type {CheckModule, Flow} from '../diagnosis/flow.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import type {Owner} from '../diagnosis/ownership.ts';
import type {Change} from '../diagnosis/remedy.ts';
import type {Retry} from '../diagnosis/retry.ts';
import type {Subject} from '../diagnosis/subject.ts';
import type {EvidenceOf} from '../evidence/changes.ts';
import type {FailureEvidence} from '../evidence/evidence.ts';
import type {DefinitionUpdate, Proof} from '../evidence/proof.ts';
import type {PolicyReview} from '../evidence/review-policy.ts';
import type {FailureGroup} from '../failures/failure-groups.ts';
import type {FailuresRead} from '../failures/read-failures.ts';
import type {Facts} from '../incident/facts.ts';
import type {Incident} from '../incident/incident.ts';
import type {Target} from '../incident/target.ts';
import type {KnownSubject} from '../incident/understand.ts';
import type {Lesson} from '../practice/lessons/lesson.ts';

import type {RecentFailures} from './recent-failures.ts';

/** What the person chose to have examined. */
export type SubjectChoice = {
	stateMachineArn: string | null;
	executionArn: string | null;
	/** The Map Run that the person named, of that execution. */
	mapRunArn: string | null;
	/** Set where no state machine exists yet, or where the command line names it. */
	roleArn: string | null;
	/** Without the trailing `:*`. */
	logGroupArn: string | null;
};

/** What an execution that failed left behind. */
export type LastFailure = {
	executionArn: string;
	executionName: string;
	stoppedAt: Date | null;
	/** Error and cause of its root as one text, ready to be understood. */
	text: string;
	followed: FollowedFailure;
};

export const isRunning = ({followed}: Pick<LastFailure, 'followed'>): boolean =>
	followed.failure.status === 'RUNNING';

export type EffectOptions = {
	/** Aborted by the person's Ctrl-C: stops the waiting, and never comes between the journal and the write. */
	signal: AbortSignal;
	/** One line about what is being waited for, with its bound. */
	onProgress(line: string): void;
};

/** The same fix for the tool that owns the resource and would undo it with the next deployment. */
export type ToolPatch = {
	/** `CloudFormation stack orders-prod, resource OrdersRole`, `Terraform`. */
	tool: string;
	/** Null where no tag names one. */
	owner: Owner | null;
	warning: string;
	/** Null unless `--patch` asks for it. */
	patch: string | null;
	/** Prints the patch; null where it is printed, or where the tool has none. */
	command?: string | null;
};

export type FoundTarget =
	| {
			kind: 'found';
			stateMachineArn: string;
			executionArn: string | null;
			mapRunArn: string | null;
	  }
	/** `isGone`: it is in this account and region, and is not there. */
	| {kind: 'missing'; why: string; filter: string; isGone: boolean};

/** Absent where there is one account alone, as in a practice. */
export type Elsewhere = {
	profiles(): Profile[];
	/** Throws AccountError. */
	open(where: {profile: string | null; region: string}): Promise<RunServices>;
};

/** All that a run asks of the account and of the flows. Every failure is an Error with one clear sentence. */
export type RunServices = {
	identity: Identity;
	location: AwsLocation;
	clock: Clock;
	elsewhere?: Elsewhere;
	flows: readonly Flow[];
	/** Run where no flow fits, or where the person has no error to show. */
	generalChecks(): Array<Promise<CheckModule>>;
	findTarget(target: Target): Promise<FoundTarget>;
	/** `onPage` receives what is listed so far, while more is to come. */
	listStateMachines(
		onPage?: (soFar: StateMachineSummary[]) => void,
	): Promise<Listed<StateMachineSummary>>;
	/** What is known in a short time of when each last failed. */
	recentFailures(machines: readonly StateMachineSummary[]): Promise<RecentFailures>;
	listRoles(): Promise<Listed<Pick<Role, 'arn' | 'name'>>>;
	listLogGroups(): Promise<Listed<Pick<LogGroup, 'arn' | 'name'>>>;
	/** Why any of these changes cannot be made: asked for all before the first is written. */
	refusedAmong(changes: readonly Change[]): Promise<Array<{change: Change; why: string}>>;
	/** What is no longer what the change was planned on, and why: asked for all before the first is written. */
	driftedAmong(changes: readonly Change[]): Promise<Array<{change: Change; why: string}>>;
	/** `known`: what is known of the state machine that the text is said to concern. */
	understand(text: string, known?: KnownSubject): Incident;
	/** The role that the state machine runs as; null where it cannot be read or none was chosen. */
	roleOf(choice: SubjectChoice): Promise<string | null>;
	subjectOf(choice: SubjectChoice & {facts: Facts}): Subject;
	/** What the person has to add before the flow's checks can answer anything. */
	missingInput(flow: Flow, subject: Subject): Promise<'log-group' | null>;
	/** What has to be explained before anything is called healthy: the execution named, or else the newest one. */
	failureInSight(examined: FailureQuery): Promise<FailureInSight>;
	/** Whether an ok of the checks means that what failed was changed since. */
	changeSince(followed: FollowedFailure, suspected: Suspected): Promise<ChangeSince>;
	/** The change made from this machine that fixes such a failure and was not undone, in words. */
	ownFix(flow: string, subject: Subject): Promise<string | null>;
	/** The failed executions since then, by root. Throws AccountError where none can be listed. */
	failuresSince(
		stateMachineArn: string,
		since: number,
		options: EffectOptions,
	): Promise<FailuresRead>;
	/** At most 100, whatever their status. Throws AccountError. */
	newestExecutions(stateMachineArn: string): Promise<Execution[]>;
	/** Of the given execution, or else of the newest failed one; null where there is none or AWS keeps no record (Express). */
	lastFailure(stateMachineArn: string, executionArn: string | null): Promise<LastFailure | null>;
	/** Has the checks read what they will need, for the first `diagnose`. What they find is left to that. */
	askAhead(checks: readonly Check[], subject: Subject): void;
	/** Reads everything anew: nothing read before a write may be judged after it. */
	diagnose(
		checks: readonly Check[],
		subject: Subject,
		onAnswer: (answered: AnsweredCheck) => void,
		/** Receives the id of a check that turns out not to apply to the subject. */
		onLeftOut: (id: string) => void,
	): Promise<Diagnosis>;
	/** What explains the failure beside the checks: none of it decides. Never rejects. */
	gatherEvidence(of: EvidenceOf): Promise<FailureEvidence>;
	/** Nothing but the evidence is waited for any more: it gets a few seconds. */
	hurryEvidence(): void;
	/** What AWS says of a policy that a change writes; null where it writes none. Never rejects. */
	reviewPolicy(change: Change): Promise<PolicyReview | null>;
	/** The failed state run alone, before and after a change of its definition. It holds up no write: never rejects. */
	prove(change: DefinitionUpdate, followed: FollowedFailure): Promise<Proof>;
	/**
	 * What by now is known of changes whose answer was lost, or that AWS did not show: the account is asked. Those of
	 * which nothing new is known are left out.
	 */
	settle(
		changes: readonly Change[],
	): Promise<Array<{change: Change; outcome: 'applied' | 'failed'}>>;
	/** Records whether what this run wrote has held so far: its checks, and repeating what failed. */
	markVerified(isVerified: boolean): Promise<void>;
	/** The first of these writes that IAM's simulator says this person is not allowed; null where it does not say so. */
	deniedWrite(changes: readonly Change[]): Promise<{action: string; resource: string} | null>;
	applyChange(
		change: Change,
		options: EffectOptions & {remedyId: string | null},
	): Promise<ApplyResult>;
	/** Null where nothing can be repeated. `flow` is null after the general checks. */
	retryFor(flow: Flow | null, subject: Subject): Promise<Retry | null>;
	/** Null where none is left to repeat. */
	groupRetryFor(
		stateMachineArn: string,
		group: FailureGroup,
		known: {isDefinitionWritten: boolean; repeatedArn: string | null},
	): Promise<Retry | null>;
	runRetry(retry: Retry, options: EffectOptions): Promise<RetryResult>;
	/** Null where no deployment tool owns the resource, as far as can be seen. */
	patchFor(change: Change, subject: Subject, format: PatchFormat | null): Promise<ToolPatch | null>;
};

/** `meant` is what the scenario is about, so that nothing else is examined by accident. */
export type Practice = {
	id: string;
	title: string;
	story: string;
	meant?: {target: string | null; role: string | null; logGroup: string | null};
};

/** What is settled before a run begins. */
export type RunOptions = {
	/** `check` ends with the verdict, `fix` goes on to the changes. */
	goal?: 'check' | 'fix';
	/** Only the checks: no logs and no recent changes are read beside them, and no state is tested. */
	isQuick?: boolean;
	/** Whether what is left open can be asked; otherwise it is decided by flags, or refused. */
	isInteractive?: boolean;
	/** A list can be picked from while the rest of it arrives. */
	takesPartOfList?: boolean;
	/** A list of the caller comes before the first question. */
	leavesOnBack?: boolean;
	/** Another profile or region can be chosen. */
	canSwitch?: boolean;
	/** What keeps changes from being written; null where nothing does. */
	writesOff?: WritesOff | null;
	/** Ids of remedies that the command line names. */
	remedies?: readonly string[];
	/** The tool whose words the changes are printed in as well. */
	patch?: PatchFormat | null;
	/** The changes to apply, made earlier: nothing else is written. */
	plan?: Plan | null;
	/** Null or absent outside the practice account. */
	practice?: Practice | null;
	/** The lesson that is played on the practice account. */
	lesson?: Lesson | null;
	target?: Target | null;
	/** Given beforehand; together they stand for a state machine that does not exist yet. */
	roleArn?: string | null;
	logGroupArn?: string | null;
	/** The error's text, taken as pasted. */
	text?: string | null;
	/** The error of the practice scenario, offered where the person is asked for one. */
	offeredText?: string | null;
	/** The id of the flow to check for, whatever the text says. */
	flow?: string | null;
	/** How far back failed executions are grouped by their cause, in milliseconds; null where they are not. */
	since?: number | null;
};

/** `cannot-ask`: there is nobody to say yes, and no flag that does. `planning`: the changes go into a file. */
export type WritesOff = 'read-only' | 'dry-run' | 'planning' | 'patch-only' | 'cannot-ask';
