import {check as assumedRoles} from '../../flows/permissions/assumed-roles.ts';
import {check as definitionPermissions} from '../../flows/permissions/definition-permissions.ts';
import {check as passedRoles} from '../../flows/permissions/passed-roles.ts';
import {AccountError} from '../../source/account/account-error.ts';
import {parseArn} from '../../source/aws/arn.ts';
import {type Diagnosis, diagnose} from '../../source/diagnosis/diagnose.ts';
import {aTaskRole} from '../support/permission-samples.ts';
import {aContext, aRole, aStateMachine, aSubject} from '../support/samples.ts';
import {documentsOf, type WorkflowPair} from './pairs.ts';

const region = 'us-east-1';
export const roleName = 'workflow-role';

/** The checks of a preflight that judge permissions, on an account that holds the pair and nothing else. */
export function judgePair(pair: WorkflowPair): Promise<Diagnosis> {
	const arn = `arn:aws:states:${region}:123456789012:stateMachine:${pair.name}`;
	const taskDefinitions = Object.entries(pair.taskDefinitions ?? {}).map(([taskArn, roles]) => {
		const [family = '', revision = '1'] =
			parseArn(taskArn)?.resource.split('/')[1]?.split(':') ?? [];
		return {
			arn: taskArn,
			family,
			revision: Number(revision),
			networkMode: 'bridge',
			requiresCompatibilities: [],
			executionRoleArn: roles.executionRoleArn ?? null,
			taskRoleArn: roles.taskRoleArn ?? null,
		};
	});
	const account = {
		stateMachines: [
			aStateMachine({
				arn,
				name: pair.name,
				type: pair.type,
				definition: JSON.stringify(pair.definition),
				roleArn: `arn:aws:iam::123456789012:role/${roleName}`,
				logging: {level: 'OFF' as const, includeExecutionData: false, destinations: []},
				tracing: pair.tracing ?? false,
			}),
		],
		roles: [aRole({arn: `arn:aws:iam::123456789012:role/${roleName}`, name: roleName})],
		rolePolicies: {
			[roleName]: documentsOf(pair).map(({name, document}) => ({
				kind: 'inline' as const,
				name,
				arn: null,
				document,
			})),
		},
		reads: {
			executions: async () => [],
			simulate: async () => {
				throw new AccountError('access-denied', 'iam:SimulatePrincipalPolicy', 'denied.');
			},
			role: async (name: string) =>
				name === roleName
					? aRole({arn: `arn:aws:iam::123456789012:role/${roleName}`, name: roleName})
					: trustedByAll(name),
			taskDefinition: async (reference: string) => {
				const found = taskDefinitions.find(each =>
					[each.arn, each.family, `${each.family}:${each.revision}`].includes(reference),
				);

				if (!found) {
					throw new AccountError('not-found', 'ecs:DescribeTaskDefinition', 'not found.');
				}

				return found;
			},
		},
	};

	return diagnose(
		[definitionPermissions, passedRoles, assumedRoles],
		aContext(account, aSubject({region, stateMachineArn: arn})),
	);
}

/** Whether the roles that are passed exist is not in the pairs. */
const trustedByAll = (name: string) => {
	const role = aTaskRole(name);
	const trust = JSON.parse(role.trustPolicy);
	trust.Statement[0].Principal = '*';
	return {...role, trustPolicy: JSON.stringify(trust)};
};
