import {NoVerdictError, UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import type {Page} from '../output/plain/page.ts';
import type {RunEvent} from '../run/event.ts';
import {isExplainable} from '../run/explain-question.ts';
import type {Run} from '../run/run.ts';
import {hasMoved} from '../run/settle-fates.ts';
import {type RunState, writtenChanges} from '../run/state.ts';
import {isRefuted} from '../run/step.ts';
import type {AskLines} from './ask-for-choice.ts';
import {askInLines} from './ask-in-lines.ts';
import {drive} from './drive.ts';

export type Flags = {
	/** A yes to every change that is shown. */
	yes: boolean;
	/** A yes to repeating what failed. */
	retry: boolean;
	/** Where no error is given, the last failed execution is what it is about. */
	usesLastFailure?: boolean;
	/** Whether there is somebody to ask for what no flag answers. */
	canAsk: boolean;
};

/** The answer that the command line gives to the current question; null where the person has to be asked. */
export function answerByFlags(state: RunState, flags: Flags): RunEvent | null {
	const {step, sight, settings} = state;
	const isYesValid = !hasMoved(state);

	switch (step.name) {
		case 'pick-log-group':
			return {type: 'log-group-picked', arn: null};
		case 'ask-error': {
			const isInSight = sight?.kind === 'failed' || sight?.kind === 'stuck';
			const isMeant = isInSight || (flags.usesLastFailure ?? false);
			return {type: step.failure && isMeant ? 'failure-chosen' : 'everything-chosen'};
		}
		case 'paste':
			return {type: 'draft-submitted'};
		case 'meaning': {
			const [reading] = step.readings;
			return reading ? {type: 'reading-chosen', reading} : {type: 'everything-chosen'};
		}
		case 'pick-remedy': {
			const remedies = step.problems[0]?.remedies ?? [];
			const named = remedies.find(({id}) => settings.remedies.includes(id));
			return {type: 'remedy-chosen', remedy: named ?? remedies[0] ?? null};
		}
		// A yes given beforehand is one to what was planned, not to what it became, and to a fix, not to what is none.
		case 'confirm': {
			const isMeant = isYesValid && step.unplanned === null && !isRefuted(step.shown);
			return flags.yes || !flags.canAsk ? {type: 'confirmed', yes: flags.yes && isMeant} : null;
		}
		case 'ask-input':
			if (flags.retry && isYesValid) {
				return {type: 'input-submitted'};
			}

			return flags.canAsk ? null : {type: 'confirmed', yes: false};
		case 'confirm-retry':
			if (flags.retry && isYesValid) {
				return {type: 'confirmed', yes: true};
			}

			return flags.canAsk ? null : {type: 'confirmed', yes: false};
		case 'guide-question': {
			const answers = step.questions[0]?.answers ?? [];
			return {type: 'guessed', answer: answers.findIndex(({isRight}) => isRight)};
		}
		default:
			return {type: 'left'};
	}
}

type FlagRun = {page: Page | null; flags: Flags; ask: AskLines};

/**
 * Drives a run by flags, asking in lines for what they leave open where somebody is there. Throws what the run could
 * not go on with, unless something was written by then.
 */
export async function runByFlags(
	run: Run,
	{page, flags, ask}: FlagRun,
): Promise<{state: RunState; status: ExitStatus}> {
	const state = await drive(run, page, async (current, question) => {
		const {step} = current;

		if (step.name === 'trouble' && writtenChanges(current).length === 0) {
			throw step.error;
		}

		const event = answerByFlags(current, flags);

		// There is no way back to what the flags answer.
		return event || !page
			? [event ?? leave]
			: askInLines(question, {
					page,
					ask,
					canGoBack: false,
					isExplainable: isExplainable(current),
				});
	});

	if (state.refusal) {
		const {kind, message} = state.refusal;
		throw kind === 'usage' ? new UsageError(message) : new NoVerdictError(message);
	}

	return {state, status: state.status ?? exitStatus.noVerdict};
}

const leave: RunEvent = {type: 'left'};
