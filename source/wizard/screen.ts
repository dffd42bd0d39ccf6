import type {LogGroup} from '../account/cloudwatch-logs.ts';
import type {Role} from '../account/iam.ts';
import type {StateMachineSummary} from '../account/step-functions.ts';
import type {AnsweredCheck} from '../diagnosis/diagnose.ts';
import type {Flow} from '../diagnosis/flow.ts';
import type {Change, Remedy} from '../diagnosis/remedy.ts';
import type {Incident} from '../incident/incident.ts';
import type {Confidence} from '../incident/recognition.ts';
import type {DiffLine, LastFailure, Retry, Sizes, ToolPatch} from './services.ts';

/** A flow that the text fits, with the passages that say so. */
export type Reading = {flow: Flow; confidence: Confidence; quoted: string[]};

/** One question, with its answer once it is there. */
export type CheckLine = {
	id: string;
	title: string;
	answered: AnsweredCheck | null;
	/** Seconds from the start of the checks until the answer. */
	seconds: number | null;
};

/** A change with all that a person is shown of it before the question. */
export type ShownChange = {
	change: Change;
	target: string;
	diff: DiffLine[];
	command: string;
	sizes: Sizes | null;
	patch: ToolPatch | null;
};

export type ShownRetry = {retry: Retry; shown: ShownChange | null};

/** `progress` is the latest line of what goes on. */
type Waiting = {progress: string | null; interrupted: boolean};

/** Everything that can stand in the live part of the terminal. */
export type Screen =
	| {name: 'listing-machines'}
	| {name: 'pick-machine'; machines: StateMachineSummary[]; filter: string; note: string | null}
	| {name: 'listing-roles'}
	| {name: 'pick-role'; roles: Array<Pick<Role, 'arn' | 'name'>>}
	| {name: 'listing-log-groups'}
	| {
			name: 'pick-log-group';
			logGroups: Array<Pick<LogGroup, 'arn' | 'name'>>;
			/** The checks wait for it; otherwise what is examined is still being settled. */
			isForChecks: boolean;
	  }
	| {name: 'reading-failure'}
	| {name: 'ask-error'; failure: LastFailure | null}
	| {name: 'paste'}
	| {name: 'understanding'; text: string}
	| {name: 'meaning'; incident: Incident; readings: Reading[]; isAdviceGiven: boolean}
	| {name: 'checking'; lines: CheckLine[]; startedAt: number | null; again: boolean}
	| {name: 'pick-remedy'; problems: AnsweredCheck[]; chosen: Remedy[]}
	| {name: 'preparing'; remedies: Remedy[]}
	| {name: 'confirm'; shown: ShownChange; rest: ShownChange[]}
	| ({name: 'writing'; shown: ShownChange; rest: ShownChange[]} & Waiting)
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
	| {name: 'trouble'; failed: Screen}
	| {name: 'end'};

export type ScreenName = Screen['name'];

export type ScreenOf<Name extends ScreenName> = Extract<Screen, {name: Name}>;

const questions: ReadonlySet<ScreenName> = new Set<ScreenName>([
	'pick-machine',
	'pick-role',
	'pick-log-group',
	'ask-error',
	'paste',
	'meaning',
	'pick-remedy',
	'ask-input',
]);

/** Going back leads to the last question, never into the middle of a wait or a write. */
export const isQuestion = ({name}: Screen): boolean => questions.has(name);
