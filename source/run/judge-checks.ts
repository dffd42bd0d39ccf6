import type {AnsweredCheck, Diagnosis} from '../diagnosis/diagnose.ts';
import {afterRemedies, fixable, offerRemedies, refusedRemedies} from './choose-fixes.ts';
import type {Handlers} from './event.ts';
import {finish, requestsEntry} from './finish.ts';
import {showEvidence} from './show-evidence.ts';
import {goTo, isOn, type RunState, say} from './state.ts';
import type {CheckLine} from './step.ts';

/** From the first check to the verdict, and from there to the fixes. */
export const checkEvents: Handlers<
	'log-group-wanted' | 'checks-began' | 'answered' | 'left-out' | 'diagnosed'
> = {
	'log-group-wanted': (state, {logGroups}) =>
		isOn(state, 'checking')
			? goTo(state, {name: 'pick-log-group', logGroups, isForChecks: true})
			: state,

	/** Again for each round of repeated checks. */
	'checks-began': (state, {subject, lines, at}) =>
		isOn(state, 'checking')
			? {...state, subject, step: {...state.step, lines, startedAt: state.step.startedAt ?? at}}
			: state,

	answered(state, {answered, at}) {
		if (!isOn(state, 'checking')) {
			return state;
		}

		const {step} = state;
		const seconds = inSeconds(at - (step.startedAt ?? at));
		const lines = step.lines.map(line =>
			line.id === answered.id ? {...line, answered, seconds} : line,
		);

		return {...state, step: {...step, lines}};
	},

	'left-out': (state, {id}) =>
		isOn(state, 'checking')
			? {
					...state,
					step: {...state.step, lines: state.step.lines.filter(line => line.id !== id)},
				}
			: state,

	diagnosed(state, {diagnosis, explanation, fixedBy = null, unwritable = null, at}) {
		if (!isOn(state, 'checking')) {
			return state;
		}

		const {lines, startedAt, again} = state.step;
		const {verdict} = diagnosis;
		const {settings} = state;
		const isBrief = settings.isInteractive && fixable(state, diagnosis).length > 0;
		const said = say(
			{
				...state,
				diagnosis,
				isUnverified: false,
				explanation,
				fixedBy,
				unwritable,
				problemsFound: again ? state.problemsFound : problemsOf(diagnosis),
				...(!again && {remediesOffered: [], problemsLeft: []}),
			},
			{
				kind: 'checks',
				location: state.settings.location,
				lines: withAnswers(lines, diagnosis.checks),
				verdict,
				explanation,
				seconds: inSeconds(at - (startedAt ?? at)),
				again,
				repeated: repeatedAnswers(state, diagnosis),
				isBrief,
			},
			// What is left after the fixes is asked for at the end: here it would push the cause away.
			...(isBrief ? [] : requestsEntry(state, diagnosis)),
		);

		return afterVerdict(settings.goal === 'check' ? said : showEvidence(said), diagnosis, again);
	},
};

const inSeconds = (milliseconds: number): number =>
	Math.max(0, Math.round(milliseconds / 100) / 10);

const problemsOf = ({checks}: Diagnosis): string[] =>
	checks.filter(({outcome}) => outcome === 'problem').map(({answer}) => answer);

function repeatedAnswers({transcript}: RunState, {checks}: Diagnosis): string[] {
	const earlier = transcript.flatMap(entry => (entry.kind === 'checks' ? entry.lines : []));

	return checks
		.filter(({id, answer}) =>
			earlier.some(line => line.id === id && line.answered?.answer === answer),
		)
		.map(({id}) => id);
}

const withAnswers = (lines: CheckLine[], checks: AnsweredCheck[]): CheckLine[] =>
	checks.map(answered => ({
		id: answered.id,
		title: answered.title,
		answered,
		seconds: lines.find(({id}) => id === answered.id)?.seconds ?? null,
	}));

function afterVerdict(state: RunState, diagnosis: Diagnosis, again: boolean): RunState {
	const {goal, remedies: named, plan} = state.settings;

	if (goal === 'check') {
		return finish(say(state, {kind: 'offers', remedies: diagnosis.remedies}));
	}

	if (plan) {
		// Once it is applied: what else there is to fix is not in the plan.
		return again ? afterRemedies(state) : goTo(state, {name: 'examining-plan', plan});
	}

	const refused = again ? null : refusedRemedies(named, diagnosis);

	if (refused !== null) {
		return finish({...state, refusal: {kind: 'usage', message: refused}});
	}

	return offerRemedies(state, diagnosis);
}
