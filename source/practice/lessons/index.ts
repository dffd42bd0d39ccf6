import {expressUnknownLesson} from './express-unknown.ts';
import type {Lesson} from './lesson.ts';
import {logDestinationLesson} from './log-destination.ts';
import {passRoleLesson} from './pass-role.ts';

/** In the order of learning: each builds on the one before. */
export const lessons: readonly Lesson[] = [
	logDestinationLesson,
	expressUnknownLesson,
	passRoleLesson,
];
