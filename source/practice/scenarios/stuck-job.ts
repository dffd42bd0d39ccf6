import type {Scenario} from '../scenario.ts';
import type {TaskOutcomeState} from '../state.ts';
import type {Parts} from './build/account.ts';
import {days, roleArn} from './build/names.ts';
import {policy, trust} from './build/policies.ts';
import {network, renderer, reportingCluster, taskDefinitions} from './build/reporting-cluster.ts';
import {role} from './build/resources.ts';
import {executionArnOf, type PastRun} from './build/runs.ts';
import {allows, managedRule} from './build/statements.ts';
import {ecsArn, inOrder, task} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'yearly-report';
const ago = days(2);

const definition = inOrder({
	'Render report': task('ecs:runTask.sync', {
		LaunchType: 'FARGATE',
		Cluster: ecsArn('cluster/reporting'),
		TaskDefinition: `${renderer.family}:7`,
		NetworkConfiguration: {
			AwsvpcConfiguration: {Subnets: network.subnets, SecurityGroups: network.securityGroups},
		},
	}),
});

type Reports = {
	id: string;
	story: string;
	name: string;
	executionArn?: string;
	runs: readonly PastRun[];
	/** How the task ends. */
	outcome: TaskOutcomeState;
	around?: (now: number) => Parts;
};

/** A state machine that runs one container, with every permission that it needs. */
export const reportsScenario = ({outcome, around = () => ({}), ...texts}: Reports): Scenario =>
	workflowScenario({
		...texts,
		definition,
		policies: {
			'run-tasks': policy(
				allows('ecs:RunTask', ecsArn(`task-definition/${renderer.family}:*`)),
				allows(['ecs:StopTask', 'ecs:DescribeTasks'], '*'),
				managedRule('StepFunctionsGetEventsForECSTaskRule'),
				allows('iam:PassRole', [roleArn(renderer.executionRole), roleArn(renderer.taskRole)], {
					Condition: {StringEquals: {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}},
				}),
			),
		},
		around: now => ({
			roles: [renderer.executionRole, renderer.taskRole].map(each =>
				role(now, each, {trustPolicy: trust('ecs-tasks.amazonaws.com')}),
			),
			clusters: [reportingCluster(now)],
			taskDefinitions: [...taskDefinitions],
			taskOutcomes: [outcome],
			...around(now),
		}),
	});

export const stuckJob = reportsScenario({
	id: 'stuck-job',
	story: 'Reports used to take an hour.',
	executionArn: executionArnOf(name, ago),
	name,
	runs: [{input: {year: 2025}, ago}],
	outcome: {
		of: ecsArn(`task-definition/${renderer.family}:7`),
		duration: days(30),
		failure: null,
		result: null,
	},
});
