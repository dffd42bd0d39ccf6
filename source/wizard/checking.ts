import type {AnsweredCheck, Diagnosis} from '../diagnosis/diagnose.ts';
import type {Remedy, Request} from '../diagnosis/remedy.ts';
import {finish} from './ending.ts';
import type {Handlers} from './handlers.ts';
import {nextProblem} from './mending.ts';
import {inSeconds} from './names.ts';
import type {CheckLine} from './screen.ts';
import {goTo, isOn, say, type WizardState} from './state.ts';

/** From the first question asked of the account to its verdict. */
export const checking: Handlers<
	'log-group-wanted' | 'checks-began' | 'answered' | 'left-out' | 'diagnosed'
> = {
	'log-group-wanted': (state, {logGroups}) =>
		isOn(state, 'checking')
			? goTo(state, {name: 'pick-log-group', logGroups, isForChecks: true})
			: state,

	'checks-began': (state, {subject, lines, at}) =>
		isOn(state, 'checking')
			? {...state, subject, screen: {...state.screen, lines, startedAt: at}}
			: state,

	answered(state, {answered, at}) {
		if (!isOn(state, 'checking')) {
			return state;
		}

		const {screen} = state;
		const seconds = inSeconds(at - (screen.startedAt ?? at));
		const lines = screen.lines.map(line =>
			line.id === answered.id ? {...line, answered, seconds} : line,
		);

		return {...state, screen: {...screen, lines}};
	},

	'left-out': (state, {id}) =>
		isOn(state, 'checking')
			? {
					...state,
					screen: {...state.screen, lines: state.screen.lines.filter(line => line.id !== id)},
				}
			: state,

	diagnosed(state, {diagnosis, at}) {
		if (!isOn(state, 'checking')) {
			return state;
		}

		const {lines, startedAt, again} = state.screen;
		const {verdict} = diagnosis;
		const requests = newRequests(state, diagnosis);
		const seconds = inSeconds(at - (startedAt ?? at));
		const problemsFound = again ? state.problemsFound : problemsOf(diagnosis);
		const said = say(
			{...state, diagnosis, problemsFound},
			{
				kind: 'checks',
				location: state.settings.location,
				lines: withAnswers(lines, diagnosis.checks),
				verdict,
				seconds,
				again,
				told: toldOf(state, diagnosis),
			},
			...(requests.length > 0
				? [{kind: 'requests', requests, location: state.settings.location} as const]
				: []),
		);

		return afterVerdict(said, diagnosis, again);
	},
};

const problemsOf = ({checks}: Diagnosis): string[] =>
	checks.filter(({outcome}) => outcome === 'problem').map(({answer}) => answer);

function toldOf({transcript}: WizardState, {checks}: Diagnosis): string[] {
	const earlier = transcript.flatMap(entry => (entry.kind === 'checks' ? entry.lines : []));

	return checks
		.filter(({id, answer}) =>
			earlier.some(line => line.id === id && line.answered?.answer === answer),
		)
		.map(({id}) => id);
}

/** What somebody else has to do is asked of them once. */
const newRequests = ({transcript}: WizardState, {requests}: Diagnosis): Request[] =>
	requests.filter(
		({text}) =>
			!transcript.some(
				entry => entry.kind === 'requests' && entry.requests.some(other => other.text === text),
			),
	);

const withAnswers = (lines: CheckLine[], checks: AnsweredCheck[]): CheckLine[] =>
	checks.map(answered => ({
		id: answered.id,
		title: answered.title,
		answered,
		seconds: lines.find(({id}) => id === answered.id)?.seconds ?? null,
	}));

function afterVerdict(state: WizardState, diagnosis: Diagnosis, again: boolean): WizardState {
	if (diagnosis.verdict === 'problem') {
		return offerRemedies(again ? state : {...state, remediesOffered: []}, diagnosis);
	}

	// What was repeated once, and what is no fault, is not repeated; the rest depends on what there is to repeat.
	const isOver = state.retried !== null || diagnosis.verdict === 'not-a-fault';

	return isOver || state.settings.readOnly ? finish(state) : goTo(state, {name: 'preparing-retry'});
}

/** Mending one problem may bring the next to light, so there can be another round. */
function offerRemedies(state: WizardState, {checks}: Diagnosis): WizardState {
	const isNew = ({id}: Remedy) => !state.remediesOffered.includes(id);
	const problems = checks.filter(
		({outcome, remedies}) => outcome === 'problem' && remedies.some(isNew),
	);
	const offered = problems.flatMap(({remedies}) => remedies.map(({id}) => id));
	const remediesOffered = [...state.remediesOffered, ...offered];
	return nextProblem({...state, remediesOffered}, problems, []);
}
