import type { Dialect, PastedError } from '../providers/dialect.ts';
import dialects from '../providers/dialects.ts';
import { providerOf } from '../providers/index.ts';
import commandOf, { expandFor } from './command-of.ts';
import type { Evidence, EvidenceKind } from './define-evidence.ts';
import { explainNextPage, findNextPage, joinPages } from './pages.ts';
import { isList, isPrintedBy, listTopKeys } from './pasted-kinds.ts';
import { cleanPaste, type Document, findDocuments, straightenQuotes } from './pasted-text.ts';

export type PasteResult<T = unknown> =
  | { ok: true; evidence: Evidence<T> }
  | { ok: false; message: string };

/** 256 Ki characters: more than any of the commands prints. */
const maximum = 262_144;

/** Lines that begin a JSON value, inner ones included: the longest listing has a fifth of these. */
const maximumStarts = 5_000;

/**
 * All escape sequences of terminals: colours, titles, links (ended by BEL or by ESC and a
 * backslash), and whatever is left of one. In one pass that leaves no ESC behind, as a search for
 * the end of each title in a text full of beginnings takes minutes.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what terminals write
const terminalEscapes = /\u001b(?:\[[0-9;?]*[A-Za-z]?|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?)?/g;

/**
 * Reads what the reader pasted from a terminal as one kind of evidence: the JSON of its command, or
 * the error that the command printed. Prompts, echoed commands and colours around it are ignored;
 * of several outputs of the same command the last counts. Everything else is refused with what it
 * seems to be and what to paste instead (the command, with `inputs` filled in). `others` are kinds
 * whose output may have been pasted by mistake: those of the same guide. Runs in the browser and in
 * Node.
 */
export function parsePasted<T>(
  kind: EvidenceKind<T>,
  text: string,
  inputs: Readonly<Record<string, string>> = {},
  others: readonly EvidenceKind[] = [],
): PasteResult<T> {
  const run = `Run this and paste all that it prints:\n${commandOf(kind, inputs)}`;
  if (!kind.command) return refuse('This cannot be pasted: no command of yours can print it.');
  if (text.length > maximum)
    return refuse(
      `This is too long (${text.length} characters, at most ${maximum}). Paste the output of one command only.`,
    );
  const plain = cleanPaste(text.replace(terminalEscapes, ''));
  if (plain.trim() === '') {
    return kind.emptyOutput
      ? read(kind, kind.emptyOutput, { inputs, run })
      : refuse(`Nothing was pasted. ${run}`);
  }
  if ((plain.match(/^[ \t]*[{[]/gm)?.length ?? 0) > maximumStarts)
    return refuse(
      `This holds more pieces of JSON than any command prints. Paste the output of one command only. ${run}`,
    );
  const documents = findDocuments(plain);
  const candidates = documents.some(({ ok }) => ok)
    ? documents
    : findDocuments(straightenQuotes(plain));
  const dialect = dialects[providerOf(kind)];
  const errors = dialect.errorsIn(
    plain,
    candidates.filter((document) => document.ok),
  );
  const printed = [
    ...candidates.flatMap((document) => ofThisKind(kind, document)),
    ...errors.filter((error) => dialect.isOwn(kind, error)),
  ].sort((a, b) => a.at - b.at);
  const last = printed.at(-1);
  if (last && 'operation' in last) return readError(kind, last, { dialect, inputs, run });
  if (last && !last.ok) return refuse(`${last.message} ${run}`);
  const invisible = last && findInvisible(text);
  if (invisible)
    return refuse(
      `${invisible} holds invisible characters, which the cloud compares like any other. Paste straight from the terminal; if they are there, too, they are in your set-up, and have to go. ${run}`,
    );
  if (last) return read(kind, joinPages(lastPages(printed)), { inputs, run });
  return refuse(`${explain({ kind, others, documents: candidates, errors, text: plain })} ${run}`);
}

/**
 * The document, when it is this kind's: by its top-level key, and by the names that tell kinds with
 * the same key apart.
 */
function ofThisKind(kind: EvidenceKind, document: Document): Document[] {
  if (document.ok) {
    // Nothing in an empty list tells whose it is; who asked for a list got one.
    const isEmptyList = Array.isArray(document.value) && document.value.length === 0;
    // Nor in an empty object, which Google's APIs answer where every field of an answer is empty.
    const isEmptyAnswer = kind.mayBeEmptyObject === true && isEmptyObject(document.value);
    const isOwn = isEmptyAnswer || (isEmptyList ? isList(kind) : isPrintedBy(kind, document.value));
    return isOwn ? [document] : [];
  }
  return listTopKeys(kind).some((key) => document.text.includes(`"${key}"`)) ? [document] : [];
}

/** The first value in quotes with characters that nobody sees, and clouds compare. */
const findInvisible = (text: string): string | undefined =>
  text.match(/"(?:[^"\\\n]|\\.)*"/g)?.find((value) => /[\u200b-\u200d\u2060\ufeff]/.test(value));

/** The last answer, after the pages that it continues. */
function lastPages(printed: readonly (Document | PastedError)[]): unknown[] {
  let pages: unknown[] = [];
  for (const one of printed) {
    const continues = pages.length > 0 && findNextPage(pages.at(-1)) !== undefined;
    if (!continues) pages = [];
    if ('ok' in one && one.ok) pages.push(one.value);
    else pages = [];
  }
  return pages;
}

interface Asked {
  inputs: Readonly<Record<string, string>>;
  /** What to run and paste instead. */
  run: string;
}

function read<T>(kind: EvidenceKind<T>, value: unknown, { inputs, run }: Asked): PasteResult<T> {
  const next = kind.judgesPages ? undefined : findNextPage(value);
  if (next !== undefined) return refuse(explainNextPage(next));
  const parsed = kind.schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(
      `This lacks something that the command prints (${issue?.path.join('.') || 'the whole answer'}: ${issue?.message}). ${run}`,
    );
  }
  const other = kind.findOtherSubject?.(parsed.data, inputs);
  return other === undefined
    ? { ok: true, evidence: { status: 'found', value: parsed.data } }
    : refuse(`This is about something else: ${other}. ${run}`);
}

/** An error of the command; that there is none of what was asked about, only if it says so of that. */
function readError<T>(
  kind: EvidenceKind<T>,
  error: PastedError,
  { dialect, inputs, run }: Asked & { dialect: Dialect },
): PasteResult<T> {
  const evidence = dialect.evidenceOf(kind, error);
  const expected = (kind.absentSays?.[error.code] ?? []).map((text) =>
    expandFor(kind, text, inputs),
  );
  const missing = expected.find((text) => !holdsWord(error.message, text));
  if (evidence.status !== 'absent' || missing === undefined) return { ok: true, evidence };
  return refuse(
    `This says that something else is missing, not what was asked about (${missing}): ${error.message} ${run}`,
  );
}

/** Whether a text stands in a message, and not as a part of a longer name. */
function holdsWord(message: string, text: string): boolean {
  const all = message.toLowerCase();
  const word = text.toLowerCase();
  const isName = (character: string | undefined) =>
    character !== undefined && /[\w-]/.test(character);
  for (let at = all.indexOf(word); at >= 0; at = all.indexOf(word, at + 1)) {
    const before = isName(word[0]) && isName(all[at - 1]);
    const after = isName(word.at(-1)) && isName(all[at + word.length]);
    if (!before && !after) return true;
  }
  return false;
}

interface Misfit {
  kind: EvidenceKind;
  others: readonly EvidenceKind[];
  documents: readonly Document[];
  errors: readonly PastedError[];
  text: string;
}

/** What it seems to be, when it is not the output of the command. */
function explain({ kind, others, documents, errors, text }: Misfit): string {
  const [error] = errors;
  if (error) return `This is an error of another command (${error.operation}).`;
  for (const document of documents) {
    const other = document.ok && others.find((one) => isPrintedBy(one, document.value));
    if (other) return `This looks like the output of “${nameCommand(other)}”.`;
  }
  const broken = documents.find((document) => !document.ok);
  if (broken) return broken.message;
  if (!isList(kind) && documents.some((document) => document.ok && Array.isArray(document.value)))
    return 'This is a list, as a --query option prints it. Run the command without --query.';
  if (documents.length > 0) return 'This is JSON, but of another command.';
  return explainText(dialects[providerOf(kind)], text);
}

function explainText({ localErrors, jsonOption }: Dialect, text: string): string {
  const add = jsonOption ? ` Add ${jsonOption} to the command.` : '';
  const local = localErrors.find(([pattern]) => pattern.test(text));
  if (local) return local[1];
  if (/<!doctype html|<html[\s>]/i.test(text))
    return 'This is a web page, not the output of a command.';
  if (/^\s*<(\?xml|Error)\b/.test(text))
    return jsonOption ? `This is XML. The command prints JSON with ${jsonOption}.` : 'This is XML.';
  if (/^[ \t]*[|+][-=+|\s]/m.test(text) || /^-{5,}[ \t]*$/m.test(text))
    return `This is a table.${add}`;
  if (/^[ \t]*(?:-[ \t]+)?[A-Za-z]\w*:(\s|$)/m.test(text)) return `This looks like YAML.${add}`;
  if (/\t/.test(text)) return `This looks like text output.${add}`;
  const see = jsonOption ? `, and see that it holds ${jsonOption}` : '';
  return `There is no JSON in this. Paste everything the command prints${see}.`;
}

const nameCommand = (kind: EvidenceKind) =>
  dialects[providerOf(kind)].commandName.exec(kind.command)?.[0] ?? kind.command;

const isEmptyObject = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === 0;

const refuse = (message: string): { ok: false; message: string } => ({ ok: false, message });
