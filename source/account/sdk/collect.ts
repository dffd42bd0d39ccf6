const itemsAtMost = 10_000;
const pagesAtMost = 500;

/**
 * The items of all pages, in order. Reading ends quietly at `atMost` items, which only an account
 * far above AWS's default quotas reaches, so that an endpoint that pages forever cannot hold us.
 */
export async function collect<Page, Item>(
	pages: AsyncIterable<Page>,
	itemsOf: (page: Page) => readonly Item[] | undefined,
	atMost = itemsAtMost,
): Promise<Item[]> {
	const items: Item[] = [];
	let pagesRead = 0;

	for await (const page of pages) {
		items.push(...(itemsOf(page) ?? []));
		pagesRead += 1;

		if (items.length >= atMost || pagesRead >= pagesAtMost) {
			break;
		}
	}

	return items.slice(0, atMost);
}
