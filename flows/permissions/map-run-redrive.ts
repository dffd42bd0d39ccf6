import {ifRefused} from '../../source/account/if-refused.ts';
import {type Check, type CheckContext, stateMachineCheck} from '../../source/diagnosis/check.ts';
import {followFailure} from '../../source/diagnosis/follow-failure.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {judgeNeeds} from './judge-needs.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needDetails} from './need-details.ts';
import {needsAnswer} from './needs-answer.ts';

/**
 * A failed Map Run is redriven by the state machine's role. Executions run without that permission, so it matters
 * only where a Map Run failed.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html
 */
export const check: Check = stateMachineCheck({
	id: 'map-run-redrive',
	title: 'The role can redrive the failed Map Run',
	decisive: false,
	findOut: subject => [describeStateMachine(subject, 'definition')],

	async run(context) {
		if (!(await hasFailedItems(context))) {
			return null;
		}

		const needs = (await machineNeeds(context)).filter(isOfRedrive).map(asNeeded);
		const permissions = await subjectRolePermissions(context);
		const judged = await judgeNeeds(needs, permissions, context);

		return needs.length === 0
			? null
			: needsAnswer(
					{
						permissions,
						judged,
						unknown: [],
						healthy: `Role ${permissions.role.name} is allowed states:RedriveExecution on the items of the Map Run.`,
						remedy: {
							id: 'grant-map-run-redrive',
							title: `Allow role ${permissions.role.name} to redrive the Map Run`,
						},
						details: needDetails(needs, judged),
					},
					context,
				);
	},
});

/** Whether this check asks for what a redrive needs. */
export async function hasFailedItems({subject, reads}: CheckContext): Promise<boolean> {
	const arn =
		subject.kind === 'state-machine'
			? (subject.followedFrom?.executionArn ?? subject.executionArn)
			: null;
	const followed = arn === null ? null : await followFailure(reads, arn).catch(ifRefused(null));
	return followed?.mapRuns.some(({groups}) => groups.length > 0) ?? false;
}

export const isOfRedrive = ({integration}: LiveNeed): boolean =>
	integration === 'feature:distributed-map-redrive';

/** What executions run without is needed for this. */
const asNeeded = (need: LiveNeed): LiveNeed => ({
	...need,
	statements: need.statements.map(({onlyFor: _, when: __, ...statement}) => statement),
});
