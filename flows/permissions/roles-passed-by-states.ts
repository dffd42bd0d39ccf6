import {parseArn} from '../../source/aws/arn.ts';
import {passRoleStatement} from '../../source/definition/pass-role.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {whoWasDenied} from '../common/denied-principal.ts';
import {subjectRoleName} from '../common/subject-role.ts';
import {taskRuns} from '../common/task-runs.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {reportedNeed} from './reported-need.ts';

export type RolesPassed = {
	/** The needs of the states that pass roles. */
	needs: LiveNeed[];
	/** States whose roles cannot be read, with the reason. */
	unread: Array<{state: string; why: string; computed: boolean}>;
};

/** Which states pass roles, and which. Empty where there is no definition to read. */
export async function rolesPassedByStates(context: CheckContext): Promise<RolesPassed> {
	if (context.subject.kind === 'not-created') {
		return {needs: [], unread: []};
	}

	const runs = new Map((await taskRuns(context)).map(run => [run.state.path, run]));
	const needs = (await machineNeeds(context)).filter(({passedRoles}) => passedRoles.length > 0);

	return {
		needs,
		unread: needs.flatMap(need =>
			need.passedRoles
				// A model's role was SageMaker's when the model was made.
				.flatMap(({unknown, parameter}) => (parameter === 'ModelName' ? [] : (unknown ?? [])))
				.slice(0, 1)
				.map(unknown => ({
					state: need.state,
					why: runs.get(need.path)?.why ?? unknown,
					computed: runs.get(need.path)?.named === null,
				})),
		),
	};
}

/** One role, of this account: AWS passes no role to another account. */
const isRoleArn = (arn: string): boolean => {
	const parts = parseArn(arn);
	return parts?.service === 'iam' && /^role\/[\w+=,.@/-]{1,576}$/.test(parts.resource);
};

/** What the text says was denied, as a need; null where it names no role, or nothing says which service gets it. */
export async function reportedRole(
	needs: readonly LiveNeed[],
	context: CheckContext,
): Promise<LiveNeed | null> {
	const {facts, accountId} = context.subject;
	const {action, resource, errorName, principal} = facts;
	const service = serviceOf(needs, errorName);

	if (
		action !== 'iam:PassRole' ||
		resource === null ||
		!isRoleArn(resource) ||
		parseArn(resource)?.accountId !== accountId ||
		service === null ||
		whoWasDenied(principal, await subjectRoleName(context), accountId) === 'other'
	) {
		return null;
	}

	const role = {
		parameter: 'the error text',
		roleArn: resource,
		passedToService: service,
		inferred: false,
		unknown: null,
	};
	const statement = passRoleStatement(role);

	return statement && reportedNeed('what the error names', statement, [role]);
}

/** The one service that the states pass roles to or, by the error's name, the one that was denied. */
function serviceOf(needs: readonly LiveNeed[], errorName: string | null): string | null {
	const services = new Set(
		needs.flatMap(({passedRoles}) =>
			passedRoles.flatMap(({passedToService}) => passedToService ?? []),
		),
	);
	const [only] = services;

	if (/^(?:Amazon)?ECS\./i.test(errorName ?? '')) {
		return 'ecs-tasks.amazonaws.com';
	}

	return services.size === 1 && only !== undefined ? only : null;
}
