import type {Remedy} from '../diagnosis/remedy.ts';
import {startChecks} from './continue.ts';
import {finish} from './ending.ts';
import type {WriteResult} from './event.ts';
import type {Handlers} from './handlers.ts';
import type {ScreenOf, ShownChange} from './screen.ts';
import {goTo, isOn, say, type WizardState} from './state.ts';

/** From the choice of remedies to the last write. */
export const mending: Handlers<'remedy-chosen' | 'prepared' | 'progress' | 'written'> = {
	'remedy-chosen'(state, {remedy}) {
		if (!isOn(state, 'pick-remedy')) {
			return state;
		}

		const [, ...problems] = state.screen.problems;
		const chosen = remedy ? [...state.screen.chosen, remedy] : state.screen.chosen;
		const said = say(state, {
			kind: 'answer',
			question: 'Remedy',
			answer: remedy?.title ?? 'left as it is',
		});

		return nextProblem(said, problems, chosen);
	},

	prepared(state, {changes}) {
		if (!isOn(state, 'preparing')) {
			return state;
		}

		const counted = {...state, changesTotal: changes.length};
		return state.settings.readOnly ? showOnly(counted, changes) : askNext(counted, changes);
	},

	progress(state, {line}) {
		const {screen} = state;

		return screen.name === 'writing' || screen.name === 'retrying'
			? {...state, screen: {...screen, progress: line}}
			: state;
	},

	written: (state, {result}) =>
		isOn(state, 'writing') ? afterWrite(state, state.screen, result) : state,
};

/** A remedy chosen for one problem may mend the next as well. */
export function nextProblem(
	state: WizardState,
	problems: ScreenOf<'pick-remedy'>['problems'],
	chosen: Remedy[],
): WizardState {
	const open = problems.filter(
		({remedies}) => !remedies.some(({id}) => chosen.some(other => other.id === id)),
	);

	const [problem] = open;

	if (problem) {
		return goTo(say(state, {kind: 'remedies', problem}), {
			name: 'pick-remedy',
			problems: open,
			chosen,
		});
	}

	return chosen.length > 0 ? goTo(state, {name: 'preparing', remedies: chosen}) : finish(state);
}

const entryOf = (shown: ShownChange, position: number, total: number) =>
	({kind: 'change', shown, position, total}) as const;

function showOnly(state: WizardState, changes: ShownChange[]): WizardState {
	const entries = changes.map((shown, index) => entryOf(shown, index + 1, changes.length));

	return finish(
		say(state, ...entries, {
			kind: 'note',
			tone: 'warning',
			text: 'Read-only: nothing is asked and nothing is written.',
		}),
	);
}

/** Shows the next change and asks; what is shown is what will be written. */
export function askNext(state: WizardState, changes: ShownChange[]): WizardState {
	const [shown, ...rest] = changes;

	if (!shown) {
		return state.written.length > 0 ? startChecks(state, true) : finish(state);
	}

	const position = state.changesTotal - rest.length;
	const said = say(state, entryOf(shown, position, state.changesTotal));
	return goTo(said, {name: 'confirm', shown, rest});
}

export function answerConfirm(state: WizardState, yes: boolean): WizardState {
	if (!isOn(state, 'confirm')) {
		return state;
	}

	const {shown, rest} = state.screen;

	if (yes) {
		const waiting = {progress: null, interrupted: false};
		return goTo({...state, answered: []}, {name: 'writing', shown, rest, ...waiting});
	}

	const text = `Not written: ${shown.target}.`;
	return askNext(say(state, {kind: 'note', tone: 'plain', text}), rest);
}

function afterWrite(
	state: WizardState,
	{shown, rest, interrupted}: ScreenOf<'writing'>,
	result: WriteResult,
): WizardState {
	const told = tellResult(state, shown, result);

	if (interrupted) {
		return finish(told, 130);
	}

	if (result.outcome === 'moved') {
		return result.now
			? askNext(told, [result.now, ...rest])
			: startChecks({...told, remediesOffered: []}, true);
	}

	return result.outcome === 'not-written' ? stopWriting(told, rest) : askNext(told, rest);
}

function tellResult(state: WizardState, {target}: ShownChange, result: WriteResult): WizardState {
	switch (result.outcome) {
		case 'applied':
			return say(record(state, target, 'applied'), {
				kind: 'note',
				tone: 'good',
				text: joined(`Written, and AWS shows it: ${target}.`, result.warning),
			});
		case 'not-visible':
			return say(record(state, target, 'not-visible'), {
				kind: 'note',
				tone: 'warning',
				text: joined(
					`Written: ${target}. AWS did not show it within ${result.waitedSeconds} s; it may still come.`,
					result.warning,
				),
			});
		case 'moved':
			return say(
				{...state, moved: true},
				{
					kind: 'note',
					tone: 'warning',
					text: `Nothing written. ${result.why}`,
				},
			);
		case 'not-written':
			return say(state, {
				kind: 'note',
				tone: 'bad',
				text: `Not written: ${target}. ${result.why}`,
			});
		case 'unclear':
			return say(record(state, target, 'unclear'), {
				kind: 'note',
				tone: 'bad',
				text: `It is not known whether ${target} was written: ${result.why}. See sfn-fix history.`,
			});
	}
}

const joined = (text: string, warning = ''): string => `${text} ${warning}`.trimEnd();

const record = (
	state: WizardState,
	target: string,
	outcome: WizardState['written'][number]['outcome'],
): WizardState => ({...state, written: [...state.written, {target, outcome}]});

/** Once AWS refuses a write, the changes after it may rest on it: they are not tried. */
function stopWriting(state: WizardState, rest: ShownChange[]): WizardState {
	const said =
		rest.length > 0
			? say(state, {
					kind: 'note',
					tone: 'warning',
					text: `Not tried either: ${rest.map(({target}) => target).join('; ')}.`,
				})
			: state;

	return askNext(said, []);
}
