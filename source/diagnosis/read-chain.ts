import type {Reads} from '../account/account.ts';
import type {HistoryEvent} from '../account/step-functions.ts';
import type {NormalPath} from '../definition/normal-path.ts';
import {type Chain, chainOf} from '../history/chain.ts';

export type ReadChain = {
	chain: Chain;
	events: HistoryEvent[];
	/** Older events that were not read could still change the root. */
	isCutShort: boolean;
	/** In sentences, what else keeps it from being the whole history. */
	unread?: string[];
};

/** A history has at most 25,000 events; pages may be short. */
const pagesAtMost = 40;

/** Reads the history backwards, page by page, until its root is certain. */
export async function readChain(
	reads: Pick<Reads, 'historyPage'>,
	executionArn: string,
	normalPath: NormalPath | null,
): Promise<ReadChain> {
	const events: HistoryEvent[] = [];
	let next: string | null = null;

	for (let pages = 1; ; pages += 1) {
		const page: Awaited<ReturnType<Reads['historyPage']>> = await reads.historyPage(
			executionArn,
			next,
		);
		events.push(...page.events);
		next = page.next;
		const chain = chainOf({executionArn, events, normalPath});
		const isEnough = next === null || (chain.certain && areOpenStatesKnown(chain));

		if (isEnough || pages === pagesAtMost) {
			return {chain, events, isCutShort: !isEnough};
		}
	}
}

/** While it runs there is no root: what it waits for is wanted, by name. */
const areOpenStatesKnown = ({root, passages}: Chain): boolean =>
	root !== null ||
	passages.all.every(
		({left, name, events, entered}) =>
			left !== null || events.length === 0 || (name !== null && entered !== null),
	);
