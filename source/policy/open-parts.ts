import {arnCoverage, type Coverage, coverage, type Glob} from './wildcard.ts';

/** How texts show, before a deployment, the parts that only the deployment knows. */
export type OpenParts = {
	isIn(text: string): boolean;
	/** Each part so written that a pattern fits it for its own letters alone: the same part is the same value. */
	certain(glob: Glob): Glob;
	/** With a wildcard for each part that can fit the other side. */
	possible(glob: Glob, other: Glob): Glob;
};

/** What stands in `dependsOn` where an open part decides. */
export const deploymentUnsettled = 'values that are known only at deployment';

/** The Sid of what stands for statements that were not read. No Sid of a policy has a space. */
export const unreadStatement = 'not read';

export type Compared = {coverage: Coverage; isOpen: boolean};

/** What is covered whatever the open parts are is covered; what can be covered for some of their values is open. */
export function compare(
	pattern: Glob,
	subject: Glob,
	{arn = false, openParts}: {arn?: boolean; openParts?: OpenParts | undefined},
): Compared {
	const compareGlobs = arn ? arnCoverage : coverage;

	if (!openParts || !(openParts.isIn(pattern) || openParts.isIn(subject))) {
		return {coverage: compareGlobs(pattern, subject), isOpen: false};
	}

	if (compareGlobs(openParts.certain(pattern), openParts.certain(subject)) === 'all') {
		return {coverage: 'all', isOpen: false};
	}

	const possibly = compareGlobs(
		openParts.possible(pattern, subject),
		openParts.possible(subject, pattern),
	);

	return possibly === 'none' ? {coverage: 'none', isOpen: false} : {coverage: 'some', isOpen: true};
}
