import type {Check} from '../../source/diagnosis/check.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';
import {check as deliveryResourcePolicy} from './delivery-resource-policy.ts';
import {check as deliveryValidated} from './delivery-validated.ts';
import {check as logGroupExists} from './log-group-exists.ts';
import {check as logGroupKms} from './log-group-kms.ts';
import {check as resourcePolicyHeadroom} from './resource-policy-headroom.ts';
import {check as roleLogDeliveryActions} from './role-log-delivery-actions.ts';

/** The check, left out where the state machine does not log and nobody asks that it should. */
const whenLoggingIsWanted = (check: Check): Check => ({
	...check,

	async run(context) {
		const stateMachine = await subjectStateMachine(context);
		const isOff = stateMachine === null || stateMachine.logging.level === 'OFF';
		return isOff && context.subject.logGroupArn === null ? null : check.run(context);
	},
});

/** What log delivery needs, where the state machine logs or somebody asks that it should. */
export const checks: readonly Check[] = [
	logGroupExists,
	roleLogDeliveryActions,
	deliveryResourcePolicy,
	resourcePolicyHeadroom,
	logGroupKms,
	deliveryValidated,
].map(whenLoggingIsWanted);
