import {shellQuote} from '../../source/aws/shell-quote.ts';
import {walkStates} from '../../source/definition/walk-states.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {member} from '../../source/json.ts';
import {machineDefinition} from '../common/machine-definition.ts';
import {whoWasRefused} from '../common/refused-principal.ts';
import {subjectRoleName} from '../common/subject-role.ts';

export const refusedRole: Check = {
	id: 'refused-role',
	title: "Is it the state machine's own role that was refused?",
	decisive: true,
	appliesTo: ({facts}) => facts.principal !== null,
	command: ({stateMachineArn, region}) =>
		`aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '<state machine ARN>')} --query roleArn --output text --region ${region}`,

	async run(context) {
		const {principal} = context.subject.facts;
		const own = await subjectRoleName(context);

		const who = whoWasRefused(principal, own, context.subject.accountId);

		if (who === 'own') {
			return {
				outcome: 'ok',
				evidence: 'read',
				answer: `Yes: ${principal} is a session of role ${own}.`,
			};
		}

		if (who === 'hidden') {
			return {
				outcome: 'warning',
				evidence: 'reported',
				answer: `The text hides who was refused (${principal}): the role of the state machine, ${own}, is examined.`,
			};
		}

		return otherPrincipal(principal ?? '', own, context);
	},
};

async function otherPrincipal(
	principal: string,
	own: string,
	context: CheckContext,
): Promise<Answer> {
	const states = await statesActingAs(principal, context);
	const {action, resource} = context.subject.facts;

	return {
		outcome: 'problem',
		evidence: 'read',
		answer:
			states.length > 0
				? `No: ${principal} was refused, the role that ${states.join(', ')} takes on with Credentials. The state machine's own is ${own}.`
				: `No: ${principal} was refused, and the state machine's own role is ${own}.`,
		details: [
			'What its own role lacks is shown besides; sfn-fix does not change another role unless --role names it.',
		],
		requests: [
			{
				to: `whoever maintains ${principal}`,
				text: `${principal} was refused ${action ?? 'an action'}${resource ? ` on ${resource}` : ''}${states.length > 0 ? ` in the state ${states.join(', ')} of ${context.subject.stateMachineArn}` : ''}. Please allow it exactly this, if it is meant to do it.`,
			},
		],
	};
}

async function statesActingAs(principal: string, context: CheckContext): Promise<string[]> {
	const name = roleNameOf(principal);

	if (context.subject.stateMachineArn === null || name === null) {
		return [];
	}

	const {definition} = await machineDefinition(context);

	return walkStates(definition)
		.filter(({value}) => {
			const role = member(member(value, 'Credentials'), 'RoleArn');
			return typeof role === 'string' && roleNameOf(role) === name;
		})
		.map(state => state.name);
}
