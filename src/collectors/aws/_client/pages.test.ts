import { expect, test } from 'vitest';
import { readPages } from './pages.ts';

/** Pages of one item each, each naming the next as told. */
const pages = (...nexts: (string | undefined)[]) => {
  let page = 0;
  return async () => ({ items: [page], next: nexts[page++] });
};

test('reads to the last page', async () => {
  expect(await readPages(3, pages('a', 'b', undefined))).toEqual([0, 1, 2]);
});

test.each([
  ['a page that says it goes on, and not how', pages('')],
  ['a page that leads to itself', pages('a', 'a')],
  ['more pages than anybody has', pages('a', 'b', 'c', undefined)],
])('takes half a list for none: %s', async (_, read) => {
  await expect(readPages(3, read)).rejects.toThrow(/came back/);
});
