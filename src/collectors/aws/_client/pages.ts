import { ForeignAnswer } from '../../kernel/foreign-answer.ts';

/**
 * Reads page after page; `next` of the last page is undefined.
 *
 * Throws a ForeignAnswer when there are more than `limit` pages, or when one leads nowhere: half a
 * list is none.
 */
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
    if (next === undefined) return all;
    if (next === '' || next === token)
      throw new ForeignAnswer('a page of a list came back that does not say how it goes on');
    token = next;
  }
  throw new ForeignAnswer(`a list of more than ${limit} pages came back`);
}
