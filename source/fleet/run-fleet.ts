import type {FleetResult} from './result.ts';

export type Progress = {
	/** State machines found so far; `listed` says whether the list is complete. */
	found: number;
	listed: boolean;
	done: number;
	problems: number;
	/** In milliseconds; null while it cannot be told. */
	left: number | null;
};

export type Fleet = {
	/** The ARNs of the state machines, page by page. */
	list(): AsyncIterable<readonly string[]>;
	examine(stateMachineArn: string): Promise<FleetResult>;
	/** Results of an interrupted run. */
	done: ReadonlyMap<string, FleetResult>;
	onResult(result: FleetResult): void;
	onProgress(progress: Progress): void;
	/** Ends the run after the state machines that are under way. */
	signal?: AbortSignal;
	now(): number;
};

/** So many at once that the rates decide how long it takes, and so few that memory stays flat. */
const atOnce = 40;

/** Examines every state machine, the first ones while the list of the others is still read. */
export async function runFleet(fleet: Fleet): Promise<FleetResult[]> {
	const {done, onResult, now, signal} = fleet;
	const results = new Map<string, FleetResult>();
	const waiting: string[] = [];
	const startedAt = now();
	const progress = {found: 0, listed: false, done: 0, problems: 0};
	let examined = 0;
	let failure: {error: unknown} | null = null;
	let wake = () => {};
	let awake = new Promise<void>(resolve => {
		wake = resolve;
	});

	const goOn = () => failure === null && !signal?.aborted;

	const report = () => {
		const toDo = progress.found - progress.done;
		const left = progress.listed && examined > 0 ? (toDo * (now() - startedAt)) / examined : null;
		fleet.onProgress({...progress, left});
	};

	const take = (result: FleetResult) => {
		results.set(result.stateMachineArn, result);
		progress.done += 1;
		progress.problems += result.verdict === 'problem' ? 1 : 0;
	};

	const rouse = () => {
		wake();
		awake = new Promise(resolve => {
			wake = resolve;
		});
	};

	const list = async (): Promise<void> => {
		for await (const page of fleet.list()) {
			progress.found += page.length;

			for (const arn of page) {
				const known = done.get(arn);
				known ? take(known) : waiting.push(arn);
			}

			report();
			rouse();

			if (!goOn()) {
				return;
			}
		}

		progress.listed = true;
		report();
	};

	const work = async (): Promise<void> => {
		while (goOn()) {
			const arn = waiting.shift();

			if (arn !== undefined) {
				const result = await fleet.examine(arn);
				take(result);
				examined += 1;
				onResult(result);
				report();
			} else if (isListing) {
				await awake;
			} else {
				return;
			}
		}
	};

	const guarded = async (part: () => Promise<void>): Promise<void> => {
		try {
			await part();
		} catch (error) {
			failure ??= {error};
		}
	};

	let isListing = true;
	const listing = guarded(list).finally(() => {
		isListing = false;
		rouse();
	});

	await Promise.all([listing, ...Array.from({length: atOnce}, () => guarded(work))]);

	if (failure) {
		throw (failure as {error: unknown}).error;
	}

	return [...results.values()];
}
