import {parseArn} from '../../source/aws/arn.ts';
import type {NeededStatement} from '../../source/definition/need.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {subjectRoleArn} from '../common/subject-role.ts';
import {isWholeArn} from './reported-need.ts';

const answersOfWorkers = [
	'states:SendTaskSuccess',
	'states:SendTaskFailure',
	'states:SendTaskHeartbeat',
];

const onExecutions = /^states:(?:Describe|Stop|Redrive)Execution$|^states:GetExecutionHistory$/i;
const onStateMachines =
	/^states:(?:Start(?:Sync)?Execution|ListExecutions|(?:Describe|Update|Delete)StateMachine|SendTask\w{4,10})$/i;

/** What the caller that was denied needs: exactly what the text says; null where it does not say enough. */
export async function callerNeed(context: CheckContext): Promise<NeededStatement | null> {
	const {facts} = context.subject;
	const action = facts.action ?? null;

	if (action === null || !/^[\w-]{1,64}:\w{1,128}$/.test(action)) {
		return null;
	}

	if (action === 'iam:PassRole') {
		return passingTheRole(context);
	}

	const resource = isWholeArn(facts.resource ?? '') ? facts.resource : null;
	const on = resource ?? resourceOf(action, context);

	return on === null
		? null
		: {actions: answersOfWorkers.includes(action) ? answersOfWorkers : [action], resources: [on]};
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
function resourceOf(action: string, {subject}: CheckContext): string | null {
	if (subject.kind === 'not-created') {
		return null;
	}

	const {stateMachineArn, facts} = subject;

	if (onExecutions.test(action)) {
		return facts.executionArn ?? `${stateMachineArn.replace(':stateMachine:', ':execution:')}:*`;
	}

	return onStateMachines.test(action) ? stateMachineArn : null;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html */
async function passingTheRole(context: CheckContext): Promise<NeededStatement | null> {
	const {resource} = context.subject.facts;
	const isRole =
		isWholeArn(resource ?? '') && parseArn(resource ?? '')?.resource.startsWith('role/');
	const named = isRole ? resource : null;
	const role = named ?? (await subjectRoleArn(context));

	return role === null || role.includes('*')
		? null
		: {
				actions: ['iam:PassRole'],
				resources: [role],
				conditions: {StringEquals: {'iam:PassedToService': ['states.amazonaws.com']}},
			};
}
