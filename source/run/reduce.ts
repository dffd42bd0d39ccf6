import type {Identity} from '../account/account.ts';
import type {AwsLocation} from '../aws/location.ts';
import {messageOf} from '../errors.ts';
import {answerConfirm, changeEvents} from './apply-changes.ts';
import {planEvents} from './apply-plan.ts';
import {fixEvents} from './choose-fixes.ts';
import {continueWith} from './continue.ts';
import type {Handlers, RunEvent} from './event.ts';
import {explainEvents} from './explain-question.ts';
import {groupEvents} from './failure-groups.ts';
import {endEvents} from './finish.ts';
import {backEvents} from './go-back.ts';
import {guide, guideEvents} from './guide.ts';
import {initialState} from './initial-state.ts';
import {checkEvents} from './judge-checks.ts';
import {errorEvents} from './read-error.ts';
import {evidenceEvents} from './read-evidence.ts';
import {answerRetry, retryEvents} from './repeat-failed.ts';
import type {RunOptions} from './services.ts';
import {fateEvents} from './settle-fates.ts';
import {subjectEvents} from './settle-subject.ts';
import {goTo, type RunState, say} from './state.ts';
import {accountEvents} from './switch-account.ts';

/** The first step: what the command line settles is not asked again. */
export const begin = (identity: Identity, location: AwsLocation, options: RunOptions): RunState =>
	guide(continueWith(initialState(identity, location, options)));

/** Answers that fit several steps. */
const anywhere: Handlers<'confirmed' | 'broke' | 'tried-again' | 'waited'> = {
	waited: (state, {line}) => say(state, {kind: 'note', tone: 'dim', text: line}),

	confirmed: (state, {yes}) =>
		state.step.name === 'confirm' ? answerConfirm(state, yes) : answerRetry(state, yes),

	broke(state, {error}) {
		const text = `This did not work: ${messageOf(error)}`;
		const said = say(state, {kind: 'note', tone: 'bad', text});
		return goTo(said, {name: 'trouble', failed: state.step, error});
	},

	'tried-again': state => (state.step.name === 'trouble' ? goTo(state, state.step.failed) : state),
};

const handlers: Handlers<RunEvent['type']> = {
	...subjectEvents,
	...accountEvents,
	...groupEvents,
	...errorEvents,
	...checkEvents,
	...fixEvents,
	...changeEvents,
	...fateEvents,
	...planEvents,
	...retryEvents,
	...endEvents,
	...explainEvents,
	...evidenceEvents,
	...guideEvents,
	...backEvents,
	...anywhere,
};

/** The whole guided fix: a state and what happens give the next state. Pure. */
export function reduce(state: RunState, event: RunEvent): RunState {
	if (state.step.name === 'end') {
		return state;
	}

	const handler = handlers[event.type] as (state: RunState, event: RunEvent) => RunState;
	const next = handler(state, event);
	// Who leaves is not told what there was to learn.
	return event.type === 'left' || event.type === 'interrupted' ? next : guide(next);
}
