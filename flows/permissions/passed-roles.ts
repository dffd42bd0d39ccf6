import type {Role} from '../../source/account/iam.ts';
import {ifRefused} from '../../source/account/if-refused.ts';
import {nameOfArn, parseArn} from '../../source/aws/arn.ts';
import type {Check, CheckContext} from '../../source/diagnosis/check.ts';
import {type Remedy, type Request, updating} from '../../source/diagnosis/remedy.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {evaluateResourcePolicies} from '../../source/policy/evaluate.ts';
import {addStatements} from '../../source/policy/merge.ts';
import {parsePolicy, printPolicy} from '../../source/policy/parse.ts';
import {listOf} from '../../source/text.ts';
import {describeStateMachine, getRole} from '../common/find-out.ts';
import {isServiceLinked} from '../common/subject-role.ts';
import {reportedRole, rolesPassedByStates} from './roles-passed-by-states.ts';

export type RolePassedByStates = {roleArn: string; service: string | null; states: string[]};

type Finding = {
	outcome: 'ok' | 'problem' | 'unknown';
	words: string;
	remedies?: Remedy[];
	requests?: Request[];
};

export const check: Check = {
	id: 'passed-roles',
	title: 'The passed roles exist and trust the right service',
	decisive: true,
	findOut: subject => {
		const name = roleNameOf(subject.facts.resource);

		if (name !== null) {
			return [getRole(name, 'Role.AssumeRolePolicyDocument')];
		}

		return subject.kind === 'state-machine' ? [describeStateMachine(subject, 'definition')] : [];
	},

	async run(context) {
		const passed = await passedOf(context);
		const {unread} = await rolesPassedByStates(context);
		const findings = [
			...(await Promise.all(passed.map(each => findTrust(each, context)))),
			...unread.map(({state, why}): Finding => ({outcome: 'unknown', words: `${state}: ${why}`})),
		];
		const worst = (['problem', 'unknown'] as const).find(outcome =>
			findings.some(finding => finding.outcome === outcome),
		);
		const telling = findings.filter(({outcome}) => outcome === worst);

		const found = {
			evidence: 'evaluated' as const,
			answer: worst === undefined ? healthy(passed) : sentenceOf(telling),
			details: findings.map(({words}) => words),
			requests: findings.flatMap(({requests = []}) => requests),
		};

		return worst === 'problem'
			? {...found, outcome: worst, remedies: findings.flatMap(({remedies = []}) => remedies)}
			: {...found, outcome: worst ?? 'ok'};
	},
};

function sentenceOf(findings: readonly Finding[]): string {
	const all = findings.map(({words}) => words).join('; ');
	return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
}

const healthy = (passed: readonly RolePassedByStates[]): string =>
	passed.length === 0
		? 'No state is known to pass a role.'
		: `${listOf(passed.map(({roleArn}) => nameOfArn(roleArn)))} can be assumed by the services that use them.`;

/** The roles that states are known to pass. */
export async function passedOf(context: CheckContext): Promise<RolePassedByStates[]> {
	const {needs} = await rolesPassedByStates(context);
	const reported = await reportedRole(needs, context);
	const all = new Map<string, RolePassedByStates>();

	for (const need of [...needs, ...(reported ? [reported] : [])]) {
		for (const {roleArn, passedToService: service} of need.passedRoles) {
			if (roleArn !== null) {
				const key = `${roleArn} ${service}`;
				const states = [...new Set([...(all.get(key)?.states ?? []), need.state])];
				all.set(key, {roleArn, service, states});
			}
		}
	}

	return [...all.values()];
}

export async function findTrust(
	passed: RolePassedByStates,
	context: CheckContext,
): Promise<Finding> {
	const {roleArn, states} = passed;
	const {accountId} = context.subject;
	const owner = parseArn(roleArn)?.accountId;

	if (owner !== accountId) {
		return {
			outcome: 'problem',
			words: `role ${roleArn} belongs to account ${owner}, and a role can be passed only within its own account`,
			requests: [
				{
					to: 'the owner of the definition or the task definition',
					text: `${roleArn} (used by ${states.join(', ')}) belongs to account ${owner}, and a role can be passed only within its own account. Please name a role of account ${accountId}.`,
				},
			],
		};
	}

	const role = await context.reads.role(nameOfArn(roleArn)).catch(ifRefused(null, ['not-found']));
	return role === null ? missing(passed) : trusted(role, passed, context);
}

const missing = ({roleArn, states}: RolePassedByStates): Finding => ({
	outcome: 'problem',
	words: `role ${roleArn} does not exist`,
	requests: [
		{
			to: 'the owner of the task definition or the definition',
			text: `The role ${roleArn}, which ${listOf(states)} uses, does not exist. Please deploy it, or name another.`,
		},
	],
});

function trusted(
	role: Role,
	{service, states}: RolePassedByStates,
	{subject, openParts}: CheckContext,
): Finding {
	if (service === null) {
		return {outcome: 'ok', words: `${role.name} exists`};
	}

	const {partition, region, accountId} = subject;
	const [prefix = ''] = service.split('.');
	const decision = evaluateResourcePolicies(
		{
			principal: {kind: 'service', service},
			action: 'sts:AssumeRole',
			resource: role.arn,
			context: {
				'aws:SourceAccount': {known: [accountId]},
				'aws:SourceArn':
					prefix === 'ecs-tasks'
						? {startsWith: `arn:${partition}:ecs:${region}:${accountId}:`}
						: 'unknown',
			},
			openParts,
		},
		[{name: 'trust policy', document: parsePolicy(role.trustPolicy)}],
	);

	switch (decision.answer) {
		case 'allowed':
			return {outcome: 'ok', words: `${role.name} exists and trusts ${service}`};
		case 'depends':
			return {
				outcome: 'unknown',
				words: `${role.name} exists and trusts ${service} under a condition on ${decision.on.join(', ')}, which cannot be evaluated here`,
			};
		case 'explicitly-denied':
			return distrust(role, service, states);
		case 'not-allowed':
			return isServiceLinked(role)
				? distrust(role, service, states)
				: {
						...distrust(role, service, states),
						remedies: [allowServiceTrust(role, service, subject)],
					};
	}
}

const distrust = (role: Role, service: string, states: string[]): Finding => ({
	outcome: 'problem',
	words: `the trust policy of ${role.name} does not allow ${service} to assume it`,
	requests: [
		{
			to: `the owner of role ${role.name}`,
			text: `${listOf(states)} passes role ${role.arn} to ${service}, and its trust policy does not allow that service to assume it. Please add the service, or name a role that trusts it.`,
		},
	],
});

/**
 * Keeps every statement of the trust policy and adds one for the service that uses the role. Without a condition,
 * as AWS documents it: not every service says for which account it assumes a role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
const allowServiceTrust = (role: Role, service: string, {accountId}: Subject): Remedy => ({
	id: `trust-${service.split('.')[0]}-${role.name}`,
	title: `Allow ${service} to assume role ${role.name}`,
	why: `A state passes this role to ${service}, which cannot assume it. Adds one statement to the trust policy and keeps the existing ones.`,
	widens: `Every principal of account ${accountId} that can pass role ${role.name} to ${service} can use its permissions.`,
	changes: [
		{
			kind: 'role-trust-policy',
			roleName: role.name,
			...updating(
				role.trustPolicy,
				printPolicy(
					addStatements(parsePolicy(role.trustPolicy), [
						{Effect: 'Allow', Principal: {Service: [service]}, Action: ['sts:AssumeRole']},
					]),
				),
			),
		},
	],
});
