import type {LessonStop, LessonStopName} from '../practice/lessons/lesson.ts';
import {choice, type Option, type Question} from './choice.ts';
import type {Entry} from './entry.ts';
import type {Handlers} from './event.ts';
import {goTo, isOn, type RunState, say, writtenChanges} from './state.ts';
import type {Step, StepName, StepOf} from './step.ts';

/** The steps at which a lesson speaks. */
const stopNames: Partial<Record<StepName, LessonStopName>> = {
	'finding-target': 'start',
	'listing-machines': 'start',
	'listing-log-groups': 'start',
	paste: 'paste',
	meaning: 'meaning',
	checking: 'checking',
	'pick-remedy': 'pick-remedy',
	confirm: 'confirm',
	'ask-input': 'repeat',
	'confirm-retry': 'repeat',
	end: 'end',
};

/** What the guide says at the step that the run has reached, once, with its questions before the step begins. */
export function guide(state: RunState): RunState {
	const stop = dueStop(state);

	if (!stop) {
		return state;
	}

	const [name, {heading, paragraphs, questions}] = stop;
	const said = sayAboveProposal(
		{...state, guided: [...state.guided, name]},
		{kind: 'guide', heading, paragraphs},
	);

	return questions.length === 0 ? said : askFirst(said, {questions, next: state.step});
}

/** What a yes is asked for stays directly above its question. */
function sayAboveProposal(state: RunState, entry: Entry): RunState {
	const last = state.transcript.at(-1);
	const proposal = last?.kind === 'change' || last?.kind === 'retry' ? [last] : [];
	const before = state.transcript.slice(0, state.transcript.length - proposal.length);
	return say({...state, transcript: before}, entry, ...proposal);
}

function dueStop({
	settings: {lesson},
	step,
	guided,
	diagnosis,
	...rest
}: RunState): [LessonStopName, LessonStop] | null {
	const name = stopNames[step.name];

	if (!lesson || !name || guided.includes(name)) {
		return null;
	}

	const stop = lesson.stops[name];

	if (name !== 'end' || writtenChanges(rest).length > 0) {
		return [name, stop];
	}

	// Who declines the fix has seen the cause, and is not asked about the rest.
	return diagnosis === null ? null : [name, {...stop, questions: []}];
}

/** A status ends the run in every face, so it waits until the questions are answered. */
const askFirst = (
	state: RunState,
	{questions, next}: {questions: LessonStop['questions']; next: Step},
): RunState => ({
	...state,
	status: null,
	step: {
		name: 'guide-question',
		questions,
		next,
		status: state.status,
		score: next.name === 'end' ? {right: 0, of: questions.length} : null,
	},
});

export const guideEvents: Handlers<'guessed' | 'self-check-skipped'> = {
	'self-check-skipped': state =>
		isOn(state, 'guide-question')
			? goTo(
					say(
						{...state, status: state.step.status},
						{kind: 'answer', question: 'Self-check', answer: 'skipped'},
					),
					state.step.next,
				)
			: state,

	guessed(state, {answer}) {
		if (!isOn(state, 'guide-question')) {
			return state;
		}

		const {
			questions: [question, ...questions],
			next,
			status,
			score: before,
		} = state.step;
		const chosen = answer === null ? null : question?.answers[answer];

		if (!question || chosen === undefined) {
			return state;
		}

		const right = question.answers.find(({isRight}) => isRight);
		const score = before && {...before, right: before.right + (chosen?.isRight ? 1 : 0)};
		const said = say(state, {
			kind: 'guide',
			heading: chosen === null ? 'The answer' : chosen.isRight ? 'Right' : 'Not quite',
			paragraphs: [
				question.text,
				...(chosen ? [`Your answer: ${chosen.text}.`, chosen.why] : []),
				...(right && !chosen?.isRight ? [`The answer: ${right.text}. ${right.why}`] : []),
			],
		});

		return questions.length > 0
			? goTo(said, {...state.step, questions, score})
			: goTo({...say(said, ...scoreEntry(score)), status}, next);
	},
};

const scoreEntry = (score: StepOf<'guide-question'>['score']): Entry[] =>
	score === null
		? []
		: [{kind: 'guide', heading: `Self-check: ${score.right} of ${score.of} right`, paragraphs: []}];

const skipSelfCheck: Option = {
	key: 'leave',
	label: 'Skip the self-check',
	event: {type: 'self-check-skipped'},
};

export function askGuess({
	questions: [question],
	score,
}: StepOf<'guide-question'>): Question | null {
	return question
		? choice(question.text, {
				options: [
					...question.answers.map(
						({text}, answer): Option => ({
							key: String(answer),
							label: text,
							event: {type: 'guessed', answer},
						}),
					),
					{key: 'skip', label: 'Show me the answer', event: {type: 'guessed', answer: null}},
					...(score === null ? [] : [skipSelfCheck]),
				],
			})
		: null;
}
