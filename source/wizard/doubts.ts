import {nameOfArn} from '../aws/arn.ts';
import type {WizardState} from './state.ts';

/** Where the text and what is examined do not speak of the same: worth a second look before anything is checked. */
export function doubtsAbout({incident: {facts}, choice, settings}: WizardState): string[] {
	const {identity} = settings;
	const arn = facts.executionArn ?? facts.stateMachineArn;
	const [, , , arnRegion = null, arnAccount = null] = arn?.split(':') ?? [];
	const accountId = arnAccount ?? facts.accountId;
	const region = arnRegion ?? facts.region;
	const named = facts.stateMachineArn && nameOfArn(facts.stateMachineArn);
	const examined = choice?.stateMachineArn && nameOfArn(choice.stateMachineArn);

	return [
		...(accountId && accountId !== identity.accountId
			? [
					`The text speaks of account ${accountId}, and these credentials are for ${identity.accountId}.`,
				]
			: []),
		...(region && region !== identity.region
			? [`The text speaks of region ${region}, and ${identity.region} is looked at.`]
			: []),
		...(named && examined && named !== examined
			? [`The text speaks of the state machine ${named}, and ${examined} is looked at.`]
			: []),
	];
}
