import {walkStates} from '../../source/definition/walk-states.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {stateMachineArnOf} from '../../source/diagnosis/subject.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {member} from '../../source/json.ts';
import {listOf} from '../../source/text.ts';
import {whoWasDenied} from '../common/denied-principal.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {machineDefinition} from '../common/machine-definition.ts';
import {subjectRoleName} from '../common/subject-role.ts';

export const check: Check = {
	id: 'refused-role',
	title: "The denied principal is the state machine's own role",
	decisive: true,
	appliesTo: ({facts}) => facts.principal !== null,
	findOut: subject =>
		subject.kind === 'state-machine' ? [describeStateMachine(subject, 'roleArn')] : [],

	async run(context) {
		const {principal} = context.subject.facts;
		const own = await subjectRoleName(context);
		const denied = whoWasDenied(principal, own, context.subject.accountId);

		if (denied === 'own') {
			return {
				outcome: 'ok',
				evidence: 'read',
				answer: `${principal} is a session of role ${own}.`,
			};
		}

		if (denied === 'hidden') {
			return {
				outcome: 'warning',
				evidence: 'reported',
				answer: `The text hides which principal was denied (${principal}): role ${own} of the state machine is checked.`,
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
				? `${principal} was denied: the role that ${listOf(states)} assumes with Credentials. The state machine's own role is ${own}.`
				: `${principal} was denied, and the state machine's own role is ${own}.`,
		details: [
			'What is missing from its own role is shown by the other checks; sfn-fix changes another role only if --role names it.',
		],
		requests: [
			{
				to: `the owner of ${principal}`,
				text: `${principal} was denied ${action ?? 'an action'}${resource ? ` on ${resource}` : ''}${states.length > 0 ? ` in the state ${states.join(', ')} of ${stateMachineArnOf(context.subject)}` : ''}. Please allow exactly this, if it is intended.`,
			},
		],
	};
}

async function statesActingAs(principal: string, context: CheckContext): Promise<string[]> {
	const name = roleNameOf(principal);

	if (context.subject.kind === 'not-created' || name === null) {
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
