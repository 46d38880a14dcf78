import type { Fix } from './define-check.ts';

/**
 * What a check says quotes what it saw, and a list in an account may be made to hold anything: an answer
 * must not grow to many times the size of the question.
 */

/** Longer sentences nobody reads; the longest that a set-up of the guides' own size gives has a third of it. */
const longestText = 6_000;

/** More lines of one kind nobody works through. */
const mostLines = 60;

/**
 * Characters that a shell takes as one word, on Linux; no fix that was ever printed has a tenth of it.
 * Source: https://man7.org/linux/man-pages/man2/execve.2.html (MAX_ARG_STRLEN)
 */
const longestCommands = 131_072;

/** The beginning of a text, and how much more there is. */
export const keepShort = (text: string): string =>
  text.length <= longestText
    ? text
    : `${text.slice(0, longestText)}… (and ${text.length - longestText} characters more)`;

/**
 * A fix of a bounded size. Commands are never cut: half of one is another one. Where there are too many
 * of them there are none, and the summary says so.
 */
export function keepFixShort({ summary, commands, console = [], who, send }: Fix): Fix {
  const isLong = commands.reduce((sum, { length }) => sum + length, 0) > longestCommands;
  const more = console.length - mostLines;
  return {
    summary: isLong
      ? `${keepShort(summary)} (The commands for it are left out: they have more than ${longestCommands} characters, which no terminal takes. Put a part of it right by hand, and check again.)`
      : keepShort(summary),
    commands: isLong ? [] : [...commands],
    console: [
      ...console.slice(0, mostLines).map(keepShort),
      ...(more > 0 ? [`Do the same with ${more} more.`] : []),
    ],
    ...(who ? { who: keepShort(who) } : {}),
    ...(send ? { send: keepShort(send) } : {}),
  };
}
