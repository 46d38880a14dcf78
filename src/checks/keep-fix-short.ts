import keepShort from '../evidence/keep-short.ts';
import type { Fix } from './define-check.ts';

/** More lines of one kind nobody works through. */
const mostLines = 60;

/**
 * Characters that a shell takes as one word, on Linux; no fix that was ever printed has a tenth of it.
 * Source: https://man7.org/linux/man-pages/man2/execve.2.html (MAX_ARG_STRLEN)
 */
const longestCommands = 131_072;

/**
 * A fix of a bounded size. Commands are never cut: half of one is another one. Where there are too many
 * of them there are none, and the summary says so.
 */
export default function keepFixShort({ summary, commands, console = [], who, send }: Fix): Fix {
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
