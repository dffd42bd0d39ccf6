import {appendFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {messageOf} from '../errors.ts';
import {type FleetState, parseState} from '../fleet/state.ts';

/** Older answers say too little about the account of today. */
const keptFor = 6 * 60 * 60 * 1000;

export function interrupted(file: string, judgedBy: string): FleetState | null {
	try {
		const state = parseState(readFileSync(file, 'utf8'), judgedBy);
		return state && Date.now() - state.startedAt < keptFor ? state : null;
	} catch {
		return null;
	}
}

/**
 * Writes the run down line by line, from its start or behind what an interrupted one has written. Policies are in it:
 * nobody else can read it. Where it cannot be written, the run goes on without.
 */
export function keptRun(
	file: string,
	isContinued: boolean,
	tell: (words: string) => void,
): (line: string) => void {
	let isKept = true;
	const keep = (work: () => void) => {
		try {
			if (isKept) {
				work();
			}
		} catch (error) {
			isKept = false;
			tell(
				`The answers of AWS cannot be kept: --resume will not continue this run (${messageOf(error)}).`,
			);
		}
	};

	keep(() => {
		if (isContinued) {
			// The last line of a run that was killed can be without its end.
			appendFileSync(file, '\n');
		} else {
			mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
			writeFileSync(file, '', {mode: 0o600});
		}
	});

	return line => keep(() => appendFileSync(file, line));
}
