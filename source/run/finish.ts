import type {Diagnosis, Verdict} from '../diagnosis/diagnose.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import type {Entry} from './entry.ts';
import type {Handlers} from './event.ts';
import {handOver} from './hand-over.ts';
import {type FailureWindow, isCauseLeft} from './not-examined.ts';
import type {WritesOff} from './services.ts';
import {hasMoved} from './settle-fates.ts';
import {leftOutEntry, showEvidence} from './show-evidence.ts';
import {
	goTo,
	isOn,
	isOutcomeOpen,
	type RunState,
	say,
	withChanges,
	writtenChanges,
} from './state.ts';
import {summarize} from './summary.ts';

/**
 * Ends the run with its summary, once what is read beside the checks is there. The status is that of `exitStatusOf`,
 * unless the person interrupted it.
 */
export function finish(state: RunState, status: ExitStatus = exitStatusOf(state)): RunState {
	const {step, evidence, diagnosis, refusal} = state;
	const isAwaited =
		evidence.status === 'reading' &&
		diagnosis !== null &&
		refusal === null &&
		status !== exitStatus.interrupted &&
		step.name !== 'end';

	return isAwaited ? goTo(state, {name: 'reading-evidence', status}) : endWith(state, status);
}

/** Ends the run with what is there. */
export function endWith(state: RunState, status: ExitStatus): RunState {
	if (state.step.name === 'end') {
		return state;
	}

	// The run itself is over: only the guide still asked.
	if (isOn(state, 'guide-question') && state.step.next.name === 'end') {
		return goTo({...state, status: state.step.status}, {name: 'end'});
	}

	const ended = {...state, status};
	// What the command line lacks is told by the command itself, in one sentence.
	const said = state.refusal
		? ended
		: say(
				showEvidence(ended),
				...openRequests(ended),
				...leftOutEntry(ended),
				...handOverEntry(ended),
				{
					kind: 'summary',
					summary: summarize(ended),
				},
			);
	return goTo(said, {name: 'end'});
}

const openRequests = (state: RunState): Entry[] =>
	state.diagnosis?.verdict === 'healthy' ? [] : requestsEntry(state, state.diagnosis);

/** What somebody else has to do is asked of them once. */
export function requestsEntry(
	{transcript, settings: {location}}: RunState,
	diagnosis: Diagnosis | null,
): Entry[] {
	const asked = transcript.flatMap(entry => (entry.kind === 'requests' ? entry.requests : []));
	const requests = (diagnosis?.requests ?? []).filter(
		({text}) => !asked.some(other => other.text === text),
	);
	return requests.length > 0 ? [{kind: 'requests', requests, location}] : [];
}

function handOverEntry(state: RunState): Entry[] {
	const handed = handOver(state);
	const {location} = state.settings;
	return handed ? [{kind: 'hand-over', handOver: handed, location}] : [];
}

const confirmedOutcomes = (changes: RunState['changes']) =>
	changes.flatMap(({confirmed, outcome}) => (confirmed ? outcome : []));

/** Of the run as a whole: a repeat that did not succeed counts, whatever the checks say. */
export function verdictOf(
	state: Pick<RunState, 'diagnosis' | 'retried'> &
		Partial<FailureWindow & Pick<RunState, 'groupRetried' | 'changes'>>,
): Verdict {
	const {diagnosis, retried, groupRetried = null, changes = []} = state;
	const verdict = diagnosis?.verdict ?? 'no-verdict';

	if (retried?.outcome === 'failed' || groupRetried?.outcome === 'failed') {
		return 'problem';
	}

	const isOpen =
		[retried, groupRetried].some(each => each !== null && isOutcomeOpen(each)) ||
		confirmedOutcomes(changes).includes('unknown') ||
		isCauseLeft(state);
	return isOpen && verdict !== 'problem' ? 'no-verdict' : verdict;
}

/** The one place where an exit status is decided; the table is in `sfn-fix --help`. */
export function exitStatusOf(
	state: Pick<
		RunState,
		'refusal' | 'settings' | 'changes' | 'diagnosis' | 'isUnverified' | 'retried'
	> &
		Partial<FailureWindow & Pick<RunState, 'groupRetried'>>,
): ExitStatus {
	const {refusal, settings, changes, diagnosis, isUnverified, retried, groupRetried = null} = state;

	if (refusal) {
		return refusal.kind === 'usage' ? exitStatus.usage : exitStatus.noVerdict;
	}

	if (settings.writesOff === 'cannot-ask' && changes.length > 0) {
		return exitStatus.usage;
	}

	if (hasMoved(state) && writtenChanges(state).length === 0) {
		return exitStatus.changedInBetween;
	}

	const outcomes = confirmedOutcomes(changes);
	const isUndone = outcomes.some(outcome => outcome === 'not-written' || outcome === 'failed');

	const isFailed = [retried, groupRetried].some(each => each?.outcome === 'failed');

	if (diagnosis?.verdict === 'problem' || isFailed || isUndone) {
		return exitStatus.problem;
	}

	if (
		outcomes.includes('unknown') ||
		[retried, groupRetried].some(each => each !== null && isOutcomeOpen(each)) ||
		isCauseLeft(state)
	) {
		return exitStatus.noVerdict;
	}

	const isKnown = diagnosis !== null && !isUnverified && diagnosis.verdict !== 'no-verdict';
	return isKnown ? exitStatus.healthy : exitStatus.noVerdict;
}

const reasons: Record<WritesOff, string> = {
	'read-only': 'Nothing was written, because of --read-only.',
	'dry-run': 'Nothing was written, because of --dry-run.',
	planning: 'Nothing was written to AWS, because of --plan.',
	'patch-only':
		'Nothing was written to AWS: the patch is above. To apply the changes shown as well, add --yes.',
	'cannot-ask':
		'Nothing was written: without a terminal there is no one to ask. To apply the changes shown, add --yes.',
};

export const whyNotWritten = (writesOff: WritesOff | null): string =>
	writesOff === null ? 'Nothing was written.' : reasons[writesOff];

export const endEvents: Handlers<'left' | 'interrupted'> = {
	left: state => endWith(state, exitStatusOf(state)),

	/** The first Ctrl-C ends a running wait, so that its result can be told; the second leaves at once. */
	interrupted(state) {
		const {step} = state;

		if ((step.name !== 'writing' && step.name !== 'retrying') || step.interrupted) {
			return finish(leaveOpen(state), 130);
		}

		return {...state, step: {...step, interrupted: true}};
	},
};

/** The change that is asked about and those after it were not made; a write under way is not known to be. */
function leaveOpen(state: RunState): RunState {
	const {step} = state;

	if (step.name !== 'writing' && step.name !== 'confirm') {
		return state;
	}

	const open = step.name === 'confirm' ? [step.shown, ...step.rest] : step.rest;
	const notMade = open.map(
		shown => ({shown, outcome: 'not-written', confirmed: false, message: null}) as const,
	);
	const message = 'The write was interrupted.';
	const cut = {shown: step.shown, outcome: 'unknown', confirmed: true, message} as const;
	return withChanges(state, step.name === 'writing' ? [cut, ...notMade] : notMade);
}
