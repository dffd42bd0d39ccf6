import type {Scenario} from '../scenario.ts';
import {scenarioTitles} from '../scenario-titles.ts';
import {actionDenied} from './action-denied.ts';
import {assumeRole} from './assume-role.ts';
import {boundaryDenied} from './boundary-denied.ts';
import {callerDenied} from './caller-denied.ts';
import {callerPassRole} from './caller-pass-role.ts';
import {caughtFailure} from './caught-failure.ts';
import {choiceWithoutDefault} from './choice-without-default.ts';
import {containerFailed} from './container-failed.ts';
import {dataPath} from './data-path.ts';
import {definitionWalk} from './definition-walk.ts';
import {deniedReads} from './denied-reads.ts';
import {destinationWithoutStar} from './destination-without-star.ts';
import {distributedMapDenied} from './distributed-map-denied.ts';
import {encodedDenial} from './encoded-denial.ts';
import {executionAborted} from './execution-aborted.ts';
import {executionTimedOut} from './execution-timed-out.ts';
import {explicitDeny} from './explicit-deny.ts';
import {explicitDenyTask} from './explicit-deny-task.ts';
import {expressFailed} from './express-failed.ts';
import {expressInfrequentAccess} from './express-infrequent-access.ts';
import {expressLateLogs} from './express-late-logs.ts';
import {expressLevelError} from './express-level-error.ts';
import {expressLogGroupDeleted} from './express-log-group-deleted.ts';
import {expressStartedNeverEnded} from './express-started-never-ended.ts';
import {expressTwoActionsMissing} from './express-two-actions-missing.ts';
import {failureFixedSince} from './failure-fixed-since.ts';
import {fullPolicy} from './full-policy.ts';
import {healthy} from './healthy.ts';
import {itemReaderDenied} from './item-reader-denied.ts';
import {kmsDenied} from './kms-denied.ts';
import {logDestination} from './log-destination.ts';
import {logGroupMissing} from './log-group-missing.ts';
import {managedByCloudFormation} from './managed-by-cloudformation.ts';
import {managedRule} from './managed-rule.ts';
import {manyFailures} from './many-failures.ts';
import {missingExecution} from './missing-execution.ts';
import {missingResourcePolicy} from './missing-resource-policy.ts';
import {nestedDenied} from './nested-denied.ts';
import {nestedExecution} from './nested-execution.ts';
import {networkConfiguration} from './network-configuration.ts';
import {notCreatedYet} from './not-created-yet.ts';
import {passRole} from './pass-role.ts';
import {recentUnexplainedFailure} from './recent-unexplained-failure.ts';
import {redrivenAndFailedAgain} from './redriven-and-failed-again.ts';
import {resultWriterDenied} from './result-writer-denied.ts';
import {roleWithoutPermissions} from './role-without-permissions.ts';
import {runsOnAfterFix} from './runs-on-after-fix.ts';
import {stuckActivity} from './stuck-activity.ts';
import {stuckCallback} from './stuck-callback.ts';
import {stuckJob} from './stuck-job.ts';
import {survivedErrorInInput} from './survived-error-in-input.ts';
import {swallowedFailure} from './swallowed-failure.ts';
import {taskFailed} from './task-failed.ts';
import {tenPolicies} from './ten-policies.ts';
import {timedOut} from './timed-out.ts';
import {toleratedItemFailures} from './tolerated-item-failures.ts';
import {triggerDenied} from './trigger-denied.ts';
import {youngRole} from './young-role.ts';

const all: readonly Scenario[] = [
	actionDenied,
	assumeRole,
	boundaryDenied,
	callerDenied,
	callerPassRole,
	caughtFailure,
	choiceWithoutDefault,
	containerFailed,
	dataPath,
	definitionWalk,
	deniedReads,
	destinationWithoutStar,
	distributedMapDenied,
	encodedDenial,
	executionAborted,
	executionTimedOut,
	explicitDeny,
	explicitDenyTask,
	expressFailed,
	expressInfrequentAccess,
	expressLateLogs,
	expressLevelError,
	expressLogGroupDeleted,
	expressStartedNeverEnded,
	expressTwoActionsMissing,
	failureFixedSince,
	fullPolicy,
	healthy,
	itemReaderDenied,
	kmsDenied,
	logDestination,
	logGroupMissing,
	managedByCloudFormation,
	managedRule,
	manyFailures,
	missingExecution,
	missingResourcePolicy,
	nestedDenied,
	nestedExecution,
	networkConfiguration,
	notCreatedYet,
	passRole,
	recentUnexplainedFailure,
	redrivenAndFailedAgain,
	resultWriterDenied,
	roleWithoutPermissions,
	runsOnAfterFix,
	stuckActivity,
	stuckCallback,
	stuckJob,
	survivedErrorInInput,
	swallowedFailure,
	taskFailed,
	tenPolicies,
	timedOut,
	toleratedItemFailures,
	triggerDenied,
	youngRole,
];

export const scenarios: Record<string, Scenario> = Object.fromEntries(
	scenarioTitles.flatMap(group =>
		group.scenarios.flatMap(({id}) => all.filter(one => one.id === id).map(one => [id, one])),
	),
);
