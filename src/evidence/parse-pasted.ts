import type { Dialect, PastedError } from '../providers/dialect.ts';
import dialects from '../providers/dialects.ts';
import { providerOf } from '../providers/index.ts';
import { adviseOn, type MetObstacle } from '../providers/obstacle.ts';
import { meetAny } from '../providers/obstacles.ts';
import commandOf, { expandFor } from './command-of.ts';
import type { Evidence, EvidenceKind } from './define-evidence.ts';
import keepShort from './keep-short.ts';
import nameForm from './name-form.ts';
import openPaste, { type Paste } from './open-paste.ts';
import { explainNextPage, findNextPage, joinPages } from './pages.ts';
import { isList, isPrintedBy, namesKeysOf } from './pasted-kinds.ts';
import { type Document, formsOf } from './pasted-text.ts';
import readSchema from './read-schema.ts';

export type PasteResult<T = unknown> =
  | { ok: true; evidence: Evidence<T> }
  | { ok: false; message: string };

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
  pasted: string | Paste,
  inputs: Readonly<Record<string, string>> = {},
  others: readonly EvidenceKind[] = [],
): PasteResult<T> {
  const run = `Run this and paste all that it prints:\n${commandOf(kind, inputs)}`;
  if (!kind.command) return refuse('This cannot be pasted: no command of yours can print it.');
  const paste = typeof pasted === 'string' ? openPaste(pasted) : pasted;
  if ('problem' in paste) return refuse(`${paste.problem} ${run}`);
  const { text, documents } = paste;
  if (text.trim() === '') {
    return kind.emptyOutput
      ? read(kind, kind.emptyOutput, { inputs, run })
      : refuse(`Nothing was pasted. ${run}`);
  }
  const dialect = dialects[providerOf(kind)];
  const errors = paste.errorsIn(dialect);
  const printed = [
    ...documents.flatMap((document) => ofThisKind(kind, document)),
    ...errors.filter((error) => dialect.isOwn(kind, error)),
  ].sort((a, b) => a.at - b.at);
  const last = printed.at(-1);
  if (last && 'operation' in last) return readError(kind, last, { dialect, inputs, run });
  if (last && !last.ok) return refuse(`${last.message} ${run}`);
  const trouble = last?.ok && isEmpty(last.value) && findTrouble(kind, paste, last);
  if (trouble)
    return 'operation' in trouble && dialect.isOwn(kind, trouble)
      ? readError(kind, trouble, { dialect, inputs, run })
      : refuse(
          `This is an empty answer beside something that kept the command from asking. ${'operation' in trouble ? trouble.message : sayObstacle(trouble)} ${run}`,
        );
  const invisible = last && findInvisible(paste.original);
  if (invisible)
    return refuse(
      `${invisible} holds invisible characters, which the cloud compares like any other. Paste straight from the terminal; if they are there, too, they are in your set-up, and have to go. ${run}`,
    );
  if (last) return read(kind, joinPages(lastPages(printed)), { inputs, run });
  return refuse(`${explain({ kind, others, documents, errors, text })} ${run}`);
}

/** The cloud's error as evidence of this kind, when it is one of this kind's own command; else undefined. */
export function readOwnError(
  kind: EvidenceKind,
  error: PastedError,
  inputs: Readonly<Record<string, string>>,
): PasteResult | undefined {
  const dialect = dialects[providerOf(kind)];
  return dialect.isOwn(kind, error)
    ? readError(kind, error, { dialect, inputs, run: '' })
    : undefined;
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
  return namesKeysOf(kind, document.text) ? [document] : [];
}

/**
 * What went wrong in the run that printed an empty answer: gcloud prints one beside the error that kept it from
 * listing anything. Undefined when nothing did, or an earlier run did: then the command line is between them.
 */
function findTrouble(
  kind: EvidenceKind,
  { text, errorsIn }: Paste,
  { at, end }: Document,
): PastedError | MetObstacle | undefined {
  const from = Math.max(0, text.lastIndexOf(nameCommand(kind), at));
  const provider = providerOf(kind);
  const error = errorsIn(dialects[provider]).findLast((one) => one.at >= from);
  const words = [text.slice(from, at), text.slice(end)];
  return error ?? meetAny(provider, ...words.flatMap(formsOf));
}

/** The first value in quotes with characters that nobody sees, and clouds compare. */
function findInvisible(text: string): string | undefined {
  // One whose end is missing is passed over whole, and not looked through again from each quote in it.
  for (const [value, end] of text.matchAll(/"(?:[^"\\\n]|\\.)*("?)/g))
    if (end && /[\u200b-\u200d\u2060\ufeff]/.test(value)) return value;
  return undefined;
}

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
  const parsed = readSchema(kind.schema, value);
  if (!parsed.ok)
    return refuse(
      parsed.tooMuch
        ? `${parsed.tooMuch} ${run}`
        : `This lacks something that the command prints (${parsed.at || 'the whole answer'}: ${parsed.message}). ${run}`,
    );
  const other = kind.findOtherSubject?.(parsed.value, inputs);
  return other === undefined
    ? { ok: true, evidence: { status: 'found', value: parsed.value } }
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
  const provider = providerOf(kind);
  const met = meetAny(provider, ...formsOf(text));
  const [error] = errors;
  if (met && error && !isOfEveryCommand(met))
    return `This is an error of another command (${error.operation}). ${sayObstacle(met)}`;
  if (met && (error || documents.length === 0)) return sayObstacle(met);
  if (error) return `This is an error of another command (${error.operation}).`;
  for (const document of documents) {
    const other = document.ok && others.find((one) => isPrintedBy(one, document.value));
    if (other) return `This looks like the output of “${nameCommand(other)}”.`;
  }
  const broken = documents.find((document) => !document.ok);
  if (broken) return met ? sayObstacle(met) : broken.message;
  if (!isList(kind) && documents.some((document) => document.ok && Array.isArray(document.value)))
    return 'This is a list, as a --query option prints it. Run the command without --query.';
  if (documents.length > 0) return 'This is JSON, but of another command.';
  return explainText(dialects[provider], text);
}

/** Signing in, the terminal, rules and the cloud itself are in the way of every command alike. */
const isOfEveryCommand = ({ obstacle }: MetObstacle) =>
  obstacle.whose !== 'set-up' && obstacle.whose !== 'rights';

/** What was met: what it is, and what to do about it. */
const sayObstacle = (met: MetObstacle) => `${met.obstacle.title}. ${adviseOn(met)}`;

function explainText({ jsonOption }: Dialect, text: string): string {
  const form = nameForm(text);
  if (form === 'page') return 'This is a web page, not the output of a command.';
  const add = jsonOption ? ` Add ${jsonOption} to the command.` : '';
  if (form === 'XML')
    return jsonOption ? `This is XML. The command prints JSON with ${jsonOption}.` : 'This is XML.';
  if (form === 'table') return `This is a table.${add}`;
  if (form === 'YAML') return `This looks like YAML.${add}`;
  if (form === 'text') return `This looks like text output.${add}`;
  const see = jsonOption ? `, and see that it holds ${jsonOption}` : '';
  return `There is no JSON in this. Paste everything the command prints${see}.`;
}

const nameCommand = (kind: EvidenceKind) =>
  dialects[providerOf(kind)].commandName.exec(kind.command)?.[0] ?? kind.command;

const isEmpty = (value: unknown) =>
  Array.isArray(value) ? value.length === 0 : isEmptyObject(value);

const isEmptyObject = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === 0;

const refuse = (message: string): { ok: false; message: string } => ({
  ok: false,
  message: keepShort(message),
});
