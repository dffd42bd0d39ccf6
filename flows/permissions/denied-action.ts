import {actionsOf as iamActionsOf} from '../../source/definition/iam-actions.ts';
import type {Check, CheckContext} from '../../source/diagnosis/check.ts';
import {patternCovers} from '../../source/policy/covered.ts';
import {listOf} from '../../source/text.ts';
import {whoWasDenied} from '../common/denied-principal.ts';
import {getRole, simulate, withRole} from '../common/find-out.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {concernedNeeds, sameAction} from './concerned-needs.ts';
import {judgeNeeds} from './judge-needs.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needDetails} from './need-details.ts';
import {needsAnswer} from './needs-answer.ts';
import {isWholeArn, reportedNeed} from './reported-need.ts';

export const check: Check = {
	id: 'refused-action',
	title: 'The role is allowed the denied action and everything that goes with it',
	decisive: true,
	findOut: subject => {
		const {action, resource} = subject.facts;
		return withRole(subject, ({name, arn}) =>
			action === null
				? [getRole(name, 'Role')]
				: [simulate(arn, [action], resource === null ? [] : [resource])],
		);
	},

	async run(context) {
		const permissions = await subjectRolePermissions(context);
		const {facts} = context.subject;
		const all = context.subject.kind === 'not-created' ? [] : await machineNeeds(context);
		const concerned = await concernedNeeds(all, context);
		const reported = deniedNeed(concerned, permissions.role.name, context);
		const needs = reported ? [...concerned.map(withoutReported(reported)), reported] : concerned;
		const judged = judgeNeeds(needs, permissions, context);
		const unnamed =
			reported === null &&
			(facts.action === null ? concerned.length === 0 : !isNamed(concerned, facts.action));

		return needsAnswer(
			{
				permissions,
				judged,
				unknown: unnamed ? [unnamedWords(context)] : [],
				healthy: `Role ${permissions.role.name} is allowed ${facts.action ?? 'what its states need'}${facts.resource ? ` on ${facts.resource}` : ''}${concerned.length > 0 ? `, and everything else that ${namesOf(concerned)} needs` : ''}. ${notVisible}`,
				remedy: {
					id: 'grant-refused-action',
					title: `Allow role ${permissions.role.name} ${facts.action ?? 'the denied action'}${concerned.length > 0 ? `, and everything else that ${namesOf(concerned)} needs` : ''}`,
				},
				details: needs.flatMap(need => needDetails(need, judged)),
			},
			context,
		);
	},
};

const notVisible =
	"If AWS still denies it, a policy that sfn-fix cannot read does: the organization's, or the resource's own.";

const namesOf = (needs: readonly LiveNeed[]): string =>
	listOf([...new Set(needs.map(({state}) => state))].slice(0, 5));

const isNamed = (needs: readonly LiveNeed[], action: string | null): boolean =>
	needs.some(({statements}) => statements.some(each => each.actions.some(sameAction(action))));

/** Exactly what the text says was denied, where the definition does not need just that. */
function deniedNeed(
	concerned: readonly LiveNeed[],
	roleName: string,
	{subject}: CheckContext,
): LiveNeed | null {
	const {action, resource, principal} = subject.facts;

	if (whoWasDenied(principal, roleName, subject.accountId) === 'other') {
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

/** What the error names in full is judged by that, and not by what is known only when the state runs. */
const withoutReported =
	({statements: [named]}: LiveNeed) =>
	(need: LiveNeed): LiveNeed => ({
		...need,
		statements: need.statements.filter(
			({dynamic, actions}) =>
				!dynamic || !named || !actions.every(action => named.actions.some(sameAction(action))),
		),
	});

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
		? 'The text does not say which action was denied.'
		: `${facts.action} was denied on a resource that the text does not name in full, and no state is known to need it.`;
