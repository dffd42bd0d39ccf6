import {type Asked, refusal} from './refusal.ts';
import {deniedError} from './voices.ts';
import type {Call} from './work.ts';

/** Fails the task where its role may not do this. */
export function demand(asked: Asked, {run, voice, actor}: Call): void {
	const text = refusal(asked, actor);

	if (text !== null) {
		throw deniedError(text, asked.action, voice, run);
	}
}

/** Fails the task where its role may not pass this role on to the service. */
export const demandPassRole = (roleArn: string, service: string | null, call: Call): void =>
	demand(
		{
			action: 'iam:PassRole',
			resource: roleArn,
			...(service !== null && {context: {'iam:PassedToService': {known: [service]}}}),
		},
		call,
	);
