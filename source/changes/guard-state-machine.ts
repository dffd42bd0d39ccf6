import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import {parseLogging} from '../account/logging-text.ts';
import type {ChangeOfKind} from './kinds/change-kind.ts';
import {seenAtTheWrite} from './seen-at-the-write.ts';

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
	reads
		.stateMachine(stateMachineArn)
		.then(({type}) => reads.validateDefinition(after, type))
		.then(diagnostics => {
			const error = diagnostics.find(({severity}) => severity === 'ERROR');

			return error
				? `AWS calls the new definition invalid${error.location ? ` at ${error.location}` : ''}: ${error.code}: ${error.message}. Correct the definition by hand.`
				: null;
		})
		.catch(ifRefused(null, seenAtTheWrite));
