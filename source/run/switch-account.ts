import {regions} from '../aws/regions.ts';
import {messageOf} from '../errors.ts';
import {choice, type Option, type Question} from './choice.ts';
import {continueWith} from './continue.ts';
import type {EffectContext, Handlers} from './event.ts';
import {initialState} from './initial-state.ts';
import {goTo, isOn, type RunState, say} from './state.ts';
import type {StepOf} from './step.ts';

/** The last entry where the state machine is picked; `Tab` in the screens. */
export const elsewhere: Option = {
	key: 'elsewhere',
	label: 'Use another profile or region',
	isFixed: true,
	shortcut: 'Tab',
	event: {type: 'elsewhere-wanted', note: null},
};

/** Profiles first; a region keeps the profile. */
export function pickAccount(
	{profiles, note}: StepOf<'pick-account'>,
	{settings: {location}}: RunState,
): Question {
	const inUse = (isInUse: boolean) => (isInUse ? ', in use' : '');

	return choice('Which profile or region?', {
		note,
		filterFor: 'name',
		options: [
			...profiles.map(({name, region}) => ({
				key: `profile ${name}`,
				label: name,
				detail: `profile${region ? `, ${region}` : ''}${inUse(name === location.profile)}`,
				event: {
					type: 'account-chosen',
					profile: name,
					region: region ?? location.region,
					target: null,
				} as const,
			})),
			...regions.map(region => ({
				key: region,
				label: region,
				detail: `region${inUse(region === location.region)}`,
				event: {type: 'account-chosen', profile: location.profile, region, target: null} as const,
			})),
		],
	});
}

/** Resolves to the services of the other account, or says why there are none. */
export async function openAccount(
	{profile, region}: StepOf<'opening-account'>,
	{services, dispatch}: EffectContext,
): Promise<void> {
	const opened = await services.elsewhere
		?.open({profile, region})
		.catch((error: unknown) =>
			dispatch({type: 'elsewhere-wanted', note: `Nothing was switched. ${messageOf(error)}`}),
		);

	if (opened) {
		dispatch({type: 'account-opened', services: opened});
	}
}

type AccountEvents = 'elsewhere-wanted' | 'profiles-read' | 'account-chosen' | 'account-opened';

export const accountEvents: Handlers<AccountEvents> = {
	'elsewhere-wanted': (state, {note}) => goTo(state, {name: 'reading-profiles', note}),

	'profiles-read': (state, {profiles}) =>
		isOn(state, 'reading-profiles')
			? goTo(state, {name: 'pick-account', profiles, note: state.step.note})
			: state,

	'account-chosen': (state, {profile, region, target}) =>
		goTo(state, {name: 'opening-account', profile, region, target}),

	/** Starts over: nothing that was read in the account before is kept, and there is no way back into it. */
	'account-opened'(state, {services: {identity, location}}) {
		if (!isOn(state, 'opening-account')) {
			return state;
		}

		const {settings, transcript, stepNumber, step, draft, draftIsOffered} = state;
		const target = step.target ?? settings.target;
		const {accountId, region, arn} = identity;
		const {profile} = location;

		return continueWith(
			say(
				{
					...initialState(identity, location, {...settings, target}),
					transcript,
					stepNumber,
					draft,
					draftIsOffered,
				},
				{
					kind: 'answer',
					question: 'Account',
					answer: `${accountId}, ${region}${profile === null ? '' : `, profile ${profile}`}, as ${arn}`,
				},
			),
		);
	},
};
