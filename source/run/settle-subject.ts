import {count} from '../text.ts';
import {choiceOf, continueWith, pickMachine, settle, startChecks} from './continue.ts';
import type {Handlers} from './event.ts';
import {finish} from './finish.ts';
import {nameOfTarget} from './mismatches.ts';
import {byRecentFailure} from './recent-failures.ts';
import {goTo, isOn, type RunState, say} from './state.ts';

type SubjectEvents =
	| 'target-found'
	| 'target-missing'
	| 'machines-listed'
	| 'machines-arrived'
	| 'machine-picked'
	| 'machine-missing'
	| 'target-named'
	| 'error-given'
	| 'roles-listed'
	| 'role-picked'
	| 'log-groups-listed'
	| 'log-group-picked';

/** From what the command line or the text names, or from the lists, to the subject. */
export const subjectEvents: Handlers<SubjectEvents> = {
	'target-found'(state, {stateMachineArn, executionArn, mapRunArn}) {
		const looked = {...state, isNamedLookedFor: true};
		return isOn(state, 'finding-target')
			? settle(looked, choiceOf(looked, {stateMachineArn, executionArn, mapRunArn}))
			: state;
	},

	'target-missing'(state, {why, filter, isGone}) {
		if (!isOn(state, 'finding-target')) {
			return state;
		}

		const looked: RunState = {
			...state,
			isNamedLookedFor: true,
			missingMachines: [...state.missingMachines, nameOfTarget(state.step.target)],
		};

		// A creation that failed leaves the ARN of a state machine that never was in its message.
		if (isGone && !state.step.isNamed) {
			return state.settings.roleArn === null
				? pickMachine(looked, {filter, note: why})
				: continueWith(looked);
		}

		return state.settings.isInteractive
			? pickMachine(looked, {filter, note: why})
			: finish({...looked, refusal: {kind: 'no-verdict', message: why}});
	},

	'machines-listed'(state, {machines: listed, isArriving, failures, at}) {
		if (!isOn(state, 'listing-machines')) {
			return state;
		}

		const {filter, note} = state.step;
		const isFound = listed.items.some(({name}) => name.includes(filter));
		const machines = {...listed, items: byRecentFailure(listed.items, failures)};
		return goTo(state, {
			name: 'pick-machine',
			machines,
			isArriving,
			failures,
			at,
			filter: isFound ? filter : '',
			note,
		});
	},

	/** They come after those that are there: what somebody is about to choose stays where it is. */
	'machines-arrived'(state, {machines: listed, isArriving}) {
		if (!isOn(state, 'pick-machine')) {
			return state;
		}

		const {step} = state;
		const machines = {...listed, items: byRecentFailure(listed.items, step.failures)};
		return {...state, step: {...step, machines, isArriving}};
	},

	'machine-picked': (state, {machine}) =>
		settle(forgetReadings(state), choiceOf(state, {stateMachineArn: machine.arn})),

	/** Where the text named it, the text stays what it is about. */
	'target-named'(state, {target}) {
		const {settings, incident} = state;
		const text = isOn(state, 'mismatch') && state.readings !== null ? incident.text : settings.text;
		const named = forgetReadings({...state, settings: {...settings, text}});
		const {region, accountId} = settings.identity;

		// The same credentials reach every region of their account.
		if (
			settings.canSwitch &&
			target.kind !== 'name' &&
			target.accountId === accountId &&
			target.region !== region
		) {
			const {profile} = settings.location;
			return goTo(named, {name: 'opening-account', profile, region: target.region, target});
		}

		return goTo(named, {name: 'finding-target', target, isNamed: true});
	},

	'error-given'(state, {text}) {
		const lines = count(text.trimEnd().split('\n').length, 'line');
		const said = say(state, {
			kind: 'answer',
			question: 'What went wrong',
			answer: `the pasted text, ${lines}`,
		});
		const settings = {...state.settings, text, target: null};

		return goTo(
			{
				...forgetReadings(said),
				settings,
				choice: null,
				isNamedLookedFor: false,
				draft: text,
				draftIsOffered: false,
			},
			{name: 'understanding', text},
		);
	},

	'machine-missing': state => goTo(forgetReadings(state), {name: 'listing-roles'}),

	'roles-listed': (state, {roles}) => goTo(state, {name: 'pick-role', roles}),

	'role-picked': (state, {arn}) =>
		goTo({...state, choice: choiceOf(state, {roleArn: arn})}, {name: 'listing-log-groups'}),

	'log-groups-listed': (state, {logGroups}) =>
		goTo(state, {name: 'pick-log-group', logGroups, isForChecks: false}),

	'log-group-picked'(state, {arn}) {
		if (!isOn(state, 'pick-log-group')) {
			return state;
		}

		const choice = {...(state.choice ?? choiceOf(state, {})), logGroupArn: arn};

		return state.step.isForChecks ? startChecks({...state, choice}, false) : settle(state, choice);
	},
};

/** The failure that was read belongs to another state machine; what the command line brought stays. */
const forgetReadings = (state: RunState): RunState => ({
	...state,
	sight: null,
	followed: null,
	evidence: {status: 'not-read'},
	...(state.settings.text === null && {readings: null}),
});
