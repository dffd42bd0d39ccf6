import type {Check} from '../../source/diagnosis/check.ts';
import {deliveryResourcePolicy} from './delivery-resource-policy.ts';
import {deliveryValidated} from './delivery-validated.ts';
import {logGroupExists} from './log-group-exists.ts';
import {logGroupKms} from './log-group-kms.ts';
import {resourcePolicyRoom} from './resource-policy-room.ts';
import {roleLogDeliveryActions} from './role-log-delivery-actions.ts';
import {whenLoggingIsWanted} from './when-logging-is-wanted.ts';

/** What the delivery of logs needs, where the state machine logs or somebody asks that it should. */
export const loggingChecks: readonly Check[] = [
	logGroupExists,
	roleLogDeliveryActions,
	deliveryResourcePolicy,
	resourcePolicyRoom,
	logGroupKms,
	deliveryValidated,
].map(whenLoggingIsWanted);
