import type {Identity} from '../account/account.ts';
import type {LogGroup} from '../account/cloudwatch-logs.ts';
import type {Role} from '../account/iam.ts';
import type {StateMachineSummary} from '../account/step-functions.ts';
import type {CommandLocation} from '../aws/command.ts';
import type {ApplyResult} from '../changes/apply-change.ts';
import type {Clock} from '../clock.ts';
import type {Check} from '../diagnosis/check.ts';
import type {AnsweredCheck, Diagnosis} from '../diagnosis/diagnose.ts';
import type {CheckModule, Flow} from '../diagnosis/flow.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import type {Change} from '../diagnosis/remedy.ts';
import type {Retry as PlannedRetry} from '../diagnosis/retry.ts';
import type {Subject} from '../diagnosis/subject.ts';
import type {Facts} from '../incident/facts.ts';
import type {Incident} from '../incident/incident.ts';

/** What the person chose to have examined. */
export type SubjectChoice = {
	stateMachineArn: string | null;
	executionArn: string | null;
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

export type ApplyOptions = {
	/** Aborted by the person's Ctrl-C: stop waiting, and never stop between the journal and the write. */
	signal: AbortSignal;
	/** One line of what goes on, with its bound: `Waiting until IAM shows it (at most 60 s)`. */
	onProgress(line: string): void;
};

/** What failed, ready to be repeated: turning logging on, redriving an execution. */
export type Retry = {
	kind: PlannedRetry['kind'];
	/** As an order: `Turn logging on for orders`, `Redrive the execution nightly-42`. */
	title: string;
	/** What repeating it does besides, for instance that tasks run again. */
	sideEffects: string;
	/** The update that is repeated, shown as a diff; null where it is a call that changes no configuration. */
	change: Change | null;
	/** The equivalent AWS CLI command. */
	command: string;
	/** What it is started with, where the person may give another; null where nothing is asked. */
	input: {offered: string; replacedBy(input: string): Retry} | null;
	/** Repeats it, again and again within a bound while permissions propagate. */
	run(options: ApplyOptions): Promise<RetryResult>;
};

export type RetryResult =
	| {outcome: 'succeeded'; says: string}
	| {outcome: 'failed'; says: string}
	| {outcome: 'moved'; now: Retry};

export type DiffLine = {kind: 'same' | 'removed' | 'added'; text: string};

/** Characters of a document, and the limit that AWS sets. */
export type Sizes = {before: number; after: number; limit: number};

/** The same fix for the tool that owns the resource and would undo it with the next deployment. */
export type ToolPatch = {
	/** `CloudFormation stack orders-prod`, `Terraform`. */
	tool: string;
	warning: string;
	patch: string;
};

/** Everything that the wizard needs from the rest of the program. Every failure is an Error with one clear sentence. */
export type WizardServices = {
	identity: Identity;
	clock: Clock;
	flows: readonly Flow[];
	/** Run where no flow fits, or where the person has no error to show. */
	generalChecks(): Array<Promise<CheckModule>>;
	listStateMachines(): Promise<StateMachineSummary[]>;
	listRoles(): Promise<Array<Pick<Role, 'arn' | 'name'>>>;
	listLogGroups(): Promise<Array<Pick<LogGroup, 'arn' | 'name'>>>;
	understand(text: string): Incident;
	subjectOf(choice: SubjectChoice & {facts: Facts}): Promise<Subject> | Subject;
	/** What the person has to add before the flow's checks can find anything out. */
	missingInput(flow: Flow, subject: Subject): Promise<'log-group' | null>;
	/** Of the given execution, or else of the newest failed one; null where there is none or AWS keeps no record (Express). */
	lastFailure(stateMachineArn: string, executionArn: string | null): Promise<LastFailure | null>;
	/** Reads everything anew: nothing read before a write may be judged after it. */
	diagnose(
		checks: readonly Check[],
		subject: Subject,
		onAnswer: (answered: AnsweredCheck) => void,
		/** Hears the id of a check that turns out not to concern the subject. */
		onLeftOut: (id: string) => void,
	): Promise<Diagnosis>;
	applyChange(change: Change, options: ApplyOptions): Promise<ApplyResult>;
	/** Null where nothing can be repeated. `flow` is null after the general checks. */
	retryFor?(flow: Flow | null, subject: Subject): Promise<Retry | null>;
	mergeChanges(changes: Change[]): Change[];
	/** In human words, with the name: `inline policy sfn-fix-logs of role orders-role`. */
	targetOf(change: Change): string;
	diffLines(change: Change): DiffLine[];
	cliCommand(change: Change): string;
	sizesOf(change: Change): Sizes | null;
	/** Null where no deployment tool owns the resource, as far as can be seen. */
	patchFor?(change: Change, subject: Subject): Promise<ToolPatch | null>;
};

/** The state machine or execution that the command line names, as `parseTarget` gives it. */
export type PresetTarget =
	| {kind: 'name'; name: string}
	| {kind: 'state-machine'; arn: string}
	| {kind: 'execution'; arn: string; stateMachineArn: string};

export type WizardOptions = {
	/** Where printed commands run; absent: in the account's region, with the shell's own profile. */
	location?: CommandLocation;
	readOnly?: boolean;
	/** A yes given beforehand, by `--retry`, to repeating what failed. */
	retry?: boolean;
	/** False prints words without colour. Absent: as NO_COLOR and TERM say. */
	colour?: boolean;
	/** Null or absent outside `sfn-fix demo`. */
	practice?: {title: string; story: string} | null;
	target?: PresetTarget | null;
	/** Given beforehand; together they stand for a state machine that does not exist yet. */
	roleArn?: string | null;
	logGroupArn?: string | null;
	/** The error's text. On the practice account it is offered, otherwise it is taken as pasted. */
	text?: string | null;
	/** The id of the flow to check for, whatever the text says. */
	flow?: string | null;
};

export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 130;
