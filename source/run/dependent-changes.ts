import type {Change} from '../diagnosis/remedy.ts';
import type {ShownChange} from './step.ts';

/** What cannot be written once this change was declined, and what still can. */
export function splitDependent(
	declined: ShownChange,
	rest: ShownChange[],
): {dependent: ShownChange[]; free: ShownChange[]} {
	const dependent: ShownChange[] = [];
	const free: ShownChange[] = [];

	// In the order of writing, a change can depend on earlier ones alone.
	for (const change of rest) {
		const isDependent = [declined, ...dependent].some(earlier => dependsOn(change, earlier));
		(isDependent ? dependent : free).push(change);
	}

	return {dependent, free};
}

/** The changes of one remedy are one plan; and nothing can be attached to a log group that is not created. */
const dependsOn = (later: ShownChange, earlier: ShownChange): boolean =>
	later.remedyIds.some(id => earlier.remedyIds.includes(id)) ||
	needsLogGroup(later.change, earlier.change);

const needsLogGroup = (later: Change, earlier: Change): boolean =>
	earlier.kind === 'log-group' &&
	earlier.before === null &&
	((later.kind === 'log-group-resource-policy' &&
		later.logGroupArn.endsWith(`:log-group:${earlier.logGroupName}`)) ||
		(later.kind === 'logging-configuration' &&
			(later.after ?? '').includes(`:log-group:${earlier.logGroupName}:`)));
