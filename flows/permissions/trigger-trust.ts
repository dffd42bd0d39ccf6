import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Check} from '../../source/diagnosis/check.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {evaluateResourcePolicies} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {isRoleOfAccount} from '../common/refused-principal.ts';

const triggers = [
	'events.amazonaws.com',
	'scheduler.amazonaws.com',
	'pipes.amazonaws.com',
	'apigateway.amazonaws.com',
];

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html */
export const triggerTrust: Check = {
	id: 'trigger-trust',
	title: 'May a rule, schedule, pipe or API take on the role that starts the state machine?',
	decisive: false,
	appliesTo: ({facts, accountId}) =>
		triggerRole(facts.principal ?? facts.roleArn, accountId) !== null,
	command: ({facts, accountId}) =>
		`aws iam get-role --role-name ${shellQuote(triggerRole(facts.principal ?? facts.roleArn, accountId) ?? '<role>')} --query Role.AssumeRolePolicyDocument`,

	async run({subject, reads}) {
		const {facts, accountId} = subject;
		const role = await reads.role(triggerRole(facts.principal ?? facts.roleArn, accountId) ?? '');
		const trust = {name: 'trust policy', document: parsePolicy(role.trustPolicy)};
		const trusted = triggers.filter(service =>
			['allowed', 'depends'].includes(
				evaluateResourcePolicies(
					{
						principal: {kind: 'service', service},
						action: 'sts:AssumeRole',
						resource: role.arn,
						context: {'aws:SourceAccount': {known: [accountId]}},
					},
					[trust],
				).answer,
			),
		);

		return trusted.length > 0
			? {
					outcome: 'ok',
					evidence: 'evaluated',
					answer: `Yes: the trust policy of role ${role.name} lets ${trusted.join(', ')} assume it.`,
				}
			: {
					outcome: 'problem',
					evidence: 'evaluated',
					answer: `No: the trust policy of role ${role.name} names none of ${triggers.join(', ')}.`,
					requests: [
						{
							to: `whoever maintains role ${role.name}`,
							text: `Role ${role.arn} is to start the state machine ${subject.stateMachineArn ?? facts.resource ?? ''}. Its trust policy must let the service that uses it perform sts:AssumeRole: events.amazonaws.com for a rule, scheduler.amazonaws.com for a schedule, pipes.amazonaws.com for a pipe, apigateway.amazonaws.com for an API.`,
						},
					],
				};
	},
};

function triggerRole(principal: string | null, accountId: string): string | null {
	const name = roleNameOf(principal);
	return name !== null && isRoleOfAccount(principal, name, accountId) ? name : null;
}
