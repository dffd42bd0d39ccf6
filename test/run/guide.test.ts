import {describe, expect, it} from 'vitest';
import {lessons} from '../../source/practice/lessons/index.ts';
import type {Lesson} from '../../source/practice/lessons/lesson.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {inLines, onScreens, type Person, play, type Reply} from './faces.tsx';
import {personOf} from './person.ts';

const scenarioOf = ({scenario}: Lesson): Scenario => {
	const found = scenarios[scenario];

	if (!found) {
		throw new Error(`No scenario ${scenario}`);
	}

	return found;
};

const offers = (lesson: Lesson) => ({lesson, offeredText: scenarioOf(lesson).paste});

/** Fixes everything, and answers each question of the guide right or wrong. */
const learner =
	(lesson: Lesson, isRight: boolean): Person =>
	(state, question) => {
		if (state.step.name !== 'guide-question' || question.kind !== 'choice') {
			return personOf(scenarioOf(lesson), 'all yes')(state, question);
		}

		const answers = state.step.questions[0]?.answers ?? [];
		const option = question.options[answers.findIndex(answer => answer.isRight === isRight)];
		return option ? {option} : 'enter';
	};

const inOneLine = (text: string) => text.replace(/\s+/g, ' ');
const occurrences = (text: string, part: string) => text.split(part).length - 1;
const questionsOf = (lesson: Lesson) => Object.values(lesson.stops).flatMap(stop => stop.questions);

describe.each(lessons)('the lesson on $scenario', lesson => {
	it.each([
		['screens', onScreens],
		['plain lines', inLines],
	] as const)(
		'leads to a verified fix in %s, and speaks once at each step',
		async (_face, face) => {
			const {status, printed, state} = await play(
				scenarioOf(lesson),
				offers(lesson),
				face(learner(lesson, true)),
			);
			const text = inOneLine(printed);

			expect(status).toBe(0);
			expect(state.changes.length).toBeGreaterThan(0);

			for (const {heading} of Object.values(lesson.stops)) {
				expect(occurrences(text, `Guide: ${heading}`), heading).toBe(1);
			}

			// What a yes is asked for stays above the question: in a low window nothing else does.
			expect(state.transcript.map(({kind}) => kind).join(' ')).not.toMatch(/(change|retry) guide/);
			expect(occurrences(text, 'Guide: Right')).toBe(questionsOf(lesson).length);
			expect(text).not.toContain('Not quite');
		},
	);

	it('gives the answer and its reason after a wrong guess', async () => {
		const {status, printed} = await play(
			scenarioOf(lesson),
			offers(lesson),
			inLines(learner(lesson, false)),
		);
		const text = inOneLine(printed);

		expect(status).toBe(0);

		for (const {answers} of questionsOf(lesson)) {
			const right = answers.find(({isRight}) => isRight);
			expect(text).toContain(`The answer: ${right?.text}. ${right?.why}`);
		}
	});

	it('asks one guess before the checks and three questions at the end, each with one right answer', () => {
		expect(lesson.stops.checking.questions).toHaveLength(1);
		expect(lesson.stops.end.questions).toHaveLength(3);

		for (const {answers} of questionsOf(lesson)) {
			expect(answers.filter(({isRight}) => isRight)).toHaveLength(1);
			expect(answers).toHaveLength(3);
		}
	});

	it('does not put the right answer at the same place each time', () => {
		const places = questionsOf(lesson).map(({answers}) =>
			answers.findIndex(({isRight}) => isRight),
		);
		expect(new Set(places).size).toBeGreaterThan(1);
	});
});

const [first] = lessons as [Lesson];

it('says what there was to learn, and asks nothing, where the fix was declined', async () => {
	const person: Person = (state, question): Reply => {
		const none = question.kind === 'choice' && question.options.find(({key}) => key === 'none');
		return state.step.name === 'pick-remedy' && none
			? {option: none}
			: learner(first, true)(state, question);
	};
	const {printed, status} = await play(scenarioOf(first), offers(first), inLines(person));

	expect(status).toBe(1);
	expect(printed).toContain(first.stops.end.heading);
	expect(printed).not.toContain('Self-check');
});

it('keeps the status of the run when the questions at its end are interrupted', async () => {
	const {printed, status} = await play(scenarioOf(first), offers(first), run =>
		inLines((state, question) => {
			if (state.step.name === 'guide-question' && state.step.next.name === 'end') {
				run.interrupt();
			}

			return learner(first, true)(state, question);
		})(run),
	);

	expect(status).toBe(0);
	expect(occurrences(printed, 'Fixed and verified.')).toBe(1);
});
