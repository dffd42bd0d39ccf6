import type {Scenario} from '../scenario.ts';
import {deniedReads} from './denied-reads.ts';
import {destinationWithoutStar} from './destination-without-star.ts';
import {explicitDeny} from './explicit-deny.ts';
import {expressFailed} from './express-failed.ts';
import {expressInfrequentAccess} from './express-infrequent-access.ts';
import {expressLateLogs} from './express-late-logs.ts';
import {expressLevelError} from './express-level-error.ts';
import {expressLogGroupDeleted} from './express-log-group-deleted.ts';
import {expressStartedNeverEnded} from './express-started-never-ended.ts';
import {expressTwoActionsMissing} from './express-two-actions-missing.ts';
import {fullPolicy} from './full-policy.ts';
import {healthy} from './healthy.ts';
import {logDestination} from './log-destination.ts';
import {logGroupMissing} from './log-group-missing.ts';
import {managedByCloudFormation} from './managed-by-cloudformation.ts';
import {missingResourcePolicy} from './missing-resource-policy.ts';
import {notCreatedYet} from './not-created-yet.ts';
import {roleWithoutPermissions} from './role-without-permissions.ts';
import {tenPolicies} from './ten-policies.ts';
import {youngRole} from './young-role.ts';

/** In the order in which they are offered. The first is the one that `demo` starts with. */
const list: readonly Scenario[] = [
	logDestination,
	roleWithoutPermissions,
	missingResourcePolicy,
	notCreatedYet,
	fullPolicy,
	tenPolicies,
	logGroupMissing,
	destinationWithoutStar,
	youngRole,
	explicitDeny,
	managedByCloudFormation,
	deniedReads,
	expressLevelError,
	expressTwoActionsMissing,
	expressLateLogs,
	expressLogGroupDeleted,
	expressInfrequentAccess,
	expressFailed,
	expressStartedNeverEnded,
	healthy,
];

export const scenarios: Record<string, Scenario> = Object.fromEntries(
	list.map(scenario => [scenario.id, scenario]),
);
