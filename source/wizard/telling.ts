import {parseTarget} from '../incident/target.ts';
import {count} from '../text.ts';
import {settle} from './choosing.ts';
import {continueWith, startChecks} from './continue.ts';
import type {Handlers} from './handlers.ts';
import type {SubjectChoice} from './services.ts';
import {goTo, isOn, noIncident, say, type WizardState} from './state.ts';

type TellingEvents =
	| 'failure-read'
	| 'failure-chosen'
	| 'paste-chosen'
	| 'draft-changed'
	| 'draft-submitted'
	| 'understood'
	| 'reading-chosen'
	| 'advice-wanted'
	| 'everything-chosen';

/** From the error's text to the flow that is checked for. */
export const telling: Handlers<TellingEvents> = {
	'failure-read': (state, {failure}) => goTo(state, {name: 'ask-error', failure}),

	'failure-chosen'(state) {
		if (!isOn(state, 'ask-error') || !state.screen.failure || !state.choice) {
			return state;
		}

		const {executionArn, executionName, text} = state.screen.failure;
		const said = say(state, {
			kind: 'answer',
			question: 'What went wrong',
			answer: `the error of the execution ${executionName}`,
		});
		const choice = {...state.choice, executionArn};

		return goTo({...said, choice}, {name: 'understanding', text});
	},

	'paste-chosen'(state, {text}) {
		const draft = text === '' ? state.draft : text;
		const draftIsOffered = text === '' && state.draftIsOffered;
		return goTo({...state, draft, draftIsOffered}, {name: 'paste'});
	},

	'draft-changed'(state, {text}) {
		if (isOn(state, 'ask-input')) {
			return {...state, screen: {...state.screen, draft: text, isOffered: false, fault: null}};
		}

		return isOn(state, 'paste') ? {...state, draft: text, draftIsOffered: false} : state;
	},

	'draft-submitted'(state) {
		if (!isOn(state, 'paste') || state.draft.trim() === '') {
			return state;
		}

		const answer = `the pasted text, ${count(state.draft.trimEnd().split('\n').length, 'line')}`;
		const said = say(state, {kind: 'answer', question: 'What went wrong', answer});
		return goTo(said, {name: 'understanding', text: state.draft});
	},

	understood(state, {incident, readings}) {
		const understood = {...state, incident, readings};
		const named = state.choice === null && !state.settings.target ? namedByText(understood) : null;
		return named ? settle(understood, named) : continueWith(understood);
	},

	'reading-chosen': (state, {reading}) =>
		isOn(state, 'meaning')
			? startChecks(
					say(
						{...state, reading},
						{kind: 'answer', question: 'Checking for', answer: reading.flow.title},
					),
					false,
				)
			: state,

	'advice-wanted'(state) {
		const {screen} = state;
		const [reading] = state.readings ?? [];

		if (screen.name !== 'meaning' || !reading) {
			return state;
		}

		const said = say(state, {kind: 'advice', incident: screen.incident, reading});
		return {...said, step: state.step + 1, screen: {...screen, isAdviceGiven: true}};
	},

	'everything-chosen'(state) {
		const answer = 'everything that this state machine needs';
		const said = say(state, {kind: 'answer', question: 'Checking', answer});
		const incident = isOn(state, 'meaning') ? state.incident : noIncident;
		return startChecks({...said, incident, reading: null}, false);
	},
};

/** The state machine that the text itself names, if it is one of this account and region. */
function namedByText({incident: {facts}, settings}: WizardState): SubjectChoice | null {
	const arn = facts.executionArn ?? facts.stateMachineArn;
	const target = arn === null ? null : parseTarget(arn);
	const {accountId, region} = settings.identity;

	if (!target || target.kind === 'name') {
		return null;
	}

	if (target.accountId !== accountId || target.region !== region) {
		return null;
	}

	const isExecution = target.kind === 'execution';

	return {
		stateMachineArn: isExecution ? target.stateMachineArn : target.arn,
		executionArn: isExecution ? target.arn : null,
		roleArn: settings.roleArn,
		logGroupArn: settings.logGroupArn,
	};
}
