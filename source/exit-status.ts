/** What a script can rely on; also in `sfn-fix --help`. */
export const exitStatus = {
	healthy: 0,
	problem: 1,
	usage: 2,
	noVerdict: 3,
	changedInBetween: 4,
	interrupted: 130,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
