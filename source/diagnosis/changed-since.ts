import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import {nameOfArn} from '../aws/arn.ts';
import {iamRegion} from '../aws/regions.ts';
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
 * Whether an ok of the checks means that something changed since. Of a refusal it does where a change was seen: of
 * the role or the state, or of the role's policies where AWS named these. Otherwise a layer that is not read can
 * still refuse it, and so can what the evaluator takes for allowed.
 */
export async function isChangeShown(
	reads: Reads,
	{root, failure}: FollowedFailure,
	{flow, denial}: Suspected,
	now: number,
): Promise<boolean> {
	if (!refusals.has(flow)) {
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
				stateIn(ran.definition, root.state) !== stateIn(live.definition, root.state))) ||
		(/identity/i.test(denial?.policyType ?? '') &&
			(await arePoliciesChanged(reads, role.arn, {from: at.getTime(), to: now})))
	);
}

/** By CloudTrail: IAM itself does not tell when an inline policy was written. */
async function arePoliciesChanged(
	reads: Reads,
	roleArn: string,
	span: {from: number; to: number},
): Promise<boolean> {
	const value = nameOfArn(roleArn);
	const [, partition = ''] = roleArn.split(':');
	const found = await reads
		.trailEvents({
			attribute: 'ResourceName',
			value,
			...span,
			region: iamRegion({partition, region: ''}),
		})
		.catch(ifRefused(null));
	return (
		found?.events.some(
			({name, errorCode}) =>
				errorCode === null && /^(?:Put|Attach|Detach|Delete)RolePolicy$/.test(name),
		) === true
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
