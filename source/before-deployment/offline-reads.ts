import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {RolePolicy} from '../account/iam.ts';
import type {StateMachine} from '../account/step-functions.ts';
import {parsePolicy} from '../policy/parse.ts';
import {
	type DeployedMachine,
	type DeployedPolicy,
	type DeployedResourcePolicy,
	type DeployedRole,
	type DeployedTaskDefinition,
	emptyPolicy,
} from '../template/deployment.ts';
import {referring} from '../template/refer.ts';
import {nameIn} from '../template/resource-policies.ts';
import {settling} from '../template/settle.ts';
import {openTrust} from './open-trust.ts';

/** One state machine of a file, and what the file tells around it. */
export type OfflineMachine = {
	machine: DeployedMachine;
	definition: string;
	role: DeployedRole | null;
	roles: readonly DeployedRole[];
	taskDefinitions: readonly DeployedTaskDefinition[];
	resourcePolicies: readonly DeployedResourcePolicy[];
};

/**
 * Answers from the file in place of an account. What the file does not tell is refused, as an account refuses what
 * the caller is not allowed to see, so that a check that needs it answers unknown.
 */
export function offlineReads(offline: OfflineMachine): Reads {
	const {machine, role, roles, taskDefinitions, resourcePolicies} = offline;

	const roleNamed = (name: string): DeployedRole => {
		const found = [...(role ? [role] : []), ...roles].find(each => each.name === name);

		if (found === undefined) {
			throw notInFile('iam:GetRole', `role ${name}`);
		}

		return found;
	};

	const answers: Partial<Reads> = {
		async stateMachine(arn) {
			if (arn !== machine.arn) {
				throw notInFile('states:DescribeStateMachine', arn);
			}

			return stateMachineOf(offline);
		},

		async role(name) {
			const {arn, path, trustPolicy} = roleNamed(name);

			return {
				arn,
				name,
				path,
				createdAt: null,
				// Where the file does not tell it, no check looks at it.
				trustPolicy: trustPolicy === null ? emptyPolicy : openTrust(trustPolicy, machine),
				permissionsBoundaryArn: null,
				tags: {},
				areTagsUnknown: true,
			};
		},

		rolePolicies: async name => roleNamed(name).policies.map(rolePolicy),

		async taskDefinition(reference) {
			const found = taskDefinitions.find(
				({arn, family, reference: own}) =>
					arn === reference || own === reference || family === reference.replace(/:\d+$/, ''),
			);

			if (found === undefined) {
				throw notInFile('ecs:DescribeTaskDefinition', reference);
			}

			return {...found, revision: 1};
		},

		// Where the file has none for a resource, that is no reason to doubt every finding: what a file deploys is granted
		// in its roles.
		async resourcePolicy(arn) {
			const all = resourcePolicies.filter(({of}) => of.includes(nameIn(arn)));

			if (all.some(({unknown}) => unknown !== null)) {
				throw notInFile('the policy of a resource', arn);
			}

			return all.length === 0
				? null
				: JSON.stringify({
						Version: '2012-10-17',
						Statement: all.flatMap(({document}) => parsePolicy(document).Statement),
					});
		},
	};

	return new Proxy(answers, {
		get: (target, name) =>
			Reflect.get(target, name) ??
			(() => Promise.reject(notInFile(String(name), 'what this needs from the account'))),
	}) as Reads;
}

const notInFile = (operation: string, what: string): AccountError =>
	new AccountError('unavailable', operation, `${what} is not in the file.`);

const rolePolicy = ({kind, name, arn, document, unknown}: DeployedPolicy): RolePolicy => ({
	kind,
	name,
	arn,
	document,
	...(unknown !== null && {
		unread: unknown.includes(name) ? unknown : `of policy ${name}, ${unknown}`,
	}),
	settledFor: settling(parsePolicy(document), unknown !== null),
	writtenFor: referring(parsePolicy(document)),
});

const stateMachineOf = ({machine, definition, role}: OfflineMachine): StateMachine => ({
	arn: machine.arn,
	name: machine.name,
	type: machine.type,
	createdAt: null,
	definition,
	roleArn: role?.arn ?? machine.roleArn ?? '',
	logging: machine.logging,
	tracing: machine.tracing,
	kmsKeyArn: machine.kmsKeyArn,
	revisionId: null,
});
