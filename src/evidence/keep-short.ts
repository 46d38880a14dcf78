/** Longer sentences nobody reads; the longest of a set-up of the guides' own size has a third of it. */
const longest = 6_000;

/**
 * The beginning of a text, and how much more there is. What is said quotes what was seen, and that may be
 * made to hold anything: an answer must not grow to many times the size of its question.
 */
export default function keepShort(text: string): string {
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}… (and ${text.length - longest} characters more)`;
}
