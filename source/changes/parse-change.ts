import {actionOf, type Change} from '../diagnosis/remedy.ts';

/** What names the resource of each kind of change. */
const namesOf: Record<Change['kind'], readonly string[]> = {
	'role-inline-policy': ['roleName', 'policyName'],
	'role-trust-policy': ['roleName'],
	'role-managed-policy': ['roleName', 'policyArn', 'policyName'],
	'account-log-resource-policy': ['policyName'],
	'log-group-resource-policy': ['logGroupArn', 'policyName'],
	'log-group': ['logGroupName'],
	'logging-configuration': ['stateMachineArn'],
	definition: ['stateMachineArn'],
};

/** A change as a file holds it; null where this version cannot know what it means. */
export function parseChange(value: Record<string, unknown>): Change | null {
	if (!isChange(value)) {
		return null;
	}

	// Entries of earlier versions name no action.
	return {...value, action: actionOf(value.before, value.after)} as Change;
}

function isChange(change: Record<string, unknown>): change is Record<string, unknown> & Change {
	const names = Object.hasOwn(namesOf, String(change.kind))
		? namesOf[change.kind as Change['kind']]
		: null;

	return (
		(names ?? ['']).every(name => typeof change[name] === 'string') &&
		[change.before, change.after].every(text => text === null || typeof text === 'string') &&
		(change.before ?? change.after) !== null
	);
}
