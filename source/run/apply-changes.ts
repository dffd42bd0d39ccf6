import {afterRemedies} from './choose-fixes.ts';
import {startChecks} from './continue.ts';
import {splitDependent} from './dependent-changes.ts';
import type {Handlers, RefusedChange, WriteResult} from './event.ts';
import {finish, whyNotWritten} from './finish.ts';
import {
	type ChangeOutcome,
	goTo,
	isOn,
	type ProposedChange,
	type RunState,
	say,
	withChanges,
	writtenChanges,
} from './state.ts';
import {isRefuted, type ShownChange, type StepOf, type Unplanned} from './step.ts';
import {messageOf, sentenceOf} from './write-words.ts';

/** From the changes of the chosen fixes to the last write. */
export const changeEvents: Handlers<'prepared' | 'progress' | 'written'> = {
	prepared(state, {changes, refused}) {
		if (!isOn(state, 'preparing')) {
			return state;
		}

		const counted = {...state, changesTotal: changes.length};

		const {writesOff} = state.settings;

		// A plan that cannot be applied, or not by a yes given beforehand, is none.
		const inPlan =
			writesOff === 'planning'
				? [...refused, ...changes.flatMap(shown => refutedOf(shown) ?? [])]
				: refused;

		if (writesOff && (writesOff !== 'planning' || inPlan.length === 0)) {
			return showOnly(counted, changes);
		}

		return inPlan.length > 0 ? refuseAll(counted, changes, inPlan) : askNext(counted, changes);
	},

	progress(state, {line}) {
		const {step} = state;

		return 'progress' in step ? {...state, step: {...step, progress: line}} : state;
	},

	written: (state, {result}) =>
		isOn(state, 'writing') ? afterWrite(state, state.step, result) : state,
};

const refuted =
	'The state that failed still fails with it (TestState). To apply it all the same, answer the question in a terminal, without --yes.';

const refutedOf = (shown: ShownChange): RefusedChange | null =>
	isRefuted(shown) ? {shown, why: refuted} : null;

export const entryOf = (shown: ShownChange, position: number, total: number, isBrief = false) =>
	({kind: 'change', shown, position, total, isBrief}) as const;

/** Shows every change where none can be written, and says why. */
export function showOnly(state: RunState, changes: ShownChange[]): RunState {
	const entries = changes.map((shown, index) => entryOf(shown, index + 1, changes.length));
	const said = say(record(state, changes, 'not-written'), ...entries, {
		kind: 'note',
		tone: 'warning',
		text: whyNotWritten(state.settings.writesOff),
	});

	return finish(said);
}

/** Where one change cannot be made, none is: the others could be half of a fix. */
function refuseAll(
	state: RunState,
	changes: ShownChange[],
	refused: readonly RefusedChange[],
): RunState {
	const whys = new Map(refused.map(({shown, why}) => [shown, why]));
	const recorded = changes.reduce(
		(earlier, shown) =>
			record(earlier, [shown], 'not-written', {
				confirmed: whys.has(shown),
				message: whys.get(shown) ?? 'Not asked, because another change cannot be made.',
			}),
		state,
	);
	const notes = refused.map(
		({why}) => ({kind: 'note', tone: 'bad', text: `Nothing was written. ${why}`}) as const,
	);

	return afterRemedies(say(recorded, ...notes));
}

/** Shows the next change and asks; what is shown is what will be written. */
export function askNext(state: RunState, changes: ShownChange[]): RunState {
	const [shown, ...rest] = changes;

	if (!shown) {
		return writtenChanges(state).length > 0 ? startChecks(state, true) : afterRemedies(state);
	}

	return ask(state, shown, rest, null);
}

function ask(
	state: RunState,
	shown: ShownChange,
	rest: ShownChange[],
	unplanned: Unplanned | null,
): RunState {
	return goTo(sayChange(state, shown, rest), {name: 'confirm', shown, rest, unplanned});
}

const sayChange = (state: RunState, shown: ShownChange, rest: ShownChange[]): RunState =>
	say(
		state,
		entryOf(
			shown,
			state.changesTotal - rest.length,
			state.changesTotal,
			state.settings.isInteractive,
		),
	);

/** Asked again, a no no longer counts: what followed from it is open again. */
export function askAgain(state: RunState & {step: StepOf<'confirm'>}): RunState {
	const {shown, rest, unplanned} = state.step;
	const open = [shown, ...rest, ...(unplanned?.kind === 'moved' ? [unplanned.from] : [])];
	const changes = state.changes.filter(change => !open.includes(change.shown));
	return sayChange({...state, changes}, shown, rest);
}

export function answerConfirm(state: RunState, yes: boolean): RunState {
	if (!isOn(state, 'confirm')) {
		return state;
	}

	if (yes) {
		const {shown, rest, unplanned} = state.step;
		const writing = {shown, rest, unplanned, progress: null, interrupted: false};
		return {...goTo(state, {name: 'writing', ...writing}), answered: []};
	}

	return decline(state, state.step);
}

/** A no to one change asks on about the next, except where the next depends on it. */
function decline(state: RunState, {shown, rest, unplanned}: StepOf<'confirm'>): RunState {
	const why = state.settings.isInteractive ? null : (refutedOf(shown)?.why ?? null);
	const text = `Not applied: ${shown.target}. ${why ?? ''}`.trim();
	const noted = say(state, {kind: 'note', tone: why === null ? 'plain' : 'bad', text});
	const declined =
		unplanned?.kind === 'moved'
			? record(noted, [unplanned.from], 'moved', {confirmed: true, message: unplanned.why})
			: record(noted, [shown], 'not-written', {message: why});
	const {dependent, free} = splitDependent(shown, rest);

	if (dependent.length === 0) {
		return askNext(declined, free);
	}

	const message = `It depends on the ${shown.target}, which was declined.`;
	const targets = dependent.map(({target}) => target).join('; ');
	const said = say(record(declined, dependent, 'not-written', {message}), {
		kind: 'note',
		tone: 'warning',
		text: `Not asked: ${targets}. ${message}`,
	});

	return askNext(said, free);
}

function afterWrite(
	state: RunState,
	{shown, rest, unplanned, interrupted}: StepOf<'writing'>,
	result: WriteResult,
): RunState {
	// A yes to a plan is no yes to what it would become.
	if (result.outcome === 'moved' && result.now && !interrupted && !state.settings.plan) {
		const text = `Nothing was written. ${result.why}`;
		const said = say(state, {kind: 'note', tone: 'warning', text});
		const from = unplanned?.kind === 'moved' ? unplanned.from : shown;
		return ask(said, result.now, rest, {kind: 'moved', from, why: result.why});
	}

	const told = tellResult(state, shown, result);

	if (interrupted) {
		return finish(record(told, rest, 'not-written'), 130);
	}

	if (result.outcome === 'applied' || result.outcome === 'not-visible') {
		return result.restore
			? ask({...told, changesTotal: told.changesTotal + 1}, result.restore, rest, {
					kind: 'restores',
				})
			: askNext(told, rest);
	}

	return result.outcome === 'moved'
		? startChecks({...record(told, rest, 'not-written'), remediesOffered: []}, true)
		: stopWriting(told, rest);
}

function tellResult(state: RunState, shown: ShownChange, result: WriteResult): RunState {
	const message = messageOf(result);
	const [tone, text] = sentenceOf(shown.target, result);
	const known = {
		...('isDenied' in result && result.isDenied ? {isDenied: true as const} : {}),
		...('isReplaced' in result && result.isReplaced ? {isReplaced: true as const} : {}),
	};
	const recorded = record(state, [shown], result.outcome, {confirmed: true, message, ...known});

	return say(recorded, {kind: 'note', tone, text: `${text} ${message ?? ''}`.trim()});
}

export function record(
	state: RunState,
	shown: readonly ShownChange[],
	outcome: ChangeOutcome,
	{
		confirmed = false,
		message = null,
		...known
	}: Partial<Pick<ProposedChange, 'confirmed' | 'message' | 'isDenied' | 'isReplaced'>> = {},
): RunState {
	const changes = shown.map(one => ({shown: one, outcome, confirmed, message, ...known}));
	return withChanges(state, changes);
}

/** Once a write fails, the changes after it can depend on it: they are not tried. */
function stopWriting(state: RunState, rest: ShownChange[]): RunState {
	const message = 'Not tried, because the change before it was not applied.';
	const said =
		rest.length > 0
			? say(record(state, rest, 'not-written', {message}), {
					kind: 'note',
					tone: 'warning',
					text: `Not tried: ${rest.map(({target}) => target).join('; ')}.`,
				})
			: state;

	return askNext(said, []);
}
