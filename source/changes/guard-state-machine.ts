import type {Reads} from '../account/account.ts';
import {parseLogging} from '../account/logging-text.ts';
import type {ChangeOfKind} from './kinds/change-kind.ts';
import {unlessUnaskable} from './unless-unaskable.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_LoggingConfiguration.html */
export function refusedLogging({after}: ChangeOfKind<'logging-configuration'>): string | null {
	const {level, destinations} = parseLogging(after);

	if (level !== 'OFF' && destinations.length !== 1) {
		return `Logging at level ${level} takes exactly one log group, and this has ${destinations.length}. Name one log group.`;
	}

	const wrong = destinations.find(arn => !arn.endsWith(':*'));
	return wrong
		? `Step Functions takes a log group's ARN with :* at its end, and ${wrong} has none. Add it.`
		: null;
}

export const refusedDefinition = (
	{stateMachineArn, after}: ChangeOfKind<'definition'>,
	reads: Reads,
): Promise<string | null> =>
	unlessUnaskable(async () => {
		const {type} = await reads.stateMachine(stateMachineArn);
		const diagnostics = await reads.validateDefinition(after, type);
		const error = diagnostics.find(({severity}) => severity === 'ERROR');

		return error
			? `AWS calls the new definition invalid${error.location ? ` at ${error.location}` : ''}: ${error.code}: ${error.message}. Mend the definition by hand.`
			: null;
	});
