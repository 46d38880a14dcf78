/** The first few, and how many more. */
export default function listSome(items: readonly string[], most = 10): string {
  return items.length <= most
    ? items.join(', ')
    : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}
