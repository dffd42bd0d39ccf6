import {evaluateResourcePolicies} from '../../../policy/evaluate.ts';
import {AwsError} from '../../aws-error.ts';
import {checkStepFunctionsMayAssume} from '../../log-delivery/assume-role.ts';
import {rolePolicies} from '../../role-policies.ts';
import {roleByArn} from '../../seen-role.ts';
import {StatesError} from '../states-error.ts';
import {type Actor, may} from './refusal.ts';
import type {Call} from './work.ts';

/** Step Functions becomes the state machine's role, and that one the role in Credentials where there is one. */
export function assumeRoles(target: string | null, {run, actor}: Call): Actor {
	checkOwnRole({run, actor});

	if (target === null) {
		return actor;
	}

	if (!may({action: 'sts:AssumeRole', resource: target}, actor) || !trusts(target, actor)) {
		throw new StatesError(
			'States.TaskFailed',
			`The role ${actor.roleArn} is not authorized to assume the task state's role, ${target}.`,
		);
	}

	return {...actor, roleArn: target};
}

/** What an execution says here is not documented: it is the text of Create- and UpdateStateMachine. */
function checkOwnRole({run, actor}: Pick<Call, 'run' | 'actor'>): void {
	try {
		checkStepFunctionsMayAssume(actor.roleArn, run.machine.arn, {
			state: run.state,
			now: () => run.now,
		});
	} catch (error) {
		throw error instanceof AwsError ? new StatesError('States.TaskFailed', error.message) : error;
	}
}

function trusts(target: string, {state, roleArn, now}: Actor): boolean {
	const role = roleByArn(state, target);
	const trust =
		role && rolePolicies(role, {state, now: () => now}, state.behaviour.iamPropagationDelay).trust;
	const principal = {kind: 'aws', arn: roleArn, accountId: state.accountId} as const;

	return (
		!!trust &&
		evaluateResourcePolicies({principal, action: 'sts:AssumeRole', resource: target, context: {}}, [
			trust,
		]).answer === 'allowed'
	);
}
