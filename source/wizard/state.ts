import type {Identity} from '../account/account.ts';
import type {CommandLocation} from '../aws/command.ts';
import type {Diagnosis} from '../diagnosis/diagnose.ts';
import type {Subject} from '../diagnosis/subject.ts';
import {noFacts} from '../incident/facts.ts';
import type {Incident} from '../incident/incident.ts';
import type {Entry} from './entry.ts';
import type {RetryOutcome} from './event.ts';
import {isQuestion, type Reading, type Screen, type ScreenName, type ScreenOf} from './screen.ts';
import type {ExitStatus, PresetTarget, SubjectChoice, WizardOptions} from './services.ts';

/** What is settled before the first screen. */
export type Settings = {
	identity: Identity;
	location: CommandLocation;
	readOnly: boolean;
	retry: boolean;
	practice: {title: string; story: string} | null;
	target: PresetTarget | null;
	text: string | null;
	flow: string | null;
	roleArn: string | null;
	logGroupArn: string | null;
};

/** One write that was tried. */
export type Written = {target: string; outcome: 'applied' | 'not-visible' | 'unclear'};

export type WizardState = {
	settings: Settings;
	/** Counts the screens; what an effect reports belongs to the step that started it. */
	step: number;
	screen: Screen;
	/** The questions answered so far, to go back to. Emptied by the first write. */
	answered: Screen[];
	transcript: Entry[];
	choice: SubjectChoice | null;
	/** The text as pasted so far: going back never loses it. */
	draft: string;
	/** The draft is the practice's own: the first key or paste replaces it. */
	draftIsOffered: boolean;
	incident: Incident;
	/** Null until a text was understood. */
	readings: Reading[] | null;
	/** The flow that is checked; null before it is chosen and for the general checks. */
	reading: Reading | null;
	subject: Subject | null;
	/** The latest. */
	diagnosis: Diagnosis | null;
	/** What the first checks found, for the summary. */
	problemsFound: string[];
	/** Ids of the remedies offered so far: one that did not hold is not offered again. */
	remediesOffered: string[];
	changesTotal: number;
	written: Written[];
	moved: boolean;
	retried: RetryOutcome | null;
	status: ExitStatus | null;
};

export const noIncident: Incident = {text: '', facts: noFacts, matches: []};

export function initialState(identity: Identity, options: WizardOptions): WizardState {
	const {readOnly = false, retry = false, practice = null} = options;
	const {target = null, text = null, flow = null} = options;
	const {roleArn = null, logGroupArn = null} = options;

	return {
		settings: {
			identity,
			location: options.location ?? {
				region: identity.region,
				profile: null,
				endpointUrl: null,
			},
			readOnly,
			retry,
			practice,
			target,
			text,
			flow,
			roleArn,
			logGroupArn,
		},
		step: 0,
		screen: {name: 'listing-machines'},
		answered: [],
		transcript: [{kind: 'banner', practice, readOnly}],
		choice: presetChoice(options),
		draft: text ?? '',
		draftIsOffered: text !== null,
		incident: noIncident,
		readings: null,
		reading: null,
		subject: null,
		diagnosis: null,
		problemsFound: [],
		remediesOffered: [],
		changesTotal: 0,
		written: [],
		moved: false,
		retried: null,
		status: null,
	};
}

function presetChoice({target, roleArn = null, logGroupArn = null}: WizardOptions) {
	if (target?.kind === 'state-machine') {
		return {stateMachineArn: target.arn, executionArn: null, roleArn, logGroupArn};
	}

	if (target?.kind === 'execution') {
		const {arn, stateMachineArn} = target;
		return {stateMachineArn, executionArn: arn, roleArn, logGroupArn};
	}

	const standsAlone = !target && roleArn !== null;
	return standsAlone ? {stateMachineArn: null, executionArn: null, roleArn, logGroupArn} : null;
}

/** Moves on, remembering a question for the way back. */
export const goTo = (state: WizardState, screen: Screen): WizardState => ({
	...state,
	step: state.step + 1,
	screen,
	answered: isQuestion(state.screen) ? [...state.answered, state.screen] : state.answered,
});

export const say = (state: WizardState, ...entries: Entry[]): WizardState => ({
	...state,
	transcript: [...state.transcript, ...entries],
});

export function isOn<Name extends ScreenName>(
	state: WizardState,
	name: Name,
): state is WizardState & {screen: ScreenOf<Name>} {
	return state.screen.name === name;
}
