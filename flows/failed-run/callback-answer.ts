import {integrationNamed} from '../../source/definition/task-resource.ts';
import {
	type Answer,
	type Check,
	type StateMachineContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {judgeRoleAction} from '../common/judge-role-action.ts';
import {permissionsOf} from '../common/role-permissions.ts';
import {taskRuns} from '../common/task-runs.ts';
import {waitingRun} from './waiting-run.ts';

const actions = ['states:SendTaskSuccess', 'states:SendTaskFailure'];

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token */
export const check: Check = stateMachineCheck({
	id: 'callback-answer',
	title: 'What receives the task token is allowed to return it',
	decisive: false,
	// Which role the worker has, the definition says at most in what it calls.
	findOut: subject => [describeStateMachine(subject, 'definition')],

	async run(context) {
		const run = await waitingRun(context);
		const waits = run?.waiting.find(({waitsFor}) => waitsFor.kind === 'task-token');
		return waits ? judged(waits.state ?? '', context) : null;
	},
});

async function judged(state: string, context: StateMachineContext): Promise<Answer> {
	const run = (await taskRuns(context)).find(each => each.state.name === state);
	const roleArn = run?.taskDefinition?.taskRoleArn ?? null;

	if (run === undefined || roleArn === null) {
		const integration = run && integrationNamed(run.state);

		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `Cannot tell who returns the token of ${state}${integration ? ` (${integration})` : ''}: its role must allow ${actions.join(' and ')} on this state machine.`,
		};
	}

	const {subject, reads} = context;
	const role = await reads.role(roleArn.slice(roleArn.lastIndexOf('/') + 1));
	const permissions = await permissionsOf(role, context);
	const denied = actions.filter(
		action =>
			judgeRoleAction({action, resource: subject.stateMachineArn}, permissions, context).decision
				.answer !== 'allowed',
	);

	return denied.length === 0
		? {
				outcome: 'ok',
				evidence: 'evaluated',
				answer: `The task role ${role.name} allows ${actions.join(' and ')}.`,
			}
		: {
				outcome: 'problem',
				evidence: 'evaluated',
				answer: `The task role ${role.name} does not allow ${denied.join(' and ')}, so the task cannot return its token.`,
			};
}
