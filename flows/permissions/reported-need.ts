import type {NeededStatement} from '../../source/definition/need.ts';
import type {LiveNeed} from './machine-needs.ts';

/** What an error text says was needed, in the form in which states need things. */
export const reportedNeed = (
	whose: string,
	statement: NeededStatement,
	passedRoles: LiveNeed['passedRoles'] = [],
): LiveNeed => ({
	state: whose,
	path: '',
	integration: '',
	statements: [statement],
	passedRoles,
	managedRule: null,
	unknowns: [],
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
	confidence: 'documented',
	note: null,
	today: {},
});
