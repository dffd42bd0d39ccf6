/** One of the answers to choose from, and why it is right or wrong. */
export type LessonAnswer = {text: string; isRight: boolean; why: string};

/** Asked before the answer is shown: what was guessed is remembered better than what was read. */
export type LessonQuestion = {text: string; answers: readonly LessonAnswer[]};

export type LessonStop = {
	heading: string;
	paragraphs: readonly string[];
	questions: readonly LessonQuestion[];
};

/** Where a lesson speaks, in the order of a run. */
export type LessonStopName =
	| 'start'
	| 'paste'
	| 'meaning'
	| 'checking'
	| 'pick-remedy'
	| 'confirm'
	| 'repeat'
	| 'end';

/** What the guide says and asks while a scenario is played. */
export type Lesson = {
	scenario: string;
	stops: Readonly<Record<LessonStopName, LessonStop>>;
};

export const stop = (
	heading: string,
	paragraphs: readonly string[],
	questions: readonly LessonQuestion[] = [],
): LessonStop => ({heading, paragraphs, questions});

export const right = (text: string, why: string): LessonAnswer => ({text, isRight: true, why});

export const wrong = (text: string, why: string): LessonAnswer => ({text, isRight: false, why});
