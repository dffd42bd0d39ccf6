import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import {nameOfArn} from '../aws/arn.ts';
import {policiesToEvaluate} from '../diagnosis/role-policies.ts';
import {evaluateIdentityPolicies} from '../policy/evaluate.ts';
import {PolicySyntaxError} from '../policy/parse.ts';
import {deniedResource, type FailedExecution, type FailureGroup} from './failure-groups.ts';

type AskedReads = Pick<Reads, 'stateMachine' | 'rolePolicies'>;

/**
 * Executions of the group that were denied on another resource than the one repeated first, where the role's policies
 * do not clearly allow the action on it now: repeating them would only fail again, with side effects.
 */
export async function stillDenied(
	{action, executions, stateMachineArn}: FailureGroup,
	repeatedArn: string | null,
	reads: AskedReads,
): Promise<FailedExecution[]> {
	const repeated = executions.find(({arn}) => arn === repeatedArn) ?? executions[0];
	const resource = repeated ? deniedResource(repeated.root) : null;
	const others = executions.filter(({root}) => deniedResource(root) !== resource);

	if (action === null || others.length === 0) {
		return [];
	}

	const role = await policiesOf(stateMachineArn, reads).catch(error =>
		error instanceof PolicySyntaxError ? null : ifRefused(null)(error),
	);
	const isAllowed = (denied: string | null): boolean =>
		role !== null &&
		denied !== null &&
		evaluateIdentityPolicies(
			{
				principal: {kind: 'aws', arn: role.arn, accountId: role.arn.split(':')[4] ?? ''},
				action,
				resource: denied,
				context: {},
			},
			role,
		).answer === 'allowed';

	return others.filter(({root}) => !isAllowed(deniedResource(root)));
}

async function policiesOf(stateMachineArn: string, reads: AskedReads) {
	const {roleArn} = await reads.stateMachine(stateMachineArn);
	return {arn: roleArn, ...policiesToEvaluate(await reads.rolePolicies(nameOfArn(roleArn)))};
}
