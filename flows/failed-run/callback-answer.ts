import {ifRefused} from '../../source/account/if-refused.ts';
import {nameOfArn, parseArn} from '../../source/aws/arn.ts';
import type {AwsCommand} from '../../source/aws/command.ts';
import {option} from '../../source/aws/shell-quote.ts';
import {integrationNamed} from '../../source/definition/task-resource.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import {
	type Answer,
	type Check,
	type StateMachineContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import {member} from '../../source/json.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {judgeRoleAction} from '../common/judge-role-action.ts';
import {machineDefinition} from '../common/machine-definition.ts';
import {permissionsOf} from '../common/role-permissions.ts';
import {taskRuns} from '../common/task-runs.ts';
import {waitingRun} from './waiting-run.ts';

const actions = ['states:SendTaskSuccess', 'states:SendTaskFailure'];

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token */
export const check: Check = stateMachineCheck({
	id: 'callback-answer',
	title: 'The receiver of the task token is allowed to return it',
	decisive: false,
	// Which role the worker has, the definition says at most in what it calls.
	findOut: subject => [describeStateMachine(subject, 'definition')],

	async run(context) {
		const run = await waitingRun(context);
		const waits = run?.waiting.find(({waitsFor}) => waitsFor.kind === 'task-token');
		return waits ? judged(waits.state ?? '', context) : null;
	},
});

/** Who answers, as far as the definition says. */
type Answerer = {what: string; roleArn: string};

async function judged(name: string, context: StateMachineContext): Promise<Answer> {
	const {definition} = await machineDefinition(context);
	const state = walkStates(definition).find(each => each.name === name) ?? null;
	const answerer =
		(await taskRole(name, context)) ?? (state && (await functionRole(state, context)));

	if (answerer === null) {
		const integration = state && integrationNamed(state);
		const findOut = state ? whoReceives(state, context) : [];

		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `Cannot tell who returns the token of ${name}${integration ? ` (${integration})` : ''}: its role must allow ${actions.join(' and ')} on this state machine.`,
			...(findOut.length > 0 && {findOut}),
		};
	}

	return judgedRole(answerer, context);
}

async function judgedRole(
	{what, roleArn}: Answerer,
	context: StateMachineContext,
): Promise<Answer> {
	const {subject, reads} = context;
	const role = await reads.role(nameOfArn(roleArn));
	const permissions = await permissionsOf(role, context);
	const answers = actions.map(action => {
		const asked = {action, resource: subject.stateMachineArn};
		const {decision, deniedByBoundary} = judgeRoleAction(asked, permissions, context);
		return {action, answer: deniedByBoundary ? 'denied' : decision.answer};
	});
	const of = (wanted: string) =>
		answers.filter(({answer}) => answer === wanted).map(({action}) => action);
	const denied = answers
		.filter(({answer}) => answer !== 'allowed' && answer !== 'depends')
		.map(({action}) => action);

	if (denied.length > 0) {
		return {
			outcome: 'problem',
			evidence: 'evaluated',
			answer: `${what} runs as role ${role.name}, which does not allow ${denied.join(' and ')}, so it cannot return the token.`,
		};
	}

	return of('depends').length > 0
		? {
				outcome: 'unknown',
				evidence: 'evaluated',
				answer: `Cannot tell: whether role ${role.name} of ${what} allows ${of('depends').join(' and ')} depends on a condition.`,
			}
		: {
				outcome: 'ok',
				evidence: 'evaluated',
				answer: `${what} runs as role ${role.name}, which allows ${actions.join(' and ')}.`,
			};
}

async function taskRole(name: string, context: StateMachineContext): Promise<Answerer | null> {
	const run = (await taskRuns(context)).find(each => each.state.name === name);
	const roleArn = run?.taskDefinition?.taskRoleArn ?? null;
	return roleArn === null
		? null
		: {what: `The task ${run?.taskDefinition?.family ?? ''}`.trim(), roleArn};
}

/** Null for what is no function, and where its configuration cannot be read. */
async function functionRole(
	state: StateAt,
	context: StateMachineContext,
): Promise<Answerer | null> {
	const arn = functionArn(state, context);
	const roleArn = arn && (await context.reads.functionRole(arn).catch(ifRefused(null)));
	return roleArn ? {what: `The function ${arn?.split(':')[6] ?? ''}`, roleArn} : null;
}

function functionArn(state: StateAt, {subject}: StateMachineContext): string | null {
	const named = parameter(state, 'FunctionName');

	if (named === null || !integrationNamed(state)?.startsWith('lambda:invoke')) {
		return null;
	}

	const {partition, region, accountId} = subject;
	return parseArn(named)
		? named
		: `arn:${partition}:lambda:${region}:${accountId}:function:${named}`;
}

/** Literal alone: what is computed is known only when the state runs. */
function parameter({value, queryLanguage}: StateAt, name: string): string | null {
	const given = member(value, queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters');
	const found = member(given, name);
	return typeof found === 'string' && !found.startsWith('{%') ? found : null;
}

/** The commands that show who gets the message with the token. */
function whoReceives(state: StateAt, context: StateMachineContext): AwsCommand[] {
	const arn = functionArn(state, context);
	const queueUrl = parameter(state, 'QueueUrl');
	const topicArn = parameter(state, 'TopicArn');
	const {partition, region} = context.subject;

	if (arn !== null) {
		return [
			['lambda', 'get-function-configuration', ...option('function-name', arn), '--query', 'Role'],
		];
	}

	if (queueUrl !== null) {
		const [account = '', queue = ''] = queueUrl.split('/').slice(-2);
		const source = `arn:${partition}:sqs:${region}:${account}:${queue}`;
		return [['lambda', 'list-event-source-mappings', ...option('event-source-arn', source)]];
	}

	return topicArn === null
		? []
		: [['sns', 'list-subscriptions-by-topic', ...option('topic-arn', topicArn)]];
}
