import type {Check} from '../../source/diagnosis/check.ts';
import {stateMachineArnOf} from '../../source/diagnosis/subject.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {evaluateResourcePolicies} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {listOf} from '../../source/text.ts';
import {isRoleOfAccount} from '../common/denied-principal.ts';
import {getRole} from '../common/find-out.ts';

const triggers = [
	'events.amazonaws.com',
	'scheduler.amazonaws.com',
	'pipes.amazonaws.com',
	'apigateway.amazonaws.com',
];

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html */
export const check: Check = {
	id: 'trigger-trust',
	title: 'A rule, schedule, pipe or API can assume the role that starts the state machine',
	decisive: false,
	appliesTo: ({facts, accountId}) =>
		triggerRole(facts.principal ?? facts.roleArn, accountId) !== null,
	findOut: ({facts, accountId}) => {
		const name = triggerRole(facts.principal ?? facts.roleArn, accountId);
		return name === null ? [] : [getRole(name, 'Role.AssumeRolePolicyDocument')];
	},

	async run({subject, reads}) {
		const {facts, accountId} = subject;
		const role = await reads.role(triggerRole(facts.principal ?? facts.roleArn, accountId) ?? '');
		const trust = {name: 'trust policy', document: parsePolicy(role.trustPolicy)};
		const answers = triggers.map(service => ({
			service,
			answer: evaluateResourcePolicies(
				{
					principal: {kind: 'service', service},
					action: 'sts:AssumeRole',
					resource: role.arn,
					context: {'aws:SourceAccount': {known: [accountId]}},
				},
				[trust],
			).answer,
		}));
		const servicesWith = (wanted: string) =>
			answers.filter(({answer}) => answer === wanted).map(({service}) => service);
		const trusted = servicesWith('allowed');
		const undecided = servicesWith('depends');

		if (trusted.length === 0 && undecided.length > 0) {
			return {
				outcome: 'unknown',
				evidence: 'evaluated',
				answer: `Cannot tell whether ${listOf(undecided)} can assume role ${role.name}: its trust policy depends on conditions that cannot be evaluated here.`,
			};
		}

		return trusted.length > 0
			? {
					outcome: 'ok',
					evidence: 'evaluated',
					answer: `The trust policy of role ${role.name} allows ${listOf(trusted)} to assume it.`,
				}
			: {
					outcome: 'problem',
					evidence: 'evaluated',
					answer: `The trust policy of role ${role.name} allows neither ${listOf(triggers, 'nor')} to assume it.`,
					requests: [
						{
							to: `the owner of role ${role.name}`,
							text: `Role ${role.arn} starts the state machine ${stateMachineArnOf(subject) ?? facts.resource ?? ''}. Its trust policy must allow sts:AssumeRole to the service that uses it: events.amazonaws.com for a rule, scheduler.amazonaws.com for a schedule, pipes.amazonaws.com for a pipe, apigateway.amazonaws.com for an API.`,
						},
					],
				};
	},
};

function triggerRole(principal: string | null, accountId: string): string | null {
	const name = roleNameOf(principal);
	return name !== null && isRoleOfAccount(principal, name, accountId) ? name : null;
}
