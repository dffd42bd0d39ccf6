import {AccountError} from '../../source/account/account-error.ts';
import type {EcsService, TaskDefinition} from '../../source/account/ecs.ts';
import type {Role, RolePolicy, SimulationRequest} from '../../source/account/iam.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import type {Statement} from '../../source/policy/document.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import type {FakeAccount} from './fake-reads.ts';
import {anAccount, anInlinePolicy, aPolicy, aRole, aStateMachine} from './samples.ts';

export const roleArn = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;

export const runTask = (parameters: object, more: object = {}): object => ({
	Type: 'Task',
	Resource: 'arn:aws:states:::ecs:runTask.sync',
	Parameters: {Cluster: 'shop', ...parameters},
	End: true,
	...more,
});

export const definitionOf = (states: Record<string, object>, more: object = {}): string =>
	JSON.stringify({StartAt: Object.keys(states)[0], ...more, States: states}, null, 2);

export const aTaskDefinition = (given: Partial<TaskDefinition> = {}): TaskDefinition => ({
	arn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/pack:7',
	family: 'pack',
	revision: 7,
	networkMode: 'awsvpc',
	requiresCompatibilities: ['FARGATE'],
	executionRoleArn: roleArn('pack-execution'),
	taskRoleArn: roleArn('pack-task'),
	...given,
});

export const aTaskRole = (name: string, service = 'ecs-tasks.amazonaws.com'): Role =>
	aRole({
		arn: roleArn(name),
		name,
		trustPolicy: aPolicy({
			Effect: 'Allow',
			Principal: {Service: service},
			Action: 'sts:AssumeRole',
		}),
	});

export const allowing = (
	name: string,
	action: string | string[],
	resource: string | string[],
	more: object = {},
): RolePolicy =>
	anInlinePolicy(name, {Effect: 'Allow', Action: action, Resource: resource, ...more});

type Given = {
	states: Record<string, object>;
	/** Beside the states in the definition, for instance its QueryLanguage. */
	top?: object;
	policies?: RolePolicy[];
	roles?: Role[];
	taskDefinitions?: TaskDefinition[];
	services?: EcsService[];
	reads?: FakeAccount['reads'];
};

/** A state machine whose last execution did not fail, and an account that may not ask IAM's simulator. */
export const accountRunning = ({
	states,
	top = {},
	policies = [],
	roles = [],
	taskDefinitions = [aTaskDefinition()],
	services = [],
	reads = {},
}: Given): FakeAccount =>
	anAccount({
		stateMachines: [
			aStateMachine({
				definition: definitionOf(states, top),
				logging: {level: 'OFF', includeExecutionData: false, destinations: []},
			}),
		],
		roles: [aRole(), aTaskRole('pack-execution'), aTaskRole('pack-task'), ...roles],
		rolePolicies: {'orders-role': policies},
		reads: {
			executions: async () => [],
			simulate: async () => {
				throw new AccountError(
					'access-denied',
					'iam:SimulatePrincipalPolicy',
					'you may not ask the simulator.',
				);
			},
			taskDefinition: async reference => {
				const found = taskDefinitions.find(({arn, family, revision}) =>
					[arn, family, `${family}:${revision}`].includes(reference),
				);

				if (!found) {
					throw new AccountError(
						'invalid-request',
						'ecs:DescribeTaskDefinition',
						'Unable to describe task definition.',
					);
				}

				return found;
			},
			listTaskDefinitionFamilies: async () => taskDefinitions.map(({family}) => family),
			clusterServices: async cluster =>
				services.filter(service => service.cluster.endsWith(cluster)),
			...reads,
		},
	});

/** A simulator that allows what its `extraPolicies` allow, and records what it was asked. */
export function simulatorOver(asked: SimulationRequest[]) {
	return async (request: SimulationRequest) => {
		asked.push(request);

		return request.actions.flatMap(action =>
			request.resources.map(resource => ({
				action,
				resource,
				decision:
					request.extraPolicies.length > 0 ? ('allowed' as const) : ('implicitDeny' as const),
				allowedByOrganization: null,
				allowedByBoundary: null,
				missingContextKeys: [],
			})),
		);
	};
}

/** The statements that a remedy's policies hold. */
export const statementsOf = (remedies: readonly Remedy[] | undefined): Statement[] =>
	(remedies ?? [])
		.flatMap(({changes}) => changes)
		.filter(({kind}) => kind === 'role-inline-policy' || kind === 'role-managed-policy')
		.flatMap(({after}) => (after === null ? [] : parsePolicy(after).Statement));
