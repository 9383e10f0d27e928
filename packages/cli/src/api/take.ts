import type { List } from "@firstframe/sdk";

/** The largest page that the API gives. */
const largestPage = 100;

/** The first so many of a list, over as many pages as it takes. */
export async function take<Item>(
  count: number,
  list: (query: { limit: number }) => List<Item>,
): Promise<Item[]> {
  const items: Item[] = [];
  if (count === 0) return items;
  for await (const item of list({ limit: Math.min(count, largestPage) })) {
    items.push(item);
    if (items.length === count) break;
  }
  return items;
}
