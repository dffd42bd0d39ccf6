/** A list as far as it was read. Only of a complete one can be said that something is not in it. */
export type Listed<Item> = {items: Item[]; complete: boolean};
