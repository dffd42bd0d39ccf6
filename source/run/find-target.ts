import type {Identity, Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Listed} from '../account/listed.ts';
import type {StateMachineSummary} from '../account/step-functions.ts';
import type {Target} from '../incident/target.ts';
import {didYouMean, nearestNames} from '../spelling.ts';
import type {FoundTarget} from './services.ts';

/** The state machine that a name, an ARN or an address means. */
export async function findTarget(
	target: Target,
	identity: Identity,
	reads: Reads,
): Promise<FoundTarget> {
	if (target.kind === 'name') {
		return findByName(target.name, identity, reads);
	}

	const stateMachineArn = target.kind === 'state-machine' ? target.arn : target.stateMachineArn;
	const executionArn = target.kind === 'execution' ? target.arn : null;
	const mapRunArn = target.kind === 'map-run' ? target.arn : null;
	const missing = {kind: 'missing', filter: ''} as const;

	if (target.accountId !== identity.accountId) {
		return {
			...missing,
			isGone: false,
			why: `The state machine is in account ${target.accountId}, but your credentials are for ${identity.accountId}: choose others with --profile.`,
		};
	}

	return (await exists(stateMachineArn, reads))
		? {kind: 'found', stateMachineArn, executionArn, mapRunArn}
		: {
				...missing,
				isGone: true,
				why:
					target.region === identity.region
						? `There is no state machine ${stateMachineArn}: check the spelling.`
						: `The ARN ${stateMachineArn} is in ${target.region}; you are working in ${identity.region}: choose the region with --region.`,
			};
}

/** A state machine that cannot be read is taken to exist: the checks say what they could not see. */
async function exists(arn: string, reads: Reads): Promise<boolean> {
	try {
		await reads.stateMachine(arn);
		return true;
	} catch (error) {
		if (error instanceof AccountError) {
			return error.kind !== 'not-found' && error.awsName !== 'InvalidArn';
		}

		throw error;
	}
}

/** Asked for by its ARN, which its name and place make: a list can be cut, and can be forbidden. */
async function findByName(
	name: string,
	{partition, region, accountId}: Identity,
	reads: Reads,
): Promise<FoundTarget> {
	const stateMachineArn = `arn:${partition}:states:${region}:${accountId}:stateMachine:${name}`;

	if (await exists(stateMachineArn, reads)) {
		return {kind: 'found', stateMachineArn, executionArn: null, mapRunArn: null};
	}

	const {items} = await reads
		.listStateMachines()
		.catch(ifRefused<Listed<StateMachineSummary>>({items: [], complete: false}));
	const names = items.map(other => other.name);

	return {
		kind: 'missing',
		filter: name,
		isGone: true,
		why: didYouMean(
			`There is no state machine named ${name} in ${region} of account ${accountId}.`,
			nearestNames(name, names),
			'Check --region, --profile and the spelling.',
		),
	};
}
