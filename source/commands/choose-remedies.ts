import {type Diagnosis, narrowestRemedies} from '../diagnosis/diagnose.ts';
import type {Remedy} from '../diagnosis/remedy.ts';
import {UsageError} from './usage-error.ts';

/**
 * One remedy for every problem: the one named with `--remedy` where the problem offers it, otherwise
 * its narrowest. A warning's remedy is taken only by name. Throws UsageError for an id nobody offers.
 */
export function chooseRemedies(diagnosis: Diagnosis, wanted: readonly string[]): Remedy[] {
	const offered = new Set(diagnosis.remedies.map(({id}) => id));
	const unknown = wanted.find(id => !offered.has(id));

	if (unknown !== undefined) {
		throw new UsageError(
			offered.size > 0
				? `No problem here offers the remedy ${JSON.stringify(unknown)}; there are: ${[...offered].join(', ')}.`
				: `No problem here offers the remedy ${JSON.stringify(unknown)}, nor any other.`,
		);
	}

	const named = diagnosis.checks.flatMap(({remedies}) =>
		remedies.filter(({id}) => wanted.includes(id)),
	);
	const settled = diagnosis.checks.map(check =>
		check.remedies.some(({id}) => wanted.includes(id)) ? {...check, remedies: []} : check,
	);
	const chosen = [...named, ...narrowestRemedies(settled)];

	return [...new Map(chosen.map(remedy => [remedy.id, remedy])).values()];
}
