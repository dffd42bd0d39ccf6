import type {Listed} from '../listed.ts';
import {required} from './required.ts';

const pagesAtMost = 400;

type ItemsOf<Page, Item> = (page: Page) => readonly Item[] | undefined;

/** The items of all pages, in order, up to a bound that the caller knows of. A page without its list is no answer. */
export async function collectSome<Page, Item>(
	pages: AsyncIterable<Page>,
	itemsOf: ItemsOf<Page, Item>,
	atMost: number,
	onPage: (soFar: readonly Item[], page: Page) => void = () => {},
): Promise<Listed<Item>> {
	const items: Item[] = [];
	let read = 0;

	for await (const page of pages) {
		items.push(...required(itemsOf(page), 'list'));
		read += 1;

		if (items.length >= atMost || read >= pagesAtMost) {
			// Whether there is more is not asked: that it may be is enough to say.
			return {items: items.slice(0, atMost), complete: false};
		}

		onPage(items, page);
	}

	return {items, complete: true};
}

/** The items of all pages. An endpoint that pages without end gives no list. */
export async function collectAll<Page, Item>(
	pages: AsyncIterable<Page>,
	itemsOf: ItemsOf<Page, Item>,
): Promise<Item[]> {
	const {items, complete} = await collectSome(pages, itemsOf, 1_000_000);

	if (!complete) {
		throw new Error(`the list does not end after ${pagesAtMost} pages`);
	}

	return items;
}

/** The first item that fits; undefined only where all of them were seen. */
export async function find<Page, Item>(
	pages: AsyncIterable<Page>,
	itemsOf: ItemsOf<Page, Item>,
	fits: (item: Item) => boolean,
): Promise<Item | undefined> {
	let read = 0;

	for await (const page of pages) {
		const found = required(itemsOf(page), 'list').find(fits);

		if (found) {
			return found;
		}

		read += 1;

		if (read >= pagesAtMost) {
			throw new Error(`the list does not end after ${pagesAtMost} pages`);
		}
	}

	return undefined;
}
