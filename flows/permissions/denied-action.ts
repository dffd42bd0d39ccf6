import {ifRefused} from '../../source/account/if-refused.ts';
import {actionsOf as iamActionsOf} from '../../source/definition/iam-actions.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Facts} from '../../source/incident/facts.ts';
import {patternCovers} from '../../source/policy/covered.ts';
import {listOf} from '../../source/text.ts';
import {whoWasDenied} from '../common/denied-principal.ts';
import {getRole, simulate, withRole} from '../common/find-out.ts';
import {machineDefinition} from '../common/machine-definition.ts';
import {type RolePermissions, subjectRolePermissions} from '../common/role-permissions.ts';
import {concernedNeeds, concernsResource, sameAction} from './concerned-needs.ts';
import {judgeNeeds} from './judge-needs.ts';
import type {JudgedNeed} from './judged-need.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needDetails} from './need-details.ts';
import {needsAnswer} from './needs-answer.ts';
import {isWholeArn, reportedNeed} from './reported-need.ts';

export const check: Check = {
	id: 'refused-action',
	title: 'The role is allowed the denied action',
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
		const denied = await judgeDenied(context);
		const {permissions, refused, unnamed, isGone} = denied;
		const {facts} = context.subject;
		const states = namesOf(refused.map(({need}) => need));
		const isOnly = facts.action !== null;
		// Some services write it in small letters.
		const action =
			refused.find(each => each.action.toLowerCase() === facts.action?.toLowerCase())?.action ??
			facts.action;

		const answer = await needsAnswer(
			{
				permissions,
				judged: refused,
				unknown: unnamed ? [unnamedWords(context)] : [],
				healthy: `Role ${permissions.role.name} is allowed ${action ?? 'what its states need'}${facts.resource ? ` on ${facts.resource}` : ''}. ${notVisible}`,
				remedy: {
					id: 'grant-refused-action',
					title: `Allow role ${permissions.role.name} to call ${action ?? 'the denied action'}${isOnly ? '' : `, and everything else that ${states} needs`}`,
				},
				details: needDetails(needsOf(refused), refused),
			},
			context,
		);

		return isGone && answer.outcome === 'problem' ? asGone(answer) : answer;
	},
};

/** A new execution does not ask for it: the grant is for those who want to redrive. */
const asGone = (answer: Extract<Answer, {outcome: 'problem'}>): Answer => ({
	...answer,
	outcome: 'warning',
	isGone: true,
	answer: `The current definition does not make the denied call, so a new execution does not need it. A redrive of the failed execution does: ${answer.answer.charAt(0).toLowerCase()}${answer.answer.slice(1)}`,
});

export type Denied = {
	permissions: RolePermissions;
	/** What the error names; everything that the failed state needs where it names no action. */
	refused: JudgedNeed[];
	/** What else the failed state needs. */
	others: JudgedNeed[];
	/** Only the definition that the failed execution ran makes the call. */
	isGone: boolean;
	/** The error does not say enough, and no state is known to need it. */
	unnamed: boolean;
};

/** What the error is about, and what the state that failed needs besides. */
export async function judgeDenied(context: CheckContext): Promise<Denied> {
	const permissions = await subjectRolePermissions(context);
	const {facts} = context.subject;
	const all = context.subject.kind === 'not-created' ? [] : await machineNeeds(context);
	const concerned = (await concernedNeeds(all, context)).map(need => asDenied(need, facts.action));
	const found = deniedNeed(concerned, permissions.role.name, context);
	const isGone = found !== null && (await isOfOldDefinition(all, context));
	const reported = isGone ? {...found, state: onlyRedriven} : found;
	const judged = (
		await judgeNeeds([...(reported ? [reported] : []), ...concerned], permissions, context)
	).filter(each => reported === null || !isNamedBy(reported, each));
	const isRefused = ({action, resource}: JudgedNeed) =>
		facts.action === null ||
		(sameAction(facts.action)(action) &&
			(facts.resource === null || concernsResource(resource, facts.resource)));
	const refused = judged.filter(isRefused).map(each => asRefused(each, facts));
	const isSplit = refused.length > 0;

	return {
		permissions,
		refused: isSplit ? refused : judged,
		others: isSplit ? judged.filter(each => !isRefused(each)) : [],
		isGone,
		unnamed:
			reported === null &&
			(facts.action === null ? concerned.length === 0 : !isNamed(concerned, facts.action)),
	};
}

const onlyRedriven =
	'a redrive of the failed execution only: the current definition does not call it';

/** A redrive runs the definition that the execution began with. */
async function isOfOldDefinition(
	all: readonly LiveNeed[],
	context: CheckContext,
): Promise<boolean> {
	const {subject, reads} = context;
	const {action, resource} = subject.facts;
	const canCall = all.some(
		({statements, unknowns}) =>
			unknowns.length > 0 ||
			statements.some(
				each =>
					each.actions.some(sameAction(action)) &&
					(each.dynamic === true ||
						each.touched !== undefined ||
						resource === null ||
						each.resources.some(pattern => patternCovers(pattern, resource, false))),
			),
	);

	if (subject.kind !== 'state-machine' || subject.executionArn === null || canCall) {
		return false;
	}

	const executed = await reads.executedMachine(subject.executionArn).catch(ifRefused(null));
	const {stateMachine} = await machineDefinition(context);
	return executed !== null && executed.definition !== stateMachine.definition;
}

/** AWS looked at the resource's own policy too: where it names the role's policies, that one does not allow it. */
const asRefused = (need: JudgedNeed, {action, denial}: Facts): JudgedNeed =>
	need.verdict === 'unread' &&
	action !== null &&
	isWholeArn(need.resource) &&
	denial?.kind === 'implicit' &&
	/identity/i.test(denial.policyType ?? '')
		? {...need, verdict: 'missing'}
		: need;

export const needsOf = (judged: readonly JudgedNeed[]): LiveNeed[] => [
	...new Set(judged.map(({need}) => need)),
];

/** What AWS denied it asks for: nothing about it is optional or inferred. */
const asDenied = (need: LiveNeed, action: string | null): LiveNeed => ({
	...need,
	statements: need.statements.flatMap(statement => {
		const {onlyFor, when, ...plain} = statement;
		const denied = statement.actions.filter(sameAction(action));
		const rest = statement.actions.filter(each => !denied.includes(each));

		return denied.length === 0 || (onlyFor === undefined && when === undefined)
			? [statement]
			: [{...plain, actions: denied}, ...(rest.length > 0 ? [{...statement, actions: rest}] : [])];
	}),
});

/** What only the run tells, where the text names it. */
const isNamedBy = (reported: LiveNeed, {statement, action, resource}: JudgedNeed): boolean =>
	(statement.dynamic === true || statement.touched !== undefined) &&
	reported.statements.some(
		each =>
			each.actions.some(sameAction(action)) &&
			each.resources.some(named => patternCovers(resource, named, false)),
	);

const notVisible =
	"If AWS still denies it, a policy that sfn-fix cannot read does: the organization's, or the resource's own.";

export const namesOf = (needs: readonly LiveNeed[]): string =>
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
				each.touched === undefined &&
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

/** `*` only where IAM has no resource level for the action. */
function resourcesToGrant(action: string, resource: string | null): string[] | null {
	const [prefix = '', operation = ''] = action.split(':');
	const known = iamActionsOf(prefix, operation)?.find(({name}) => sameAction(action)(name));

	if (resource === null || resource === '*') {
		return known?.resourceTypes.length === 0 ? ['*'] : null;
	}

	if (!isWholeArn(resource)) {
		return null;
	}

	return [resource];
}

const unnamedWords = ({subject: {facts}}: CheckContext): string =>
	facts.action === null
		? 'The text does not say which action was denied.'
		: `${facts.action} was denied on a resource that the text does not name in full, and no state is known to need it.`;
