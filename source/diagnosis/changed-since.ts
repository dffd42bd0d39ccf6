import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import {nameOfArn} from '../aws/arn.ts';
import {DefinitionSyntaxError, parseDefinition} from '../definition/parse-definition.ts';
import {walkStates} from '../definition/walk-states.ts';
import type {Denial} from '../incident/facts.ts';
import type {FollowedFailure} from './followed-failure.ts';

/** What IAM refused: that the role allows it now does not say that anything changed. */
const refusals = new Set([
	'action-denied',
	'explicit-deny',
	'kms-denied',
	'managed-rule-denied',
	'pass-role-denied',
]);

export type Suspected = {flow: string; denial: Denial | null};

/**
 * Whether an ok of the checks means that something changed since. Of a refusal it does where AWS named a layer that
 * the checks read, or where role or state are others than those that ran; otherwise a layer that is not read can
 * still refuse it.
 */
export async function isChangeShown(
	reads: Reads,
	{root, failure}: FollowedFailure,
	{flow, denial}: Suspected,
): Promise<boolean> {
	if (!refusals.has(flow) || /identity/i.test(denial?.policyType ?? '')) {
		return true;
	}

	const {execution, machine: ran} = root;
	const live = await reads
		.stateMachine(execution.stateMachineArn.replace(/\/[^/]*$/, ''))
		.catch(ifRefused(null));
	const role = live && (await reads.role(nameOfArn(live.roleArn)).catch(ifRefused(null)));
	const at = execution.stoppedAt ?? failure.stoppedAt;

	if (live === null || role === null || at === null) {
		return false;
	}

	return (
		(role.createdAt !== null && role.createdAt > at) ||
		(/boundary/i.test(denial?.policyType ?? '') && role.permissionsBoundaryArn !== null) ||
		(ran !== null &&
			(ran.roleArn !== live.roleArn ||
				stateIn(ran.definition, root.state) !== stateIn(live.definition, root.state)))
	);
}

/** As text; null where there is none of that name. */
function stateIn(definition: string, name: string | null): string | null {
	try {
		const state = walkStates(parseDefinition(definition)).find(each => each.name === name);
		return state ? JSON.stringify(state.value) : null;
	} catch (error) {
		if (error instanceof DefinitionSyntaxError) {
			return null;
		}

		throw error;
	}
}
