import {shellQuote} from '../../source/aws/shell-quote.ts';
import {actionsOf as iamActionsOf} from '../../source/definition/iam-actions.ts';
import type {Check, CheckContext} from '../../source/diagnosis/check.ts';
import {patternCovers} from '../../source/policy/covered.ts';
import {whoWasRefused} from '../common/refused-principal.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {roleArnWord} from '../common/subject-role.ts';
import {concernedNeeds, sameAction} from './concerned-needs.ts';
import {judgeNeeds} from './judge-needs.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needLines} from './need-lines.ts';
import {needsAnswer} from './needs-answer.ts';
import {reportedNeed} from './reported-need.ts';
import {isWholeArn} from './reported-resource.ts';

export const refusedAction: Check = {
	id: 'refused-action',
	title: 'May the role do what was refused, and all that goes with it?',
	decisive: true,
	command: subject =>
		`aws iam simulate-principal-policy --policy-source-arn ${roleArnWord(subject)} --action-names ${shellQuote(subject.facts.action ?? '<action>')} --resource-arns ${shellQuote(subject.facts.resource ?? '*')} --query 'EvaluationResults[].[EvalActionName,EvalDecision]' --output table`,

	async run(context) {
		const permissions = await subjectRolePermissions(context);
		const {facts} = context.subject;
		const all = context.subject.stateMachineArn === null ? [] : await machineNeeds(context);
		const concerned = await concernedNeeds(all, context);
		const reported = refusedNeed(concerned, permissions.role.name, context);
		const needs = [...concerned, ...(reported ? [reported] : [])];
		const judged = judgeNeeds(needs, permissions, context);
		const unnamed =
			reported === null &&
			(facts.action === null ? concerned.length === 0 : !isNamed(concerned, facts.action));

		return needsAnswer(
			{
				permissions,
				judged,
				unknown: unnamed ? [unnamedWords(context)] : [],
				healthy: `role ${permissions.role.name} may do ${facts.action ?? 'what its states need'}${facts.resource ? ` on ${facts.resource}` : ''}${concerned.length > 0 ? `, and the rest that ${namesOf(concerned)} needs` : ''}. ${outOfSight}`,
				remedy: {
					id: 'grant-refused-action',
					title: `Let role ${permissions.role.name} do ${facts.action ?? 'what was refused'}${concerned.length > 0 ? `, and all that ${namesOf(concerned)} needs` : ''}`,
				},
				details: needs.flatMap(need => needLines(need, judged)),
			},
			context,
		);
	},
};

const outOfSight =
	'If AWS refuses it still, a policy out of sight does: the organisation’s, or the resource’s own.';

const namesOf = (needs: readonly LiveNeed[]): string =>
	[...new Set(needs.map(({state}) => state))].slice(0, 5).join(', ');

const isNamed = (needs: readonly LiveNeed[], action: string | null): boolean =>
	needs.some(({statements}) => statements.some(each => each.actions.some(sameAction(action))));

/** Exactly what the text says was refused, where the definition does not ask for just that. */
function refusedNeed(
	concerned: readonly LiveNeed[],
	roleName: string,
	{subject}: CheckContext,
): LiveNeed | null {
	const {action, resource, principal} = subject.facts;

	if (whoWasRefused(principal, roleName, subject.accountId) === 'other') {
		return null;
	}

	if (action === null || !/^[\w-]{1,64}:\w{1,128}$/.test(action) || action === 'iam:PassRole') {
		return null;
	}

	const resources = resourcesToGrant(action, resource);
	const isAsked = concerned.some(({statements}) =>
		statements.some(
			each =>
				!each.dynamic &&
				each.actions.some(sameAction(action)) &&
				(resource === null ||
					each.resources.some(pattern => patternCovers(pattern, resource, false))),
		),
	);

	if (resources === null || isAsked) {
		return null;
	}

	return reportedNeed(concerned[0]?.state ?? 'what the error names', {
		actions: [action],
		resources,
	});
}

/** `*` only where IAM has no resource level for the action; a function called by version or alias with all of them. */
function resourcesToGrant(action: string, resource: string | null): string[] | null {
	const [prefix = '', operation = ''] = action.split(':');
	const known = iamActionsOf(prefix, operation)?.find(({name}) => sameAction(action)(name));

	if (resource === null || resource === '*') {
		return known?.resourceTypes.length === 0 ? ['*'] : null;
	}

	if (!isWholeArn(resource)) {
		return null;
	}

	const [, named] =
		/^(arn:[^:]{1,20}:lambda:[^:]{1,30}:\d{12}:function:[^:*]{1,140})(?::|$)/.exec(resource) ?? [];
	return named === undefined ? [resource] : [named, `${named}:*`];
}

const unnamedWords = ({subject: {facts}}: CheckContext): string =>
	facts.action === null
		? 'the text does not say which action was refused.'
		: `${facts.action} was refused on a resource that the text does not name in full, and no state is known to need it.`;
