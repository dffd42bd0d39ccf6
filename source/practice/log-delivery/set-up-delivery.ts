import type {LoggingConfiguration} from '../../account/step-functions.ts';
import {evaluateIdentityPolicies} from '../../policy/evaluate.ts';
import {rolePolicies} from '../role-policies.ts';
import {roleByArn} from '../seen-role.ts';
import type {OperationContext} from '../service.ts';
import type {LogGroupState, RoleState} from '../state.ts';
import {deliveryMayWrite} from './delivery-may-write.ts';
import {invalidLogging, notAuthorized} from './refusals.ts';
import {validationStream} from './validation-stream.ts';
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
 * What happens when a state machine is given a log destination. The role sets the delivery up; who
 * writes later is CloudWatch Logs, and where no resource policy lets it, one is written with the
 * role's permissions.
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

	const role = roleByArn(context.state, roleArn);

	if (!role || !mayAll(role, deliveryActions, context)) {
		throw notAuthorized();
	}

	const group = context.state.logGroups.find(({arn}) => `${arn}:*` === destination);

	if (!group) {
		throw invalidLogging('Log Destination not found.');
	}

	if (!deliveryMayWrite(group, context.state)) {
		if (!mayAll(role, policyActions, context)) {
			throw notAuthorized();
		}

		writeDeliveryPolicy(group, context);
	}

	leaveValidationStream(group, context.now());
}

/** None of these actions has a resource type, so they are asked for on `*`. */
function mayAll(role: RoleState, actions: string[], context: OperationContext): boolean {
	const {accountId, behaviour} = context.state;
	const policies = rolePolicies(role, context, behaviour.iamPropagationDelay);

	return actions.every(action => {
		const principal = {kind: 'aws', arn: role.arn, accountId} as const;
		const request = {principal, action, resource: '*', context: {}};

		return evaluateIdentityPolicies(request, policies).answer === 'allowed';
	});
}

function leaveValidationStream({streams}: LogGroupState, now: number): void {
	if (!streams.some(({name}) => name === validationStream)) {
		streams.push({name: validationStream, createdAt: now, events: []});
	}
}
