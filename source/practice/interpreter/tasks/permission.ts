import {requireStepFunctionsTrust} from '../../access/assume-role.ts';
import {
	type Actor,
	type AuthorizationRequest,
	denialOf,
	isAllowed,
	isTrusted,
	sessionName,
} from '../../access/role.ts';
import {AwsError} from '../../aws-error.ts';
import {managedRuleOf} from '../../integrations.ts';
import {managedRuleAsked} from '../../managed-rule.ts';
import type {PracticeRun} from '../run.ts';
import {StatesError} from '../states-error.ts';
import {never, type Steps} from '../steps.ts';
import {deniedError} from './error-style.ts';
import type {TaskCall} from './work.ts';

/** Step Functions acts as the role that the execution was started with, in a session of its own. */
export const actorOf = ({state, attempt, execution, now}: PracticeRun): Actor => ({
	state,
	roleArn: attempt.roleArn,
	session: sessionName(execution.arn),
	now,
});

/** Fails the task where its role is not allowed to do this. */
export function requirePermission(
	asked: AuthorizationRequest,
	{run, errorStyle, actor}: TaskCall,
): void {
	const denial = run.engine.endTask ? null : denialOf(asked, actor);

	if (denial !== null) {
		throw deniedError(denial, asked.action, errorStyle, run);
	}
}

export const requirePassRole = (roleArn: string, service: string, call: TaskCall): void =>
	requirePermission(
		{
			action: 'iam:PassRole',
			resource: roleArn,
			context: {'iam:PassedToService': [service]},
		},
		call,
	);

/**
 * Step Functions learns the end of a `.sync` job from EventBridge and by polling; where the role allows
 * neither, the task never ends.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 */
export function* learnEnd(
	polling: readonly AuthorizationRequest[],
	{run, actor, integration}: TaskCall,
): Steps<void> {
	if (run.engine.endTask) {
		return;
	}

	const rule = managedRuleOf(integration);
	const isNotified =
		rule !== null && managedRuleAsked(rule, run.state).every(asked => isAllowed(asked, actor));

	if (!isNotified && !polling.every(asked => isAllowed(asked, actor))) {
		yield never;
	}
}

/** Step Functions assumes the state machine's role, and with it the role in Credentials where there is one. */
export function assumeRoles(target: string | null, {run, actor}: TaskCall): Actor {
	if (run.engine.endTask) {
		return actor;
	}

	try {
		requireStepFunctionsTrust(actor.roleArn, run.machine.arn, actor);
	} catch (error) {
		// What an execution says here is not documented: this is the text of Create- and UpdateStateMachine.
		throw error instanceof AwsError ? new StatesError('States.TaskFailed', error.message) : error;
	}

	if (target === null) {
		return actor;
	}

	const principal = {arn: actor.roleArn, accountId: actor.state.accountId};

	if (
		!isAllowed({action: 'sts:AssumeRole', resource: target}, actor) ||
		!isTrusted(principal, target, actor)
	) {
		throw new StatesError(
			'States.TaskFailed',
			`The role ${actor.roleArn} is not authorized to assume the task state's role, ${target}.`,
		);
	}

	return {...actor, roleArn: target};
}
