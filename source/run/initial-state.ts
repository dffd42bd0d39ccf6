import type {Identity} from '../account/account.ts';
import type {AwsLocation} from '../aws/location.ts';
import type {RunOptions} from './services.ts';
import {noIncident, type RunState, type Settings} from './state.ts';

export function initialState(
	identity: Identity,
	location: AwsLocation,
	options: RunOptions,
): RunState {
	const settings: Settings = {
		goal: 'fix',
		isInteractive: true,
		takesPartOfList: false,
		leavesOnBack: false,
		canSwitch: false,
		isQuick: false,
		writesOff: null,
		remedies: [],
		patch: null,
		plan: null,
		practice: null,
		lesson: null,
		target: null,
		roleArn: null,
		logGroupArn: null,
		text: null,
		offeredText: null,
		flow: null,
		since: null,
		...options,
		identity,
		location,
	};
	const {practice, writesOff, text, offeredText, isInteractive} = settings;

	return {
		settings,
		stepNumber: 0,
		step: {name: 'listing-machines', filter: '', note: null},
		answered: [],
		transcript: [
			{
				kind: 'banner',
				practice: practice && {
					title: practice.title,
					story: practice.story,
					error: isInteractive ? null : offeredText,
				},
				readOnly: writesOff === 'read-only',
			},
		],
		choice: null,
		isNamedLookedFor: false,
		missingMachines: [],
		failures: null,
		groupId: null,
		otherFailures: null,
		sight: null,
		followed: null,
		draft: text ?? offeredText ?? '',
		draftIsOffered: text === null && offeredText !== null,
		incident: noIncident,
		isProblemGone: false,
		readings: null,
		reading: null,
		subject: null,
		diagnosis: null,
		evidence: {status: 'not-read'},
		unwritable: null,
		isUnverified: false,
		explanation: 'not-needed',
		fixedBy: null,
		problemsFound: [],
		remediesOffered: [],
		problemsLeft: [],
		changesTotal: 0,
		changes: [],
		retried: null,
		groupRetried: null,
		guided: [],
		refusal: null,
		status: null,
	};
}
