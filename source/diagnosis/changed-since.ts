import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {ExecutedMachine, StateMachine} from '../account/step-functions.ts';
import {nameOfArn} from '../aws/arn.ts';
import {iamRegion} from '../aws/regions.ts';
import {DefinitionSyntaxError, parseDefinition} from '../definition/parse-definition.ts';
import {walkStates} from '../definition/walk-states.ts';
import type {Denial} from '../incident/facts.ts';
import {timeOf} from '../text.ts';
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

/** `what`: in words, what a look at the account shows of it; null where the checks alone show the change. */
export type ChangeSince = {isShown: boolean; what: string | null};

/**
 * Whether an ok of the checks means that something changed since. Of a refusal it does where a change was seen: of
 * the role or the state, or of the role's policies where AWS named these. Otherwise a layer that is not read can
 * still refuse it, and so can what the evaluator takes for allowed.
 */
export async function changeSince(
	reads: Reads,
	{root, failure}: FollowedFailure,
	{flow, denial}: Suspected,
	now: number,
): Promise<ChangeSince> {
	const {execution, machine: ran} = root;
	const live = await reads
		.stateMachine(execution.stateMachineArn.replace(/\/[^/]*$/, ''))
		.catch(ifRefused(null));
	// A new role says nothing of what another policy refuses, or a service without naming one.
	const isRoles = denial !== null && /^$|identity|boundary/i.test(denial.policyType ?? '');
	const ofMachine =
		live &&
		ran &&
		((isRoles || !refusals.has(flow) ? roleChange(ran, live) : null) ??
			stateChange(ran, live, root.state));

	if (!refusals.has(flow)) {
		return {isShown: true, what: ofMachine};
	}

	const role = live && (await reads.role(nameOfArn(live.roleArn)).catch(ifRefused(null)));
	const at = execution.stoppedAt ?? failure.stoppedAt;

	if (role === null || at === null) {
		return {isShown: false, what: null};
	}

	const what =
		ofMachine ??
		(isRoles && role.createdAt !== null && role.createdAt > at
			? `role ${role.name} was created at ${timeOf(role.createdAt)}, after the failure`
			: null) ??
		(/identity/i.test(denial?.policyType ?? '')
			? await policyChange(reads, role.arn, {from: at.getTime(), to: now})
			: null);
	const isBoundary =
		/boundary/i.test(denial?.policyType ?? '') && role.permissionsBoundaryArn !== null;

	return {isShown: what !== null || isBoundary, what};
}

/** Null where the role is the same. */
const roleChange = (ran: ExecutedMachine, live: StateMachine): string | null =>
	ran.roleArn === live.roleArn
		? null
		: `state machine ${live.name} runs as role ${nameOfArn(live.roleArn)} now, not ${nameOfArn(ran.roleArn)}`;

/** Null where the state is as it was. */
const stateChange = (
	ran: ExecutedMachine,
	live: StateMachine,
	state: string | null,
): string | null =>
	stateIn(ran.definition, state) === stateIn(live.definition, state)
		? null
		: `state ${state ?? 'that failed'} was changed in the definition of ${live.name}`;

/** By CloudTrail: IAM itself does not tell when an inline policy was written. */
async function policyChange(
	reads: Reads,
	roleArn: string,
	span: {from: number; to: number},
): Promise<string | null> {
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
	const event = found?.events.find(
		({name, errorCode}) =>
			errorCode === null && /^(?:Put|Attach|Detach|Delete)RolePolicy$/.test(name),
	);

	if (event === undefined) {
		return null;
	}

	const {policyName, policyArn} = event.requestParameters;
	const policy = policyName ?? policyArn;
	return `${event.name} on role ${value}${typeof policy === 'string' ? ` (policy ${nameOfArn(policy)})` : ''} at ${timeOf(event.at)}${event.who ? ` by ${event.who}` : ''}, as CloudTrail shows`;
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
