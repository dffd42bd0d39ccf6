import {scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {roleArn} from './build/names.ts';
import {lifecycle, lifecycleDefinition, lifecyclePermissions} from './build/order-lifecycle.ts';
import {trust} from './build/policies.ts';
import {renderer, reportingCluster, taskDefinitions} from './build/reporting-cluster.ts';
import {role, stateMachine} from './build/resources.ts';
import {withRuns} from './build/runs.ts';

export const definitionWalk = scenario({
	id: 'definition-walk',
	story: 'A workflow with many integrations goes live tomorrow. Nothing has failed yet.',
	target: lifecycle.name,
	account: now => {
		const machine = stateMachine(now, lifecycle.name, {
			definition: lifecycleDefinition,
			roleArn: roleArn(lifecycle.role),
		});
		const ofTasks = {trustPolicy: trust('ecs-tasks.amazonaws.com')};
		const state = account(now, {
			stateMachines: [machine],
			roles: [
				role(now, lifecycle.role, {inlinePolicies: lifecyclePermissions}),
				role(now, renderer.executionRole, ofTasks),
				role(now, renderer.taskRole, ofTasks),
			],
			clusters: [reportingCluster(now)],
			taskDefinitions: [...taskDefinitions],
		});

		return withRuns(state, machine, now, []);
	},
});
