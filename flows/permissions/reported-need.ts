import {parseArn} from '../../source/aws/arn.ts';
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
	confidence: 'documented',
	today: {},
});

const redacted = /X{3,}|\.\.\.|REDACTED|MASKED/i;

/** Whether a text gives an ARN in full: people often redact a part of an error that they paste. */
export function isWholeArn(text: string): boolean {
	const arn = parseArn(text);

	return (
		arn !== null &&
		/^[\w:/.,+=@*$#?~%-]+$/.test(text) &&
		/^aws[\w-]{0,20}$/.test(arn.partition) &&
		/^[a-z0-9-]{0,25}$/.test(arn.region) &&
		/^(?:\d{12}|aws)?$/.test(arn.accountId) &&
		arn.resource !== '' &&
		!text.includes('${') &&
		!redacted.test(text)
	);
}
