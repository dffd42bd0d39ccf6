import {nameOfArn} from '../aws/arn.ts';
import {continueWith, startChecks} from './continue.ts';
import type {Handlers} from './handlers.ts';
import type {SubjectChoice} from './services.ts';
import {goTo, isOn, say, type WizardState} from './state.ts';

type ChoosingEvents =
	| 'machines-listed'
	| 'machine-picked'
	| 'machine-missing'
	| 'roles-listed'
	| 'role-picked'
	| 'log-groups-listed'
	| 'log-group-picked';

/** From the list of state machines, or of roles and log groups, to what is to be examined. */
export const choosing: Handlers<ChoosingEvents> = {
	'machines-listed'(state, {machines}) {
		const {target} = state.settings;
		const name = target?.kind === 'name' ? target.name : null;
		const named = machines.find(machine => machine.name === name);

		if (named) {
			return settle(state, chosen(state, {stateMachineArn: named.arn}));
		}

		return goTo(state, {
			name: 'pick-machine',
			machines,
			filter: name !== null && machines.some(machine => machine.name.includes(name)) ? name : '',
			note: name === null ? null : `There is no state machine named ${name} here.`,
		});
	},

	'machine-picked': (state, {machine}) =>
		settle(forgetForeignText(state), chosen(state, {stateMachineArn: machine.arn})),

	'machine-missing': state => goTo(forgetForeignText(state), {name: 'listing-roles'}),

	'roles-listed': (state, {roles}) => goTo(state, {name: 'pick-role', roles}),

	'role-picked': (state, {arn}) =>
		goTo({...state, choice: chosen(state, {roleArn: arn})}, {name: 'listing-log-groups'}),

	'log-groups-listed': (state, {logGroups}) =>
		goTo(state, {name: 'pick-log-group', logGroups, isForChecks: false}),

	'log-group-picked'(state, {arn}) {
		if (!isOn(state, 'pick-log-group')) {
			return state;
		}

		const choice = {...(state.choice ?? chosen(state, {})), logGroupArn: arn};

		return state.screen.isForChecks
			? startChecks({...state, choice}, false)
			: settle(state, choice);
	},
};

const chosen = ({settings}: WizardState, choice: Partial<SubjectChoice>): SubjectChoice => ({
	stateMachineArn: null,
	executionArn: null,
	roleArn: settings.roleArn,
	logGroupArn: settings.logGroupArn,
	...choice,
});

/** Another state machine makes a failure that was read void; what the command line brought stays. */
const forgetForeignText = (state: WizardState): WizardState =>
	state.settings.text === null || state.settings.practice ? {...state, readings: null} : state;

/** Writes down what is examined and goes on to what went wrong. */
export function settle(state: WizardState, choice: SubjectChoice): WizardState {
	const {identity} = state.settings;

	return continueWith(
		say(
			{...state, choice},
			{kind: 'account', identity},
			...describeChoice(choice).map(
				([question, answer]) => ({kind: 'answer', question, answer}) as const,
			),
		),
	);
}

function describeChoice(choice: SubjectChoice): Array<[string, string]> {
	const {stateMachineArn, executionArn, roleArn, logGroupArn} = choice;
	const parts: Array<[string, string | null]> = [
		['State machine', stateMachineArn ? nameOfArn(stateMachineArn) : 'does not exist yet'],
		['Execution', executionArn && nameOfArn(executionArn)],
		['Role', roleArn && nameOfArn(roleArn)],
		['Log group', logGroupArn && nameOfArn(logGroupArn)],
	];

	return parts.filter((part): part is [string, string] => part[1] !== null);
}
