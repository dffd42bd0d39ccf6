import type {Plan} from '../changes/plan.ts';
import type {Diagnosis} from '../diagnosis/diagnose.ts';
import {askNext, entryOf, record, showOnly} from './apply-changes.ts';
import type {Entry} from './entry.ts';
import type {Handlers, RefusedChange} from './event.ts';
import {finish} from './finish.ts';
import {newPlanCommand} from './hand-over.ts';
import {isOn, type RunState, say} from './state.ts';
import type {ShownChange} from './step.ts';

/** From a plan that was made earlier to the first question: all of it still holds, or nothing is written. */
export const planEvents: Handlers<'plan-examined'> = {
	'plan-examined'(state, {changes, drifted, refused}) {
		if (!isOn(state, 'examining-plan')) {
			return state;
		}

		const {plan} = state.step;
		const counted = {
			...say(state, ...planEntries(plan)),
			changesTotal: changes.length,
		};
		const why = goneProblem(plan, state.diagnosis);

		if (drifted.length > 0 || why !== null) {
			const all = changes.map(shown => ({shown, why: why ?? ''}));
			const told = {...counted, isProblemGone: why !== null};
			return refuse(told, changes, why === null ? drifted : all, 'moved');
		}

		if (refused.length > 0) {
			return refuse(counted, changes, refused, 'not-written');
		}

		return state.settings.writesOff ? showOnly(counted, changes) : askNext(counted, changes);
	},
};

const planEntries = ({createdAt, createdBy, expiresAt, remedies}: Plan): Entry[] => [
	{kind: 'answer', question: 'Plan', answer: `made ${createdAt} by ${createdBy}`},
	{kind: 'answer', question: 'Expires', answer: expiresAt},
	...remedies.map(({title}) => ({kind: 'answer', question: 'Fix', answer: title}) as const),
];

/** A fix that is no longer needed would only widen. What cannot be looked at now does not count as gone. */
function goneProblem({evidence}: Plan, diagnosis: Diagnosis | null): string | null {
	const ok = (diagnosis?.checks ?? []).filter(({outcome}) => outcome === 'ok');
	const problems = evidence.filter(({outcome}) => outcome === 'problem');
	const gone = problems.filter(({id}) => ok.some(check => check.id === id));

	return problems.length > 0 && gone.length === problems.length
		? 'The checks no longer find the problem that the plan fixes.'
		: null;
}

/** One change of a plan that cannot be made stops all of them. */
function refuse(
	state: RunState,
	changes: readonly ShownChange[],
	refused: readonly RefusedChange[],
	outcome: 'moved' | 'not-written',
): RunState {
	const whys = new Map(refused.map(({shown, why}) => [shown, why]));
	const entries = changes.map((shown, index) => entryOf(shown, index + 1, changes.length));
	const recorded = changes.reduce(
		(earlier, shown) =>
			record(earlier, [shown], whys.has(shown) ? outcome : 'not-written', {
				confirmed: whys.has(shown),
				message: whys.get(shown) ?? 'Not asked, because another change cannot be made.',
			}),
		say(state, ...entries),
	);
	const notes = [...new Set(whys.values())].map(
		why => ({kind: 'note', tone: 'bad', text: `Nothing was written. ${why}`}) as const,
	);

	return finish(
		say(recorded, ...notes, {
			kind: 'note',
			tone: 'plain',
			text: `Make a new plan: ${newPlanCommand(state)}`,
		}),
	);
}
