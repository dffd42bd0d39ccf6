import {appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {isLock, type Lock, tryLock} from '../changes/writer-lock.ts';
import {messageOf} from '../errors.ts';
import {type FleetState, parseState} from '../fleet/state.ts';

/** Older answers say too little about the account of today. */
const keptFor = 6 * 60 * 60 * 1000;

/** What a run writes down so that it can be continued. */
export type KeptRun = {
	/** The run that this one continues. */
	before: FleetState | null;
	write(line: string): void;
	/** Every line so far is on the disk. */
	isKept(): boolean;
	/** It has ended, and nobody continues it. */
	remove(): void;
};

type Wanted = {
	/** What the results depend on besides the answers of AWS. */
	judgedBy: string;
	isResumed: boolean;
	tell(words: string): void;
};

const begun = 'check-all-';

/**
 * Keeps the run in a folder of its own, from its start or behind what an interrupted one has written. Policies are in
 * it: nobody else can read it. Where it cannot be written, or another run writes there, the run goes on without.
 */
export async function keepRun(
	state: string,
	name: string,
	{judgedBy, isResumed, tell}: Wanted,
): Promise<KeptRun> {
	const folder = path.join(state, `${begun}${name}`);
	const file = path.join(folder, 'run.jsonl');
	const lost = (why: string) => {
		lock = null;
		tell(`--resume will not continue this run: ${why}.`);
	};
	let lock: Lock | null = null;

	const keep = (work: () => void) => {
		try {
			if (lock) {
				work();
			}
		} catch (error) {
			lost(`the answers of AWS cannot be kept (${messageOf(error)})`);
		}
	};

	try {
		const taken = await tryLock(folder);

		if (isLock(taken)) {
			lock = taken;
		} else {
			lost('another sfn-fix checks this account and region and keeps its answers');
		}
	} catch (error) {
		lost(`the answers of AWS cannot be kept (${messageOf(error)})`);
	}

	removeOld(state, folder);
	const before = isResumed ? interrupted(file, judgedBy) : null;

	keep(() => {
		if (before) {
			// The last line of a run that was killed can be without its end.
			appendFileSync(file, '\n');
		} else {
			writeFileSync(file, '', {mode: 0o600});
		}
	});

	return {
		before,
		write: line => keep(() => appendFileSync(file, line)),
		isKept: () => lock !== null,
		remove: () => keep(() => rmSync(folder, {recursive: true, force: true})),
	};
}

function interrupted(file: string, judgedBy: string): FleetState | null {
	try {
		const state = parseState(readFileSync(file, 'utf8'), judgedBy);
		return state && Date.now() - state.startedAt < keptFor ? state : null;
	} catch {
		return null;
	}
}

/** What nobody continued is not kept for ever. */
function removeOld(state: string, own: string): void {
	try {
		for (const name of readdirSync(state).filter(each => each.startsWith(begun))) {
			const kept = path.join(state, name);
			const file = path.join(kept, 'run.jsonl');
			const {mtimeMs} = statSync(file, {throwIfNoEntry: false}) ?? statSync(kept);

			if (kept !== own && Date.now() - mtimeMs > keptFor) {
				rmSync(kept, {recursive: true, force: true});
			}
		}
	} catch {
		// It is tried again by the next run.
	}
}
