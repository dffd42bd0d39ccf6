import type {Retry} from './services.ts';

type Words = {heading: string; question: string; declined: string};

const repeated: Words = {
	heading: 'Repeat what failed: ',
	question: 'Repeat it now?',
	declined: 'Not repeated.',
};

const started: Words = {heading: '', question: 'Start it now?', declined: 'Not started.'};

/** A new execution repeats nothing. */
export const retryWords: Record<Retry['kind'], Words> = {
	'turn-logging-on': repeated,
	redrive: repeated,
	'start-execution': started,
};
