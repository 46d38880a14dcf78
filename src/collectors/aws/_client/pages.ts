/** Reads page after page, at most `limit` of them. `next` of the last page is undefined. */
export async function readPages<Item>(
  limit: number,
  read: (
    token: string | undefined,
  ) => Promise<{ items: readonly Item[]; next: string | undefined }>,
): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  for (let page = 0; page < limit; page++) {
    const { items, next } = await read(token);
    all.push(...items);
    if (!next || next === token) break;
    token = next;
  }
  return all;
}
