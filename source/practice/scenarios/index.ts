import type {Scenario} from '../scenario.ts';
import {healthy} from './healthy.ts';
import {logDestination} from './log-destination.ts';
import {missingResourcePolicy} from './missing-resource-policy.ts';
import {roleWithoutPermissions} from './role-without-permissions.ts';

/** In the order in which they are offered. The first is the one that `demo` starts with. */
const list: readonly Scenario[] = [
	logDestination,
	roleWithoutPermissions,
	missingResourcePolicy,
	healthy,
];

export const scenarios: Record<string, Scenario> = Object.fromEntries(
	list.map(scenario => [scenario.id, scenario]),
);
