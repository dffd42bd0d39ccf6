import type {Check} from '../source/diagnosis/check.ts';
import {deliveryResourcePolicy} from './checks/delivery-resource-policy.ts';
import {deliveryValidated} from './checks/delivery-validated.ts';
import {logGroupExists} from './checks/log-group-exists.ts';
import {logGroupKms} from './checks/log-group-kms.ts';
import {loggingConfiguration} from './checks/logging-configuration.ts';
import {managedByTool} from './checks/managed-by-tool.ts';
import {resourcePolicyRoom} from './checks/resource-policy-room.ts';
import {roleAge} from './checks/role-age.ts';
import {roleLogDeliveryActions} from './checks/role-log-delivery-actions.ts';
import {roleTrust} from './checks/role-trust.ts';
import {stateMachineExists} from './checks/state-machine-exists.ts';
import {whenLoggingIsWanted} from './checks/when-logging-is-wanted.ts';

/** What every state machine needs, whatever the error: for texts that fit no flow, and for none at all. */
export const generalChecks: readonly Check[] = [
	stateMachineExists,
	roleTrust,
	loggingConfiguration,
	...[
		logGroupExists,
		roleLogDeliveryActions,
		deliveryResourcePolicy,
		resourcePolicyRoom,
		logGroupKms,
		deliveryValidated,
	].map(whenLoggingIsWanted),
	roleAge,
	managedByTool,
];
