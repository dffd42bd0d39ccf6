import type {Page} from '../output/plain/page.ts';
import type {Choice} from '../run/choice.ts';
import {explain} from './ask-for-choice.ts';
import {askInLines} from './ask-in-lines.ts';
import {ask} from './prompt.ts';
import type {Streams} from './streams.ts';

/** One question outside of a run. `why`: what `?` tells. Null where the person leaves. */
export async function pickInLines<Event>(
	question: Choice<Event>,
	why: string,
	page: Page,
	streams: Streams,
): Promise<Event | null> {
	for (;;) {
		const [event] = await askInLines(question, {
			page,
			ask: text => ask(text, streams),
			canGoBack: false,
			isExplainable: true,
		});

		if (event !== explain) {
			return question.options.find(option => option.event === event)?.event ?? null;
		}

		page.paragraph(why);
	}
}
