import type {RetryOutcome, RetryResult} from '../changes/retry-context.ts';
import type {Retry} from '../diagnosis/retry.ts';
import {count} from '../text.ts';
import {startChecks} from './continue.ts';
import type {Tone} from './entry.ts';
import type {Handlers} from './event.ts';
import {finish, whyNotWritten} from './finish.ts';
import {inputFault} from './input-fault.ts';
import {isGroupOpen, othersOfGroup} from './not-examined.ts';
import {inputOf, withInput} from './retry-input.ts';
import {
	failureToExplain,
	goTo,
	isOn,
	type Repeated,
	type RunState,
	say,
	writtenChanges,
} from './state.ts';
import type {ShownRetry} from './step.ts';

/** Repeating what failed: its own input where it takes one, its own diff, its own yes. */
export const retryEvents: Handlers<'retry-prepared' | 'input-submitted' | 'retried'> = {
	'retry-prepared'(before, {offered, others = null}) {
		if (!isOn(before, 'preparing-retry')) {
			return before;
		}

		const state = {...before, otherFailures: others};
		return offered && shouldRetry(state, offered.retry) ? offer(state, offered) : finish(state);
	},

	'input-submitted'(state) {
		if (!isOn(state, 'ask-input')) {
			return state;
		}

		const {step} = state;
		const fault = inputFault(step.draft);

		if (step.draft.trim() === '') {
			return answerRetry(state, false);
		}

		return fault === null
			? askForYes(state, withInput(state, step.offered, step.draft))
			: {...state, step: {...step, fault}};
	},

	retried(state, {result}) {
		if (!isOn(state, 'retrying')) {
			return state;
		}

		const {interrupted, offered} = state.step;
		const told = tell(state, offered, result);

		if (interrupted) {
			return finish(told, 130);
		}

		if (offered.retry.kind === 'repeat-group') {
			return finish(told);
		}

		// What could not be seen before can be visible by now.
		const isNews = result.outcome !== 'failed' && verdictOf(told) === 'no-verdict';

		if (isNews) {
			return startChecks(told, true);
		}

		return afterRepeat(told);
	},
};

/** What failed of the same cause is repeated next, once it is known; why it is not, is said. */
export function afterRepeat(state: RunState): RunState {
	if (isGroupOpen(state)) {
		const isRunning = state.retried?.outcome === 'still-running';
		return goTo(isRunning ? say(state, stillRuns) : state, {name: 'preparing-retry'});
	}

	return isGroupWanted(state)
		? goTo(state, {name: 'grouping-failures', progress: null})
		: finish(sayWhyNoGroup(state));
}

const stillRuns = {
	kind: 'note',
	tone: 'warning',
	text: 'The first of them still runs: whether it succeeds is not known yet.',
} as const;

/** Nobody named a window, and somebody can be asked: other executions can have failed of what was fixed. */
const isGroupWanted = (state: RunState): boolean =>
	state.settings.isInteractive &&
	state.settings.since === null &&
	state.failures === null &&
	/^(?:succeeded|still-running)$/.test(state.retried?.outcome ?? '') &&
	failureToExplain(state)?.failure.executionArn.includes(':execution:') === true;

const whyNoGroup: Partial<Record<Repeated['outcome'], string>> = {
	failed: 'the first one failed again',
	'still-running': 'the first one still runs. Repeat this command once it has succeeded',
	unknown: 'what became of the first one is not known',
};

function sayWhyNoGroup(state: RunState): RunState {
	const others = othersOfGroup(state);
	const why = whyNoGroup[state.retried?.outcome ?? 'succeeded'];
	return others === 0 || why === undefined || state.groupRetried !== null
		? state
		: say(state, {
				kind: 'note',
				tone: 'warning',
				text: `${count(others, 'other execution')} of this cause ${others === 1 ? 'was' : 'were'} not repeated: ${why}.`,
			});
}

/** It makes sense once nothing is known to prevent it; a test execution also to see what happens. */
export function shouldRetry(
	state: Pick<RunState, 'diagnosis' | 'changes' | 'explanation'>,
	retry: Retry,
): boolean {
	const verdict = state.diagnosis?.verdict ?? 'no-verdict';
	const isTestExecution = inputOf(retry) !== null;
	return (
		// The first of them was repeated, and succeeded.
		retry.kind === 'repeat-group' ||
		verdict === 'healthy' ||
		(verdict === 'no-verdict' &&
			(isTestExecution ||
				writtenChanges(state).length > 0 ||
				state.explanation === 'no-problem-found'))
	);
}

type RetryWords = {heading: string; question: string; yes: string; no: string; declined: string};

const repeatWords: RetryWords = {
	heading: 'Repeat what failed: ',
	question: 'Repeat it now?',
	yes: 'Repeat it',
	no: 'Do not repeat it',
	declined: 'Not repeated.',
};

/** A new execution repeats nothing. */
export const retryWords: Record<Retry['kind'], RetryWords> = {
	'turn-logging-on': repeatWords,
	redrive: repeatWords,
	'repeat-group': {...repeatWords, heading: '', question: 'Repeat them now?'},
	'start-execution': {
		heading: '',
		question: 'Start it now?',
		yes: 'Start it',
		no: 'Do not start it',
		declined: 'Not started.',
	},
};

const verdictOf = ({diagnosis}: RunState) => diagnosis?.verdict ?? 'no-verdict';

function offer(before: RunState, offered: ShownRetry): RunState {
	const input = inputOf(offered.retry);
	const {writesOff} = before.settings;
	// From here on there is a way back to the input, and none to what was asked before the checks.
	const state = say({...before, answered: []}, {kind: 'retry', offered});

	if (writesOff === 'read-only' || writesOff === 'dry-run') {
		return notRepeated(sayCommand(state, offered), offered, whyNotWritten(writesOff));
	}

	return input === null
		? askForYes(state, offered)
		: goTo(state, {
				name: 'ask-input',
				offered,
				draft: input,
				isOffered: true,
				fault: null,
			});
}

const sayCommand = (state: RunState, {command}: ShownRetry): RunState =>
	command === null ? state : say(state, {kind: 'command', command});

/** `?` tells the command where somebody can press it. */
const askForYes = (state: RunState, offered: ShownRetry): RunState =>
	goTo(state.settings.isInteractive ? state : sayCommand(state, offered), {
		name: 'confirm-retry',
		offered,
	});

/** One by itself, or the others of its group. */
const repeatedOf = ({kind}: Retry, repeated: Repeated) =>
	kind === 'repeat-group' ? {groupRetried: repeated} : {retried: repeated};

function notRepeated(state: RunState, {retry}: ShownRetry, text: string): RunState {
	const repeated: Repeated = {
		title: retry.title,
		outcome: 'not-retried',
		message: null,
		executionArn: null,
	};
	return finish(
		say({...state, ...repeatedOf(retry, repeated)}, {kind: 'note', tone: 'plain', text}),
	);
}

export function answerRetry(state: RunState, yes: boolean): RunState {
	const {step} = state;

	if (step.name === 'confirm-retry' && yes) {
		const {offered} = step;
		return goTo(
			{...state, answered: []},
			{name: 'retrying', offered, progress: null, interrupted: false},
		);
	}

	if (step.name !== 'confirm-retry' && step.name !== 'ask-input') {
		return state;
	}

	const {declined} = retryWords[step.offered.retry.kind];
	const hint = state.settings.isInteractive ? '' : ' To do it, add --retry.';
	return notRepeated(state, step.offered, `${declined}${hint}`);
}

const outcomeWords: Record<RetryOutcome, [string, Tone]> = {
	succeeded: ['done', 'good'],
	failed: ['FAILED', 'bad'],
	'still-running': ['still running', 'warning'],
	unknown: ['outcome unknown', 'warning'],
};

function tell(
	state: RunState,
	{retry}: ShownRetry,
	{outcome, message, executionArn}: RetryResult,
): RunState {
	const [words, tone] = outcomeWords[outcome];
	const repeated = {title: retry.title, outcome, message, executionArn: executionArn ?? null};
	return say(
		{...state, ...repeatedOf(retry, repeated)},
		{kind: 'note', tone, text: `${retry.title}: ${words}. ${message}`},
	);
}
