import type {lessonTitles, scenarioTitles} from '../practice/scenario-titles.ts';
import {type Choice, choice} from './choice.ts';

/** What is played on the practice account. */
export type PracticeChoice = {scenario: string; isGuided: boolean};

export const whyPractice =
	'A lesson explains each step. A scenario is a failure to fix without a guide. Nothing real is touched.';

/** What the pick asks for, in the order of learning. Enter alone takes the first lesson. */
export function pickPractice(
	groups: typeof scenarioTitles,
	lessons: typeof lessonTitles,
): Choice<PracticeChoice> {
	return choice<PracticeChoice>('What do you want to practice?', {
		note: 'A practice account inside the program: nothing real is touched.',
		options: [
			...lessons.map(({scenario, title}, index) => ({
				key: `lesson ${scenario}`,
				label: `Lesson ${index + 1}: ${title}`,
				detail: 'guided',
				alsoFoundBy: scenario,
				event: {scenario, isGuided: true},
			})),
			...groups.flatMap(({subject, scenarios}) =>
				scenarios.map(({id, title}) => ({
					key: id,
					label: title,
					detail: subject,
					alsoFoundBy: id,
					event: {scenario: id, isGuided: false},
				})),
			),
		],
		filterFor: 'scenario',
		isCatalog: true,
	});
}
