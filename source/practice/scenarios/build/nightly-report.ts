import type {AccountState} from '../../state.ts';
import {account} from './account.ts';
import {accountId, functionArn, hours, roleArn} from './names.ts';
import {allow, policy, trust} from './policies.ts';
import {renderer, reportingCluster, taskDefinitions} from './reporting-cluster.ts';
import {role, stateMachine} from './resources.ts';
import {withRuns} from './runs.ts';
import {allows, managedRule} from './statements.ts';
import {ecsArn, inOrder, invoke, task, topicArn} from './states.ts';

/** The state machine that runs a Fargate task without saying in which subnets. */
export const nightlyReport = {name: 'nightly-report', role: 'nightly-report-role'};

const definition = inOrder({
	'Collect sales': invoke('nightly-report-collect'),
	'Render report': task(
		'ecs:runTask.sync',
		{
			LaunchType: 'FARGATE',
			Cluster: ecsArn('cluster/reporting'),
			TaskDefinition: `${renderer.family}:7`,
			Overrides: {
				ContainerOverrides: [
					{
						Name: renderer.family,
						Environment: [{Name: 'REPORT_DAY', 'Value.$': '$.day'}],
					},
				],
			},
		},
		{ResultPath: '$.render', TimeoutSeconds: 900},
	),
	'Announce report': task('sns:publish', {
		TopicArn: topicArn('reports'),
		'Message.$': '$.day',
	}),
});

const runsTasks = policy(
	allows('lambda:InvokeFunction', [
		functionArn('nightly-report-collect'),
		`${functionArn('nightly-report-collect')}:*`,
	]),
	allows('ecs:RunTask', ecsArn(`task-definition/${renderer.family}:*`)),
	allows(['ecs:StopTask', 'ecs:DescribeTasks'], '*'),
	managedRule('StepFunctionsGetEventsForECSTaskRule'),
	allows('sns:Publish', topicArn('reports')),
);

const passesRoles = policy(
	allows('iam:PassRole', [roleArn(renderer.executionRole), roleArn(renderer.taskRole)], {
		Condition: {StringEquals: {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}},
	}),
);

/** `passesRoles`: whether the role may hand the task's two roles over. */
export function nightlyReportAccount(now: number, parts: {passesRoles: boolean}): AccountState {
	const machine = stateMachine(now, nightlyReport.name, {definition});
	const ofTasks = {trustPolicy: trust('ecs-tasks.amazonaws.com')};
	const state = account(now, {
		stateMachines: [machine],
		roles: [
			role(now, nightlyReport.role, {
				inlinePolicies: {
					'run-tasks': runsTasks,
					...(parts.passesRoles && {'pass-task-roles': passesRoles}),
				},
			}),
			role(now, renderer.executionRole, {
				...ofTasks,
				inlinePolicies: {'pull-and-log': allow(['ecr:GetAuthorizationToken', 'logs:PutLogEvents'])},
			}),
			role(now, renderer.taskRole, {
				...ofTasks,
				inlinePolicies: {
					'write-reports': policy(
						allows('s3:PutObject', `arn:aws:s3:::reports-${accountId}/nightly/*`),
					),
				},
			}),
		],
		clusters: [reportingCluster(now)],
		taskDefinitions: [...taskDefinitions],
	});

	return withRuns(state, machine, now, [
		{input: {day: '2026-03-08'}, ago: hours(30)},
		{input: {day: '2026-03-09'}, ago: hours(6)},
	]);
}
