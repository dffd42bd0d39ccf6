import type {AnsweredCheck, Diagnosis} from '../diagnosis/diagnose.ts';
import type {Remedy} from '../diagnosis/remedy.ts';
import {didYouMean, nearestNames} from '../spelling.ts';
import type {Handlers} from './event.ts';
import {finish} from './finish.ts';
import {afterRepeat} from './repeat-failed.ts';
import {goTo, isOn, type RunState, say} from './state.ts';

/** From the problems that the checks found to one fix for each, or none. */
export const fixEvents: Handlers<'remedy-chosen'> = {
	'remedy-chosen'(state, {remedy}) {
		if (!isOn(state, 'pick-remedy')) {
			return state;
		}

		const [problem, ...problems] = state.step.problems;
		const chosen = remedy ? [...state.step.chosen, remedy] : state.step.chosen;
		const otherLeft = state.problemsLeft.filter(id => id !== problem?.id);
		const problemsLeft = remedy || !problem ? otherLeft : [...otherLeft, problem.id];
		const answer = remedy?.title ?? 'none';
		const said = say({...state, problemsLeft}, {kind: 'answer', question: 'Fix', answer});

		return nextProblem(said, problems, chosen);
	},
};

/** Fixing one problem can uncover the next, so there can be another round. A warning's fix is offered by name only. */
export function offerRemedies(state: RunState, diagnosis: Diagnosis): RunState {
	const problems = fixable(state, diagnosis);

	if (problems.length === 0) {
		return afterRemedies(state);
	}

	const offered = problems.flatMap(({remedies}) => remedies.map(({id}) => id));
	const remediesOffered = [...state.remediesOffered, ...offered];
	return nextProblem({...state, remediesOffered}, problems, []);
}

/** The checks with a fix to choose that was not offered before. */
export function fixable(
	{settings: {remedies: named}, remediesOffered}: RunState,
	{checks}: Diagnosis,
): AnsweredCheck[] {
	const isNew = ({id}: Remedy) => !remediesOffered.includes(id);

	return checks.filter(({outcome, remedies}) =>
		remedies.some(remedy => isNew(remedy) && (outcome === 'problem' || named.includes(remedy.id))),
	);
}

/** A remedy chosen for one problem can fix the next as well. */
function nextProblem(state: RunState, problems: AnsweredCheck[], chosen: Remedy[]): RunState {
	const open = problems.filter(
		({remedies}) => !remedies.some(({id}) => chosen.some(other => other.id === id)),
	);
	const [problem] = open;

	if (problem) {
		// Where there is a choice, its list tells what each fix widens.
		const said = state.settings.isInteractive ? state : say(state, {kind: 'remedies', problem});
		return goTo(said, {name: 'pick-remedy', problems: open, chosen});
	}

	return chosen.length > 0
		? goTo(state, {name: 'preparing', remedies: chosen})
		: afterRemedies(state);
}

/** Once nothing is left to write: what failed can be repeated, unless a problem remains. */
export function afterRemedies(state: RunState): RunState {
	const verdict = state.diagnosis?.verdict ?? 'no-verdict';

	if (verdict === 'problem' || verdict === 'not-a-fault') {
		return finish(state);
	}

	return state.retried === null ? goTo(state, {name: 'preparing-retry'}) : afterRepeat(state);
}

/** Why the remedies that the command line names cannot be chosen; null where they can. */
export function refusedRemedies(
	named: readonly string[],
	{checks, remedies}: Diagnosis,
): string | null {
	const offered = remedies.map(({id}) => id);
	const unknown = named.find(id => !offered.includes(id));

	if (unknown !== undefined) {
		const what = `No problem here offers the remedy ${JSON.stringify(unknown)}`;
		return offered.length > 0
			? didYouMean(
					`${what}.`,
					nearestNames(unknown, offered),
					`Choose from: ${offered.join(', ')}.`,
				)
			: `${what}, nor any other.`;
	}

	const [both] = checks
		.map(({remedies: own}) => own.map(({id}) => id).filter(id => named.includes(id)))
		.filter(ids => ids.length > 1);

	return both ? `The remedies ${both.join(' and ')} fix the same problem: name one of them.` : null;
}
