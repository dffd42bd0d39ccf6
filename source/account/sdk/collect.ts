const itemsAtMost = 10_000;
const pagesAtMost = 200;

/**
 * The items of all pages, in order. Reading ends quietly at `atMost` items, which only an account
 * far above AWS's default quotas reaches.
 */
export async function collect<Page, Item>(
	pages: AsyncIterable<Page>,
	itemsOf: (page: Page) => readonly Item[] | undefined,
	atMost = itemsAtMost,
): Promise<Item[]> {
	const items: Item[] = [];

	for await (const page of bounded(pages)) {
		items.push(...(itemsOf(page) ?? []));

		if (items.length >= atMost) {
			break;
		}
	}

	return items.slice(0, atMost);
}

/** The first item that fits; undefined where none does. */
export async function find<Page, Item>(
	pages: AsyncIterable<Page>,
	itemsOf: (page: Page) => readonly Item[] | undefined,
	fits: (item: Item) => boolean,
): Promise<Item | undefined> {
	for await (const page of bounded(pages)) {
		const found = itemsOf(page)?.find(fits);

		if (found) {
			return found;
		}
	}

	return undefined;
}

/** An endpoint that pages forever cannot hold us. */
async function* bounded<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
	let read = 0;

	for await (const page of pages) {
		yield page;
		read += 1;

		if (read >= pagesAtMost) {
			return;
		}
	}
}
