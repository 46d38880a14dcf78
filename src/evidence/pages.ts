/** Where the clouds say that a list goes on. */
const nextPageFields = [
  'nextLink',
  '@odata.nextLink',
  'NextToken',
  'nextToken',
  'nextPageToken',
  'NextMarker',
  'NextContinuationToken',
  'Marker',
  'NextKeyMarker',
];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What an answer says of its next page: the address or token; `…` where it only says that there is one.
 * Undefined when the answer is the whole list, as far as it says.
 *
 * Sources: https://learn.microsoft.com/rest/api/azure/#async-operations-throttling-and-paging,
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html,
 * https://cloud.google.com/apis/design/design_patterns#list_pagination
 */
export function findNextPage(answer: unknown): string | undefined {
  if (!isObject(answer)) return undefined;
  for (const field of nextPageFields) {
    const next = answer[field];
    if (typeof next === 'string' && next !== '') return next;
  }
  return answer.IsTruncated === true ? '…' : undefined;
}

/**
 * Puts pages that follow each other together: their lists become one list, and the rest is that of the last
 * page, which says whether another one follows.
 */
export function joinPages(pages: readonly unknown[]): unknown {
  return pages.reduce((joined, page) => {
    if (!isObject(joined) || !isObject(page)) return page;
    const lists = Object.entries(joined).flatMap(([name, list]) => {
      const more = page[name];
      return Array.isArray(list) && (more === undefined || Array.isArray(more))
        ? [[name, [...list, ...(more ?? [])]]]
        : [];
    });
    return { ...page, ...Object.fromEntries(lists) };
  });
}

/** What a reader does about half a list. */
export function explainNextPage(next: string): string {
  const rest = /^https?:/.test(next)
    ? `The rest is at ${next}: ask that address in the same way, and paste both answers, this one first.`
    : 'Run the command without --max-items, --page-size and --no-paginate, so that it prints all of it.';
  return `This is the first page of a longer list; what is not on it may be on the next. ${rest}`;
}
