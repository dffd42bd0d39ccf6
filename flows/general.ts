import type {Check} from '../source/diagnosis/check.ts';
import {asWarning} from './common/as-warning.ts';
import {managedByTool} from './common/managed-by-tool.ts';
import {roleAge} from './common/role-age.ts';
import {stateMachineExists} from './common/state-machine-exists.ts';
import {executionLogs} from './express/execution-logs.ts';
import {expressLogLevel} from './express/express-log-level.ts';
import {networkConfiguration, whereTasksRun} from './failed-run/network-configuration.ts';
import {loggingChecks} from './log-delivery/logging-checks.ts';
import {loggingConfiguration} from './log-delivery/logging-configuration.ts';
import {definitionPermissions} from './permissions/definition-permissions.ts';
import {roleTrust} from './permissions/role-trust.ts';

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
