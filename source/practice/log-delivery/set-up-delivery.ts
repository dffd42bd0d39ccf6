import type {LoggingConfiguration} from '../../account/step-functions.ts';
import {isAllowed} from '../access/role.ts';
import {roleByArn} from '../roles.ts';
import type {OperationContext} from '../service.ts';
import type {LogGroupState} from '../state.ts';
import {canDeliver, validationStream} from './deliver.ts';
import {invalidLogging, notAuthorized} from './refusals.ts';
import {writeDeliveryPolicy} from './write-delivery-policy.ts';

const deliveryActions = [
	'logs:CreateLogDelivery',
	'logs:GetLogDelivery',
	'logs:UpdateLogDelivery',
	'logs:DeleteLogDelivery',
	'logs:ListLogDeliveries',
];

const policyActions = [
	'logs:PutResourcePolicy',
	'logs:DescribeResourcePolicies',
	'logs:DescribeLogGroups',
];

/**
 * What happens when a state machine gets a log destination. The role sets the delivery up. CloudWatch Logs
 * writes later; where no resource policy allows that, one is written with the role's permissions.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
export function setUpDelivery(
	logging: LoggingConfiguration,
	roleArn: string,
	context: OperationContext,
): void {
	const [destination] = logging.destinations;

	if (logging.level === 'OFF' || !destination) {
		return;
	}

	if (!roleByArn(context.state, roleArn) || !allowsAll(roleArn, deliveryActions, context)) {
		throw notAuthorized();
	}

	const group = context.state.logGroups.find(({arn}) => `${arn}:*` === destination);

	if (!group) {
		throw invalidLogging('Log Destination not found.');
	}

	if (!canDeliver(group, context.state)) {
		if (!allowsAll(roleArn, policyActions, context)) {
			throw notAuthorized();
		}

		writeDeliveryPolicy(group, context);
	}

	leaveValidationStream(group, context.now());
}

/** None of these actions has a resource type, so they are asked for on `*`. */
function allowsAll(roleArn: string, actions: string[], {state, now}: OperationContext): boolean {
	const actor = {state, roleArn, session: 'StepFunctions', now: now()};

	return actions.every(action => isAllowed({action, resource: '*'}, actor));
}

function leaveValidationStream({streams}: LogGroupState, now: number): void {
	if (!streams.some(({name}) => name === validationStream)) {
		streams.push({name: validationStream, createdAt: now, events: []});
	}
}
