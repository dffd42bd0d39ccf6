import {InterruptedError} from '../errors.ts';
import {printIdentity} from '../output/plain/identity.ts';
import type {Page} from '../output/plain/page.ts';
import type {Question} from '../run/choice.ts';
import type {RunEvent} from '../run/event.ts';
import {questionOf} from '../run/question.ts';
import type {Run} from '../run/run.ts';
import type {RunState} from '../run/state.ts';
import {takeInterrupts} from '../stop-request.ts';
import {printEntry} from './print-entry.ts';

/** Throws InterruptedError where the person pressed Ctrl-C at the question. */
export type AnswerQuestion = (state: RunState, question: Question) => Promise<RunEvent[]>;

/** Drives a run to its end in plain lines, or in silence where `page` is null. Returns the last state. */
export async function drive(
	run: Run,
	page: Page | null,
	answer: AnswerQuestion,
): Promise<RunState> {
	const print = printerOf(page);
	const release = takeInterrupts(run.interrupt, 'lines');

	try {
		for (;;) {
			const state = run.state();
			print(state);

			if (state.step.name === 'end') {
				return state;
			}

			const question = questionOf(state);
			// A signal ends the run at a question that nobody answers any more. What is only news, such as evidence that was
			// read meanwhile, leaves the question alone: asking it again would read each key twice.
			await (question
				? Promise.race([
						answerQuestion(run, state, () => answer(state, question)),
						until(run, now => now.stepNumber !== state.stepNumber),
					])
				: until(run, now => now !== state));
		}
	} finally {
		release();
	}
}

async function answerQuestion(
	run: Run,
	{stepNumber}: RunState,
	answer: () => Promise<RunEvent[]>,
): Promise<void> {
	try {
		for (const event of await answer()) {
			run.dispatch(event, stepNumber);
		}
	} catch (error) {
		if (!(error instanceof InterruptedError)) {
			throw error;
		}

		run.interrupt();
	}
}

function until(run: Run, holds: (state: RunState) => boolean): Promise<void> {
	return new Promise(resolve => {
		if (holds(run.state())) {
			resolve();
			return;
		}

		const end = run.subscribe(() => {
			if (holds(run.state())) {
				end();
				resolve();
			}
		});
	});
}

/** Prints what was not printed before. */
function printerOf(page: Page | null): (state: RunState) => void {
	let printed = 0;
	let waited: string | null = null;

	return state => {
		const {transcript, step, refusal, settings} = state;
		const isAlone = transcript.length === 1 && step.name !== 'end' && !questionOf(state);

		// The banner waits for what follows it, a question too: a run that is refused at once says just why.
		if (page === null || refusal || isAlone) {
			return;
		}

		for (const entry of transcript.slice(printed)) {
			if (entry.kind !== 'account') {
				printEntry(page, entry);
			}

			// Before the first question, whose answers come from this account.
			if (entry.kind === 'banner') {
				printIdentity(page, settings.identity);
			}
		}

		printed = transcript.length;
		const progress = 'progress' in step ? step.progress : null;

		if (progress !== null && progress !== waited) {
			page.line(page.style('dim', `  ${page.safe(progress)}`));
		}

		waited = progress;
	};
}
