import type {JsonObject} from '../json.ts';
import {redactSecrets} from '../secrets.ts';

const statuses = /^(?:\w{0,20}JobStatus|JobRunState|(?:build)?status|state)$/i;
const reasons = /^(?:statusReason|ErrorMessage|FailureReason|stateDetails|currentPhase)$/i;

/** `RUNNING: the reason`, as the service describes its job; null where it does not say. */
export function jobStatus(job: JsonObject): string | null {
	const textOf = (name: RegExp): string | null => {
		const found = Object.entries(job).find(([key, value]) => name.test(key) && value)?.[1];
		return typeof found === 'string' ? redactSecrets(found) : null;
	};
	const status = textOf(statuses);
	const reason = textOf(reasons);
	return status === null ? null : `${status}${reason === null ? '' : `: ${reason}`}`;
}
