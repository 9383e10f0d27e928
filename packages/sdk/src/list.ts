/** One page of a list. */
export interface Page<Item> {
  readonly data: Item[];
  /** Pass as `cursor` (of events: as `after`) to go on; null at the end. */
  readonly next_cursor: string | null;
}

/** A list that is asked for page by page, as far as it is read. */
export interface List<Item, ItemPage extends Page<Item> = Page<Item>> extends AsyncIterable<Item> {
  /** Just the page that the query names. */
  page(): Promise<ItemPage>;
}

/**
 * @param start where the first page begins; undefined for the beginning
 * @param readPage asks for the page at a cursor
 */
export function createList<Item, ItemPage extends Page<Item> = Page<Item>>(
  start: string | undefined,
  readPage: (cursor: string | undefined) => Promise<ItemPage>,
): List<Item, ItemPage> {
  return {
    page: () => readPage(start),
    async *[Symbol.asyncIterator]() {
      let cursor: string | null | undefined = start;
      do {
        const page: Page<Item> = await readPage(cursor);
        yield* page.data;
        cursor = page.next_cursor;
      } while (cursor !== null);
    },
  };
}
