import {nameOfArn, parseArn} from '../aws/arn.ts';
import {parseTarget, type Target} from '../incident/target.ts';
import type {RunState} from './state.ts';

/** What the text says it is about. A state machine that it only wanted to start is not the one that failed. */
export function targetInText({incident: {facts}}: Pick<RunState, 'incident'>): Target | null {
	const arn = facts.executionArn ?? facts.stateMachineArn;
	return arn === null ? null : parseTarget(arn);
}

/** The execution of the state machine under examination that the text names. */
export function executionInText(state: Pick<RunState, 'incident' | 'choice'>): string | null {
	const target = targetInText(state);
	return target?.kind === 'execution' && target.stateMachineArn === state.choice?.stateMachineArn
		? target.arn
		: null;
}

/** Where the text and the subject disagree: worth a second look before anything is checked. */
export function mismatches(state: RunState): string[] {
	const {
		incident: {facts},
		settings: {identity},
	} = state;
	const arn = parseArn(facts.executionArn ?? facts.stateMachineArn ?? '');
	const accountId = arn?.accountId || facts.accountId;
	const region = arn?.region || facts.region;
	const other = otherMachine(state);

	return [
		...(accountId && accountId !== identity.accountId
			? [
					`The error mentions account ${accountId}, but your credentials are for ${identity.accountId}.`,
				]
			: []),
		...(region && region !== identity.region
			? [`The error mentions region ${region}, but the checks look at ${identity.region}.`]
			: []),
		...(other
			? [
					`The error mentions the state machine ${other.named}, but the checks look at ${other.examined}.`,
				]
			: []),
	];
}

/** The state machine that the text names where another one is examined. */
function otherMachine({
	incident,
	choice,
	followed,
}: RunState): {named: string; examined: string} | null {
	const {facts} = incident;
	const target = targetInText({incident});
	const isResource =
		facts.executionArn === null &&
		facts.resource === facts.stateMachineArn &&
		(facts.action?.startsWith('states:Start') ?? false);
	const examined = choice?.stateMachineArn && nameOfArn(choice.stateMachineArn);

	// A failure that was followed down names the child executions on its way.
	if (!target || target.kind === 'name' || !examined || isResource || followed) {
		return null;
	}

	const named = nameOfTarget(target);
	return named === examined ? null : {named, examined};
}

/** The state machine that the text names, where these credentials can look at it. */
export function reachableTarget(state: RunState): Target | null {
	const {accountId, region} = state.settings.identity;
	const target = targetInText(state);

	return target &&
		target.kind !== 'name' &&
		target.accountId === accountId &&
		target.region === region &&
		!state.missingMachines.includes(nameOfTarget(target)) &&
		otherMachine(state)
		? target
		: null;
}

export const nameOfTarget = (target: Target): string =>
	target.kind === 'name'
		? target.name
		: nameOfArn(target.kind === 'state-machine' ? target.arn : target.stateMachineArn);
