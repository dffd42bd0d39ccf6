import {verdictOf} from './finish.ts';
import {headlineOf, openFailure} from './headline.ts';
import {type RunState, writtenChanges} from './state.ts';
import {describeWrite, notKnown} from './summary.ts';

/** What is not known, in the sentences of the summary: at least one where there is no verdict. */
export function reasons(state: RunState): string[] {
	if (verdictOf(state) !== 'no-verdict') {
		return notKnown(state);
	}

	const [headline] = headlineOf(state);
	const all = [...new Set([...saidElsewhere(state, headline), ...notKnown(state)])];
	return all.length > 0 ? all : [headline];
}

/** In the headline, beside the execution and beside a write. */
function saidElsewhere(state: RunState, headline: string): string[] {
	const {sight, explanation} = state;
	const open = openFailure(state);

	return [
		// Of a pasted error, `notKnown` says more.
		open !== null && headline.endsWith(open) && explanation !== 'no-problem-found' ? open : [],
		sight?.kind === 'unread' ? sight.why : [],
		writtenChanges(state)
			.filter(({outcome}) => outcome === 'unknown')
			.map(describeWrite),
	].flat();
}
