import type {Flow} from '../source/diagnosis/flow.ts';
import {actionDenied} from './action-denied.ts';
import {alreadyExists} from './already-exists.ts';
import {assumeRoleDenied} from './assume-role-denied.ts';
import {callbackTokenRejected} from './callback-token-rejected.ts';
import {callerDenied} from './caller-denied.ts';
import {callerPassRoleDenied} from './caller-pass-role-denied.ts';
import {dataPathError} from './data-path-error.ts';
import {executionStuck} from './execution-stuck.ts';
import {explicitDeny} from './explicit-deny.ts';
import {expressStatusUnknown} from './express-status-unknown.ts';
import {invalidDefinition} from './invalid-definition.ts';
import {kmsDenied} from './kms-denied.ts';
import {logDestinationDenied} from './log-destination-denied.ts';
import {logPolicyLimit} from './log-policy-limit.ts';
import {loggingConfigurationInvalid} from './logging-configuration-invalid.ts';
import {managedRuleDenied} from './managed-rule-denied.ts';
import {networkConfigurationMissing} from './network-configuration-missing.ts';
import {operationRejected} from './operation-rejected.ts';
import {passRoleDenied} from './pass-role-denied.ts';
import {payloadLimit} from './payload-limit.ts';
import {requestRejected} from './request-rejected.ts';
import {resourceNotFound} from './resource-not-found.ts';
import {taskFailed} from './task-failed.ts';
import {throttledOrQuota} from './throttled-or-quota.ts';
import {timedOut} from './timed-out.ts';
import {triggerDenied} from './trigger-denied.ts';

/** Every known failure, in order of precedence: where a text fits several equally well, the first counts. */
export const flows: readonly Flow[] = [
	logDestinationDenied,
	logPolicyLimit,
	loggingConfigurationInvalid,
	expressStatusUnknown,
	networkConfigurationMissing,
	managedRuleDenied,
	assumeRoleDenied,
	explicitDeny,
	callerPassRoleDenied,
	passRoleDenied,
	kmsDenied,
	triggerDenied,
	callerDenied,
	actionDenied,
	callbackTokenRejected,
	payloadLimit,
	executionStuck,
	timedOut,
	alreadyExists,
	resourceNotFound,
	throttledOrQuota,
	invalidDefinition,
	operationRejected,
	requestRejected,
	dataPathError,
	taskFailed,
];
