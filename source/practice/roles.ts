import type {AccountState, RoleState, RoleVersion} from './state.ts';

/**
 * IAM is eventually consistent: who looks sees what was there `delay` milliseconds ago.
 * Null where nothing had arrived by then.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export const versionSeen = (role: RoleState, now: number, delay: number): RoleVersion | null =>
	role.versions.findLast(({since}) => since <= now - delay) ?? null;

/** A write builds on the newest version, visible or not. */
export function writeRole(
	role: RoleState,
	now: number,
	change: (newest: RoleVersion) => Partial<RoleVersion>,
): void {
	const newest = newestVersion(role);
	role.versions.push({...newest, ...change(newest), since: now});
}

export function newestVersion(role: RoleState): RoleVersion {
	const newest = role.versions.at(-1);

	if (!newest) {
		throw new Error(`The role ${role.name} of this scenario has no version`);
	}

	return newest;
}

export const roleByArn = (state: AccountState, arn: string): RoleState | undefined =>
	state.roles.find(role => role.arn === arn);
