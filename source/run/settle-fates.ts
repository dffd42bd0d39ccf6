import type {EventOf, Handlers} from './event.ts';
import {type ProposedChange, type RunState, say} from './state.ts';

export const fateEvents: Handlers<'settled'> = {
	settled: (state, {changes}) => changes.reduce(settle, state),
};

const settledWords = {
	applied: 'Looked up again: the account shows it.',
	failed: 'Looked up again: the account shows that it did not take place.',
} as const;

/** The last word about a write whose outcome was open. */
function settle(
	state: RunState,
	{change, outcome}: EventOf<'settled'>['changes'][number],
): RunState {
	const message = settledWords[outcome];
	const isOpen = (each: ProposedChange) =>
		each.shown.change === change && (each.outcome === 'unknown' || each.outcome === 'not-visible');
	const target = state.changes.find(isOpen)?.shown.target;
	const settled = ({isReplaced: _, ...each}: ProposedChange) => ({...each, outcome, message});
	const changes = state.changes.map(each => (isOpen(each) ? settled(each) : each));
	const tone = outcome === 'applied' ? 'good' : 'bad';

	return target === undefined
		? state
		: say({...state, changes}, {kind: 'note', tone, text: `${message} ${target}.`});
}

export const hasMoved = ({changes}: Pick<RunState, 'changes'>): boolean =>
	changes.some(({outcome}) => outcome === 'moved');
