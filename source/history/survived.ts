import type {HistoryEvent} from '../account/step-functions.ts';
import {answeredFailure} from './answered.ts';
import {errorOutput} from './error-output.ts';
import {detailText, type Told, toldBy} from './event-details.ts';
import type {Survived} from './failure.ts';
import type {Passage} from './passage.ts';
import {isFailure, isOfLastAttempt, type Passages} from './passages.ts';

/** The failures that did not end the execution, beside those of the chain. */
export function survivedBeside(chain: readonly Passage[], {all}: Passages): Survived[] {
	const inChain = new Set(chain);
	const next = new Map(
		all.flatMap(({entered, name}) => (entered ? [[entered.previousEventId, name] as const] : [])),
	);

	return all
		.filter(passage => !inChain.has(passage) && isSettled(passage, chain))
		.flatMap(passage => {
			const by = survivedBy(passage);
			const failure = passage.events.findLast(isFailure);
			const told = (by === 'answer' && answeredFailure(passage)) || toldBy(failure);

			return by === null
				? []
				: [
						{
							state: passage.name,
							...(told.error === null && told.cause === null
								? errorOutput(passage.exited)
								: {error: told.error, cause: told.cause}),
							at: failure?.timestamp ?? passage.exited?.timestamp ?? null,
							by,
							next: by === 'catch' ? (next.get(passage.exited?.id ?? -1) ?? null) : null,
						},
					];
		});
}

function survivedBy(passage: Passage): Survived['by'] | null {
	const {left, events, within, attempt} = passage;

	if (left === 'caught') {
		return 'catch';
	}

	if (answeredFailure(passage) !== null) {
		return 'answer';
	}

	const isTriedAgain = within !== null && attempt !== within.attempts;
	return events.some(isFailure) && (left === 'succeeded' || isTriedAgain) ? 'retry' : null;
}

/** What was caught on a branch that was aborted, or that failed and was caught as a whole, survived nothing. */
function isSettled(passage: Passage, chain: readonly Passage[]): boolean {
	const {within, index} = passage;

	if (
		within === null ||
		chain.some(link => link.within === within && link.index === index && isOfLastAttempt(passage))
	) {
		return true;
	}

	return within.left === 'succeeded' && isSettled(within, chain);
}

/** The state that was left before by a Catch, with this cause. */
export const caughtBefore = (
	{entered, within}: Passage,
	cause: string,
	{all, events}: Passages,
): Passage | undefined =>
	all.findLast(passage => {
		const {left, exited} = passage;
		const failure = left === 'caught' ? events.get(exited?.previousEventId ?? -1) : undefined;
		return (
			passage.within === within &&
			(exited?.id ?? 0) < (entered?.id ?? 0) &&
			failure !== undefined &&
			(toldBy(failure).cause ?? errorOutput(exited).cause) === cause
		);
	});

/** Without the definition: whether the Fail state was still given what was caught before the given state. */
export const mentionsCaught = (fail: Passage, passage: Passage, {all}: Passages): boolean =>
	all.some(
		({left, exited, events}) =>
			left === 'caught' &&
			(exited?.id ?? 0) < (passage.entered?.id ?? 0) &&
			events.some(event => isFailure(event) && isQuotedIn(fail.entered, toldBy(event))),
	);

/** As the input of a state holds it, which is JSON. */
export const isQuotedIn = (entered: HistoryEvent | null, {error, cause}: Told): boolean =>
	[error, cause].some(
		text =>
			text !== null &&
			text !== '' &&
			detailText(entered, 'input')?.includes(JSON.stringify(text).slice(1, -1)),
	);
