import {AccountError} from '../../source/account/account-error.ts';
import type {Role} from '../../source/account/iam.ts';
import {parseArn} from '../../source/aws/arn.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Remedy, Request} from '../../source/diagnosis/remedy.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {evaluateResourcePolicies} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {isServiceLinked} from '../common/subject-role.ts';
import {allowServiceTrust} from './allow-service-trust.ts';
import {handedOver, reportedRole} from './handed-over-roles.ts';

type Passed = {roleArn: string; service: string | null; states: string[]};

type Finding = {
	outcome: 'ok' | 'problem' | 'unknown';
	words: string;
	remedies?: Remedy[];
	requests?: Request[];
};

export const passedRoles: Check = {
	id: 'passed-roles',
	title: 'Do the roles that are handed over exist, and may the services take them on?',
	decisive: true,
	command: ({facts}) =>
		`aws iam get-role --role-name ${shellQuote(roleNameOf(facts.resource) ?? '<role>')} --query Role.AssumeRolePolicyDocument`,

	async run(context) {
		const passed = await passedOf(context);
		const findings = await Promise.all(passed.map(each => find(each, context)));
		const worst = (['problem', 'unknown'] as const).find(outcome =>
			findings.some(finding => finding.outcome === outcome),
		);
		const telling = findings.filter(({outcome}) => outcome === worst);

		return {
			outcome: worst ?? 'ok',
			evidence: 'evaluated',
			answer:
				worst === undefined
					? healthy(passed)
					: `${worst === 'problem' ? 'No' : 'Not known'}: ${telling.map(({words}) => words).join('; ')}.`,
			details: findings.map(({words}) => words),
			remedies: findings.flatMap(({remedies = []}) => remedies),
			requests: findings.flatMap(({requests = []}) => requests),
		};
	},
};

const healthy = (passed: readonly Passed[]): string =>
	passed.length === 0
		? 'No role is known to be handed over.'
		: `Yes: ${passed.map(({roleArn}) => roleArn.slice(roleArn.lastIndexOf('/') + 1)).join(', ')}.`;

async function passedOf(context: CheckContext): Promise<Passed[]> {
	const {needs} = await handedOver(context);
	const reported = await reportedRole(needs, context);
	const all = new Map<string, Passed>();

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

async function find(passed: Passed, context: CheckContext): Promise<Finding> {
	const {roleArn, states} = passed;
	const {accountId} = context.subject;
	const owner = parseArn(roleArn)?.accountId;

	if (owner !== accountId) {
		return {
			outcome: 'problem',
			words: `${roleArn} belongs to account ${owner}, and a role can be passed on only within its own`,
			requests: [
				{
					to: 'whoever maintains the definition or the task definition',
					text: `${roleArn} (used by ${states.join(', ')}) belongs to account ${owner}, and AWS passes a role on only within its own account. Please name a role of account ${accountId}.`,
				},
			],
		};
	}

	const role = await existing(roleArn, context);
	return role === null ? missing(passed) : trusted(role, passed, context);
}

async function existing(roleArn: string, {reads}: CheckContext): Promise<Role | null> {
	try {
		return await reads.role(roleArn.slice(roleArn.lastIndexOf('/') + 1));
	} catch (error) {
		if (error instanceof AccountError && error.kind === 'not-found') {
			return null;
		}

		throw error;
	}
}

const missing = ({roleArn, states}: Passed): Finding => ({
	outcome: 'problem',
	words: `${roleArn} does not exist`,
	requests: [
		{
			to: 'whoever deploys the task definition or the definition',
			text: `The role ${roleArn}, which ${states.join(', ')} hands over, does not exist. Please deploy it, or name another.`,
		},
	],
});

function trusted(role: Role, {service, states}: Passed, {subject}: CheckContext): Finding {
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
		},
		[{name: 'trust policy', document: parsePolicy(role.trustPolicy)}],
	);

	switch (decision.answer) {
		case 'allowed':
			return {outcome: 'ok', words: `${role.name} exists and trusts ${service}`};
		case 'depends':
			return {
				outcome: 'unknown',
				words: `${role.name} exists and trusts ${service} under a condition on ${decision.on.join(', ')}, which cannot be judged here`,
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
	words: `the trust policy of ${role.name} does not let ${service} assume it`,
	requests: [
		{
			to: `whoever maintains role ${role.name}`,
			text: `${states.join(', ')} hands role ${role.arn} over to ${service}, and its trust policy does not let that service assume it. Please add it, or name a role that is meant for it.`,
		},
	],
});
