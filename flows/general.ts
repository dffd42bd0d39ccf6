import type {Check} from '../source/diagnosis/check.ts';
import {asWarning} from './checks/as-warning.ts';
import {definitionPermissions} from './checks/definition-permissions.ts';
import {executionLogs} from './checks/execution-logs.ts';
import {expressLogLevel} from './checks/express-log-level.ts';
import {loggingChecks} from './checks/logging-checks.ts';
import {loggingConfiguration} from './checks/logging-configuration.ts';
import {managedByTool} from './checks/managed-by-tool.ts';
import {networkConfiguration, whereTasksRun} from './checks/network-configuration.ts';
import {roleAge} from './checks/role-age.ts';
import {roleTrust} from './checks/role-trust.ts';
import {stateMachineExists} from './checks/state-machine-exists.ts';

/** What every state machine needs, whatever the error: for texts that fit no flow, and for none at all. */
export const generalChecks: readonly Check[] = [
	stateMachineExists,
	roleTrust,
	definitionPermissions,
	whereTasksRun(networkConfiguration),
	loggingConfiguration,
	asWarning(expressLogLevel),
	executionLogs,
	...loggingChecks,
	roleAge,
	managedByTool,
];
