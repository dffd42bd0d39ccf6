import type {Retry} from '../diagnosis/retry.ts';
import type {Entry} from './entry.ts';
import type {Handlers} from './event.ts';
import {requestsEntry} from './finish.ts';
import {executionsOf} from './retry-input.ts';
import {evidenceEntry} from './show-evidence.ts';
import {type RunState, say, staysUndoable} from './state.ts';
import type {Step} from './step.ts';

/** `?` at a question: tells at length what was told in short, and asks again. */
export const explainEvents: Handlers<'explained' | 'window-grown'> = {
	explained(state) {
		const text = reasonOf(state);
		const stepNumber = state.stepNumber + 1;
		return text === undefined
			? state
			: {...say(state, {kind: 'reason', text, stepNumber}, ...inFull(state)), stepNumber};
	},

	'window-grown'(state) {
		const kind = {confirm: 'change', 'confirm-retry': 'retry'}[state.step.name as string];
		const proposal = state.transcript.findLast(entry => entry.kind === kind);
		return proposal ? say(state, proposal) : state;
	},
};

/** Whether `?` has anything to tell here. */
export const isExplainable = ({step}: RunState): boolean => reasons[step.name] !== undefined;

export const whyAskBeforeWrite =
	'A yes writes exactly the lines shown: + adds a line, - removes one. The resource is read again first: if it is different by then, nothing is written.';

/** Why each question is asked, and what follows from an answer. */
const reasons: Partial<Record<Step['name'], string>> = {
	'pick-machine':
		'The checks look at one state machine: its definition, role, log group and executions. Nothing is written by choosing it.',
	'pick-account':
		'Another profile has its own credentials and often its own account; a region has its own state machines. Nothing of the account before is kept.',
	'pick-role':
		'The state machine does not exist yet, so nothing says which role it gets. The checks look at the permissions and the trust policy of this role.',
	'pick-log-group':
		'The checks look at this log group, at the permissions to deliver logs to it, and at its resource policies.',
	'ask-error':
		'The error decides which checks are made. Without one, everything that the state machine needs is checked, which takes longer and says less.',
	paste:
		'The error decides which checks are made: its name, the denied action and the ARNs are read from it. It does not leave this program.',
	mismatch: 'The wrong state machine shows no problem. Choose the right one first.',
	meaning:
		'The checks read the account with your credentials (Get, List and Describe calls, and the IAM policy simulator). They write nothing.',
	'pick-remedy':
		'The first fix grants least. "Widens" names what a fix allows beyond the call that failed. Each change is shown as a diff before it is written. Press ? again for every check in full.',
	confirm: whyAskBeforeWrite,
	'ask-input':
		'The execution starts with this input, and its states run for real: messages are sent, records are written.',
	'confirm-retry':
		'The outcome shows whether the cause is gone. A no ends here; changes that were made stay.',
	trouble: 'The calls above failed. Trying again repeats them with the same credentials.',
	'guide-question': 'Guess first: a wrong answer changes nothing, and the explanation follows.',
};

/** What a yes does. */
const yesTo: Record<Retry['kind'], string> = {
	'turn-logging-on':
		'A yes updates the logging configuration of the state machine, as the diff shows. It starts no execution.',
	redrive:
		'A yes redrives the execution: what did not succeed runs again, for real, with its side effects. What succeeded does not run again.',
	'start-execution':
		'A yes starts a new execution: it runs from the first state, for real, with the side effects of each state.',
	'repeat-group':
		'A yes repeats each of these executions: a redrive runs what did not succeed again, for real, with its side effects; a new execution runs from the first state.',
};

function reasonOf(state: RunState): string | undefined {
	const {step} = state;
	const reason = reasons[step.name];

	if (step.name === 'confirm-retry') {
		return `${yesTo[step.offered.retry.kind]} ${reason}`;
	}

	return step.name === 'confirm' && staysUndoable(state)
		? `${reason} sfn-fix undo reverts the change.`
		: reason;
}

/** Null until it is asked for. */
export const reasonShown = ({transcript, stepNumber}: RunState): string | null =>
	transcript.flatMap(entry =>
		entry.kind === 'reason' && entry.stepNumber === stepNumber ? [entry.text] : [],
	)[0] ?? null;

/** What was told in short. */
function inFull(state: RunState): Entry[] {
	const {step, transcript} = state;

	switch (step.name) {
		case 'meaning':
			return theory(state);
		case 'pick-remedy': {
			const [problem] = step.problems;
			const checks = transcript.findLast(entry => entry.kind === 'checks');
			const remedies: Entry[] = problem ? [{kind: 'remedies', problem}] : [];

			// All of it fills several screens: the first key tells what the question needs.
			return transcript.at(-1)?.kind !== 'remedies'
				? remedies
				: [
						...theory(state),
						...(checks ? [{...checks, isBrief: false, isWhole: true as const, repeated: []}] : []),
						...evidenceEntry(state, false),
						...requestsEntry(state, state.diagnosis),
						...remedies,
					];
		}
		case 'confirm': {
			const change = transcript.findLast(entry => entry.kind === 'change');
			return change ? [{...change, isBrief: false}] : [];
		}
		case 'confirm-retry': {
			const {command, retry} = step.offered;
			const executions: Entry[] =
				retry.kind === 'repeat-group'
					? [{kind: 'note', tone: 'plain', text: executionsOf(retry.members)}]
					: [];
			return command === null ? executions : [...executions, {kind: 'command', command}];
		}
		default:
			return [];
	}
}

function theory({transcript, reading, step}: RunState): Entry[] {
	const meaning = transcript.findLast(entry => entry.kind === 'meaning');
	const isChosen = step.name === 'meaning' || meaning?.reading?.flow.id === reading?.flow.id;
	return meaning?.reading && isChosen ? [{...meaning, isBrief: false}] : [];
}
