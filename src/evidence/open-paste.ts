import type { Dialect, PastedError } from '../providers/dialect.ts';
import {
  cleanPaste,
  type Document,
  findDocuments,
  straightenQuotes,
  unwrapLines,
} from './pasted-text.ts';

/** 256 Ki characters: more than any of the commands prints. */
const maximum = 262_144;

/**
 * Values of JSON: a line each of thirteen characters. The shortest entry that a command prints, the name
 * of a permission, has twice as many.
 */
const maximumValues = 20_000;

/** Pieces of JSON after each other: the pages of a list, or the commands of several steps. */
const maximumDocuments = 100;

/** Of more errors the last count, as they do of fewer. */
const maximumErrors = 100;

/** The longest that is documented, with an encoded message in it, has a third of it. */
const longestError = 6_000;

/** Lines that begin a JSON value, inner ones included: the longest listing has a fifth of these. */
const maximumStarts = 5_000;

/**
 * All escape sequences of terminals: colours, titles, links (ended by BEL or by ESC and a
 * backslash), and whatever is left of one. In one pass that leaves no ESC behind, as a search for
 * the end of each title in a text full of beginnings takes minutes.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what terminals write
const terminalEscapes = /\u001b(?:\[[0-9;?]*[A-Za-z]?|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?)?/g;

/** What somebody pasted, taken apart once, whatever it will be read as. */
export interface Paste {
  /** As it was pasted. */
  original: string;
  /** Without what terminals, chats and word processors add. */
  text: string;
  /** The JSON in it. */
  documents: readonly Document[];
  /** The errors in it, as a command line of that dialect prints them. */
  errorsIn(dialect: Dialect): readonly PastedError[];
}

/**
 * Takes a pasted text apart. Pure; its time grows with the length of the text, which is bounded. With a
 * problem where it is longer, or holds more pieces, than anything that a command prints.
 */
export default function openPaste(original: string): Paste | { problem: string } {
  if (original.length > maximum)
    return {
      problem: `This is too long (${original.length} characters, at most ${maximum}). Paste the output of one command only.`,
    };
  const text = cleanPaste(original.replace(terminalEscapes, ''));
  if ((text.match(/^[ \t]*[{[]/gm)?.length ?? 0) > maximumStarts) return { problem: tooManyPieces };
  const found = findDocuments(text, maximumValues);
  const documents = found.some(({ ok }) => ok)
    ? found
    : findDocuments(straightenQuotes(text), maximumValues);
  if (
    documents.length > maximumDocuments ||
    documents.reduce((sum, { values }) => sum + values, 0) > maximumValues
  )
    return { problem: tooManyPieces };
  const known = new Map<Dialect, readonly PastedError[]>();
  return {
    original,
    text,
    documents,
    errorsIn(dialect) {
      const errors = known.get(dialect) ?? findErrors(dialect, text, documents);
      known.set(dialect, errors);
      return errors;
    },
  };
}

const tooManyPieces =
  'This holds more pieces of JSON than any command prints. Paste the output of one command only.';

/** The errors in a text, each of a bounded length. */
function findErrors(dialect: Dialect, text: string, documents: readonly Document[]): PastedError[] {
  const errors = listErrors(dialect, text, documents).slice(-maximumErrors);
  // The same object, as a dialect may remember more of it.
  for (const error of errors) error.message = error.message.slice(0, longestError);
  return errors;
}

/** The errors in a text; in the lines as they were before a terminal broke them, where that shows more. */
function listErrors(dialect: Dialect, text: string, documents: readonly Document[]): PastedError[] {
  const values = documents.filter((document) => document.ok);
  const asPasted = dialect.errorsIn(text, values);
  const unwrapped = unwrapLines(text);
  if (unwrapped.text === text) return asPasted;
  const whole = dialect
    .errorsIn(unwrapped.text, [])
    .map((error) => ({ error, at: unwrapped.placeOf(error.at) }));
  const ofText = asPasted.filter(({ at }) => !values.some((document) => document.at === at));
  if (whole.length < ofText.length) return asPasted;
  const ofDocuments = asPasted.filter((error) => !ofText.includes(error));
  for (const { error, at } of whole) error.at = at;
  return [...whole.map(({ error }) => error), ...ofDocuments].sort((a, b) => a.at - b.at);
}
