import {nameOfArn} from '../aws/arn.ts';
import {mayTurnOnRole} from '../incident/understand.ts';
import type {Entry} from './entry.ts';
import {finish} from './finish.ts';
import {mismatches, reachableTarget, targetInText} from './mismatches.ts';
import type {LastFailure, SubjectChoice} from './services.ts';
import {goTo, type RunState, say, writtenChanges} from './state.ts';

/** The first thing not yet settled, in the order in which a person tells it: what, then what went wrong. */
export function continueWith(state: RunState): RunState {
	const {choice, readings, settings} = state;

	if (readings === null && settings.text !== null) {
		return goTo(state, {name: 'understanding', text: settings.text});
	}

	if (choice === null) {
		return settleSubject(state);
	}

	return isLogGroupWanted(state, choice)
		? goTo(state, {name: 'listing-log-groups'})
		: settleError(state);
}

/** Where no state machine exists yet, the log group has to be told. */
const isLogGroupWanted = (state: RunState, choice: SubjectChoice): boolean =>
	choice.stateMachineArn === null &&
	choice.logGroupArn === null &&
	state.incident.facts.logGroupArn === null &&
	state.settings.isInteractive &&
	!isLogGroupAsked(state);

/** Who does not know it is not asked again. */
export const isLogGroupAsked = ({step, answered}: RunState): boolean =>
	[step, ...answered].some(({name}) => name === 'pick-log-group');

/** The command line comes first, then the text, then the list. */
function settleSubject(state: RunState): RunState {
	const {target, roleArn} = state.settings;

	if (target && !state.isNamedLookedFor) {
		return goTo(state, {name: 'finding-target', target, isNamed: true});
	}

	const inText = state.isNamedLookedFor ? null : targetInText(state);

	if (inText) {
		return goTo(state, {name: 'finding-target', target: inText, isNamed: false});
	}

	return roleArn === null
		? pickMachine(state, {filter: '', note: whatWasRead(state)})
		: settle(state, choiceOf(state, {}));
}

/** An error that came first and names no state machine. */
const whatWasRead = ({readings, settings: {isInteractive}}: RunState): string | null => {
	const [reading] = readings ?? [];
	const what = reading
		? `The error says: ${reading.flow.title}.`
		: 'The error fits no known failure.';
	return readings === null || !isInteractive
		? null
		: `${what} It names no state machine: choose the one it came from.`;
};

export const whichStateMachine = (goal: 'check' | 'fix'): string =>
	`Which state machine? Name it (sfn-fix ${goal} orders), or give --role and --log-group where it does not exist yet.`;

export function pickMachine(
	state: RunState,
	{filter, note}: {filter: string; note: string | null},
): RunState {
	return state.settings.isInteractive
		? goTo(state, {name: 'listing-machines', filter, note})
		: finish({
				...state,
				refusal: {
					kind: 'usage',
					message: whichStateMachine(state.settings.goal),
				},
			});
}

export const choiceOf = ({settings}: RunState, choice: Partial<SubjectChoice>): SubjectChoice => ({
	stateMachineArn: null,
	executionArn: null,
	mapRunArn: null,
	roleArn: settings.roleArn,
	logGroupArn: settings.logGroupArn,
	...choice,
});

/** Writes down what is examined and goes on to what went wrong. */
export function settle(state: RunState, choice: SubjectChoice): RunState {
	const meant = state.settings.practice?.meant?.target;
	const examined = choice.stateMachineArn && nameOfArn(choice.stateMachineArn);

	// Another one is likely in order, and would end the practice with a verdict on nothing that failed.
	const isNamed = state.readings !== null && targetInText(state) !== null;
	return meant && examined && examined !== meant && !isNamed && state.settings.isInteractive
		? goTo(
				{...state, choice},
				{
					name: 'mismatch',
					named: {kind: 'name', name: meant},
					namedBy: 'which this practice is about',
					examined,
					why: [`This practice is about the state machine ${meant}, and you chose ${examined}.`],
				},
			)
		: settled(state, choice);
}

export function settled(state: RunState, choice: SubjectChoice): RunState {
	const {identity, text} = state.settings;
	const said = say(
		{...state, choice},
		...unsaidMismatches({...state, choice}),
		{kind: 'account', identity},
		...describeChoice(choice).map(
			([question, answer]) => ({kind: 'answer', question, answer}) as const,
		),
	);

	// The text may be about the role of the state machine that is only now known.
	return state.readings !== null && text !== null && mayTurnOnRole(state.incident)
		? goTo(said, {name: 'understanding', text})
		: continueWith(said);
}

function describeChoice(choice: SubjectChoice): Array<[string, string]> {
	const {stateMachineArn, executionArn, mapRunArn, roleArn, logGroupArn} = choice;
	const isRead = stateMachineArn !== null && executionArn?.split(':')[5] === 'execution';
	const parts: Array<[string, string | null]> = [
		['State machine', stateMachineArn ? nameOfArn(stateMachineArn) : 'does not exist yet'],
		// One that is read names itself.
		['Execution', isRead ? null : executionArn && nameOfArn(executionArn)],
		['Map Run', mapRunArn],
		['Role', roleArn && nameOfArn(roleArn)],
		['Log group', logGroupArn && nameOfArn(logGroupArn)],
	];

	return parts.filter((part): part is [string, string] => part[1] !== null);
}

/** The account is looked at first: what it shows of a failure has to be explained, whatever was pasted. */
function settleError(state: RunState): RunState {
	if (!state.choice?.stateMachineArn || state.sight !== null) {
		return askForError(state, null);
	}

	return state.settings.since !== null && state.failures === null
		? goTo(state, {name: 'grouping-failures', progress: null})
		: goTo(state, {name: 'reading-failure'});
}

/** `failure` can stand in for a paste. */
export function askForError(state: RunState, failure: LastFailure | null): RunState {
	if (state.readings !== null) {
		return explain(state);
	}

	if (state.settings.offeredText !== null) {
		return goTo(state, {name: 'paste', fault: null});
	}

	return state.settings.flow === null
		? goTo(state, {name: 'ask-error', failure})
		: goTo(state, {name: 'understanding', text: ''});
}

/** Where no one can be asked, it is said before anything else. */
function unsaidMismatches(state: RunState): Entry[] {
	const {transcript, settings, readings} = state;
	const said = transcript.flatMap(entry => (entry.kind === 'note' ? [entry.text] : []));

	return settings.isInteractive || readings === null
		? []
		: mismatches(state)
				.filter(text => !said.includes(text))
				.map(text => ({kind: 'note', tone: 'warning', text}));
}

export const asChosen = (name: string): string => `${name}, as chosen`;

/** Where the text and the subject disagree, that is settled first. */
function explain(state: RunState): RunState {
	const why = mismatches(state);
	const {settings, transcript} = state;
	const examined = state.choice?.stateMachineArn;
	// Chosen against what the practice is about: its error names that one, and is not asked about again.
	const isChosen = transcript.some(
		entry => entry.kind === 'answer' && entry.answer === asChosen(nameOfArn(examined ?? '')),
	);

	if (why.length === 0 || !settings.isInteractive || !examined || isChosen) {
		return showMeaning(say(state, ...unsaidMismatches(state)), settings.isInteractive ? why : []);
	}

	return goTo(state, {
		name: 'mismatch',
		named: reachableTarget(state),
		namedBy: 'which the error names',
		examined: nameOfArn(examined),
		why,
	});
}

/** Prints what the text means and asks whether to check for it. */
export function showMeaning(state: RunState, notes: readonly string[] = []): RunState {
	const {incident, settings} = state;
	const [reading = null, ...others] = state.readings ?? [];
	const said = say(
		state,
		{kind: 'meaning', incident, reading, others, isBrief: settings.isInteractive},
		...notes.map(text => ({kind: 'note', tone: 'warning', text}) as const),
	);

	return settings.flow === null
		? goTo(said, {name: 'meaning', incident, readings: state.readings ?? [], isAdviceGiven: false})
		: startChecks({...said, reading}, false);
}

/** What the checks before said no longer holds, once something was written. */
export function startChecks(state: RunState, again: boolean): RunState {
	const awaited = again && writtenChanges(state).length > 0 ? awaitedProblems(state) : [];

	return goTo(
		{...state, diagnosis: null},
		{name: 'checking', lines: [], startedAt: null, again, awaited, progress: null},
	);
}

/** Problems that what was written can remove: not those that the person left, or whose change was declined. */
function awaitedProblems({diagnosis, changes, problemsLeft}: RunState): string[] {
	const notMade = changes
		.filter(({outcome}) => outcome !== 'applied' && outcome !== 'not-visible')
		.flatMap(({shown}) => shown.remedyIds);

	return (diagnosis?.checks ?? [])
		.filter(
			({id, outcome, remedies}) =>
				outcome === 'problem' &&
				!problemsLeft.includes(id) &&
				!remedies.some(remedy => notMade.includes(remedy.id)),
		)
		.map(({id}) => id);
}
