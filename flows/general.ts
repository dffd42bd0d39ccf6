import type {Check} from '../source/diagnosis/check.ts';
import type {CheckModule} from '../source/diagnosis/flow.ts';

/** What every state machine needs, whatever the error: for texts that fit no flow, and for none at all. */
export const generalChecks = (): Array<Promise<CheckModule>> => [
	import('./common/state-machine-exists.ts'),
	import('./failed-run/stopped-execution.ts'),
	import('./failed-run/survived-failures.ts'),
	import('./permissions/role-trust.ts'),
	import('./permissions/definition-permissions.ts'),
	import('./permissions/assumed-roles.ts'),
	import('./permissions/passed-roles.ts').then(whereRolesArePassed),
	import('./failed-run/network-configuration.ts').then(whereTasksRun),
	import('./log-delivery/logging-configuration.ts'),
	import('./express/express-log-level.ts').then(asWarning),
	import('./express/execution-logs.ts'),
	import('./log-delivery/logging-checks.ts'),
	import('./common/role-age.ts'),
	import('./common/managed-by-tool.ts'),
];

/** Where nobody asked about it, what would be a problem can be intended. */
const asWarning = ({check}: {check: Check}): CheckModule => ({
	check: {
		...check,

		async run(context) {
			const answer = await check.run(context);
			return answer?.outcome === 'problem' ? {...answer, outcome: 'warning'} : answer;
		},
	},
});

/** Left out where no state passes a role. */
async function whereRolesArePassed({check}: {check: Check}): Promise<CheckModule> {
	const {rolesPassedByStates} = await import('./permissions/roles-passed-by-states.ts');

	return {
		check: {
			...check,
			run: async context =>
				(await rolesPassedByStates(context)).needs.length === 0 ? null : check.run(context),
		},
	};
}

/** Left out where no state runs an ECS task. */
async function whereTasksRun({check}: {check: Check}): Promise<CheckModule> {
	const {taskRuns} = await import('./common/task-runs.ts');

	return {
		check: {
			...check,
			run: async context => ((await taskRuns(context)).length === 0 ? null : check.run(context)),
		},
	};
}
