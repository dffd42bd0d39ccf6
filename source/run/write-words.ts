import type {WriteResult} from './event.ts';

/** What else there is to know of a write; null where its outcome says all. */
export function messageOf(result: WriteResult): string | null {
	switch (result.outcome) {
		case 'applied':
			return result.warning ?? null;
		case 'not-visible':
			// What somebody else wrote over it does not appear any more.
			return result.isReplaced
				? (result.warning ?? null)
				: `AWS did not show it within ${result.waitedSeconds} s; it can still appear.${result.warning ? ` ${result.warning}` : ''}`;
		case 'unknown':
			return `${result.why} See sfn-fix history.`;
		default:
			return result.why;
	}
}

export function sentenceOf(
	target: string,
	{outcome}: WriteResult,
): ['good' | 'warning' | 'bad', string] {
	switch (outcome) {
		case 'applied':
			return ['good', `Applied and confirmed by AWS: ${target}.`];
		case 'not-visible':
			return ['warning', `Applied: ${target}.`];
		case 'moved':
			return ['warning', 'Nothing was written.'];
		case 'not-written':
		case 'failed':
			return ['bad', `Not applied: ${target}.`];
		case 'unknown':
			return ['bad', `Unknown whether this was applied: ${target}.`];
	}
}
