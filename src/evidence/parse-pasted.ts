import { expand } from '../inputs/expand.ts';
import { evidenceOfAwsError } from './aws-error.ts';
import type { Evidence, EvidenceKind } from './define-evidence.ts';
import { commandsOf, emptyOutput, kindOf, topKeys } from './pasted-kinds.ts';
import { cleanPaste, type Document, documentsIn, straightQuotes } from './pasted-text.ts';

export type PasteResult<T = unknown> = { ok: true; evidence: Evidence<T> } | { ok: false; message: string };

/** 256 Ki characters: more than any of the commands prints. */
const maximum = 262_144;

/** Lines that begin a JSON value, inner ones included: the longest listing has a fifth of these. */
const maximumStarts = 5_000;

/**
 * All escape sequences of terminals: colours, titles, links (ended by BEL or by ESC and a backslash), and whatever is left of one. In one pass
 * that leaves no ESC behind, as a search for the end of each title in a text full of beginnings takes minutes.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what terminals write
const terminalEscapes = /\u001b(?:\[[0-9;?]*[A-Za-z]?|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?)?/g;

/**
 * Reads what the reader pasted from a terminal as one kind of evidence: the JSON of its command, or the error that the
 * command printed. Prompts, echoed commands and colours around it are ignored; of several outputs of the same command
 * the last counts. Everything else is refused with what it seems to be and what to paste instead (the command, with
 * `inputs` filled in). Runs in the browser and in Node.
 */
export function parsePasted<T>(kind: EvidenceKind<T>, text: string, inputs: Readonly<Record<string, string>> = {}): PasteResult<T> {
  const run = `Run this and paste all that it prints:\n${expand(kind.command, inputs)}`;
  if (!kind.command) return no('This cannot be pasted: no command of yours can print it.');
  if (text.length > maximum)
    return no(`This is too long (${text.length} characters, at most ${maximum}). Paste the output of one command only.`);
  const plain = cleanPaste(text.replace(terminalEscapes, ''));
  if (plain.trim() === '') {
    const empty = emptyOutput(kind);
    return empty ? read(kind, empty, run) : no(`Nothing was pasted. ${run}`);
  }
  if ((plain.match(/^[ \t]*[{[]/gm)?.length ?? 0) > maximumStarts)
    return no(`This holds more pieces of JSON than any command prints. Paste the output of one command only. ${run}`);
  const documents = documentsIn(plain);
  const candidates = documents.some(({ ok }) => ok) ? documents : documentsIn(straightQuotes(plain));
  const errors = errorsIn(plain);
  const last = [
    ...candidates.flatMap((document) => ofThisKind(kind, document)),
    ...errors.filter(({ operation }) => isOwn(kind, operation)),
  ]
    .sort((a, b) => a.at - b.at)
    .at(-1);
  if (last && 'operation' in last) return { ok: true, evidence: kindError(kind, last) };
  if (last) return last.ok ? read(kind, last.value, run) : no(`${last.message} ${run}`);
  return no(explain(candidates, errors, plain, run));
}

/** An error as the CLI prints it, v1 and v2. */
interface PastedError {
  at: number;
  code: string;
  operation: string;
  message: string;
}

const errorLine = /An error occurred \(([\w.:-]+)\) when calling the (\w+) operation(?: \([^)]*\))?: ?([^\n]*)/g;

function errorsIn(text: string): PastedError[] {
  return [...text.matchAll(errorLine)].map((match) => ({
    at: match.index,
    code: match[1] as string,
    operation: match[2] as string,
    message: (match[3] as string).trim(),
  }));
}

const isOwn = (kind: EvidenceKind, operation: string) => commandsOf(kind).some((command) => command.operation === operation);

/** The two-line command asks KMS only where there is a customer key; without one it asks about the word `None`. */
function kindError<T>(kind: EvidenceKind<T>, error: PastedError): Evidence<T> {
  if (commandsOf(kind).length > 1 && /\bNone\b/.test(error.message)) {
    return { status: 'absent', code: 'NoCustomerKey', message: 'The bucket is not encrypted with a customer key.' };
  }
  return evidenceOfAwsError(kind, error);
}

/** The document, when it is this kind's: by its top-level key, and by the names that tell kinds with the same key apart. */
function ofThisKind(kind: EvidenceKind, document: Document): Document[] {
  if (document.ok) return kindOf(document.value, kind) === kind ? [document] : [];
  return topKeys(kind).some((key) => document.text.includes(`"${key}"`)) ? [document] : [];
}

function read<T>(kind: EvidenceKind<T>, value: unknown, run: string): PasteResult<T> {
  const parsed = kind.schema.safeParse(value);
  if (parsed.success) return { ok: true, evidence: { status: 'found', value: parsed.data } };
  const [issue] = parsed.error.issues;
  return no(`This lacks something that the command prints (${issue?.path.join('.') || 'the whole answer'}: ${issue?.message}). ${run}`);
}

/** What it seems to be, when it is not the output of the command. */
function explain(documents: readonly Document[], errors: readonly PastedError[], text: string, run: string): string {
  const [error] = errors;
  if (error) return `This is an error of another command (${error.operation}). ${run}`;
  for (const document of documents) {
    const other = document.ok ? kindOf(document.value) : undefined;
    if (other) return `This looks like the output of “${firstWords(other.command)}”. ${run}`;
  }
  const broken = documents.find((document) => !document.ok);
  if (broken && !broken.ok) return `${broken.message} ${run}`;
  if (documents.some((document) => document.ok && Array.isArray(document.value))) {
    return `This is a list, as a --query option prints it. Run the command without --query. ${run}`;
  }
  if (documents.length > 0) return `This is JSON, but of another command. ${run}`;
  return `${withoutJson(text)} ${run}`;
}

function withoutJson(text: string): string {
  const local = localErrors.find(([pattern]) => pattern.test(text));
  if (local) return local[1];
  if (/<!doctype html|<html[\s>]/i.test(text)) return 'This is a web page, not the output of a command.';
  if (/^\s*<(\?xml|Error)\b/.test(text)) return 'This is XML. The AWS CLI prints JSON with --output json.';
  if (/^[ \t]*[|+][-=+|\s]/m.test(text) || /^-{5,}[ \t]*$/m.test(text)) return 'This is a table. Add --output json to the command.';
  if (/^[ \t]*(?:-[ \t]+)?[A-Za-z]\w*:(\s|$)/m.test(text)) return 'This looks like YAML. Add --output json to the command.';
  if (/\t/.test(text)) return 'This looks like text output. Add --output json to the command.';
  return 'There is no JSON in this. Paste everything the command prints, and see that it ends in --output json.';
}

/** What the CLI and the shell say when no call was made at all. */
const localErrors: readonly (readonly [RegExp, string])[] = [
  [
    /command not found|is not recognized as/i,
    'The terminal does not know the command aws. Use AWS CloudShell in the console, or install the AWS CLI.',
  ],
  [
    /Unable to locate credentials|NoCredentials|Error loading SSO Token|Token has expired|sso login/i,
    'The AWS CLI is not signed in. Sign in (or use AWS CloudShell), then run the command again.',
  ],
  [
    /config profile .{0,200} could not be found/i,
    'The AWS CLI was told to use a profile that it does not have. Check AWS_PROFILE, then run the command again.',
  ],
  [
    /Could not connect to the endpoint|Connect timeout|Read timeout/i,
    'The AWS CLI could not reach AWS. Check the network, then run the command again.',
  ],
  [
    /SSL validation failed|CERTIFICATE_VERIFY_FAILED/i,
    'The AWS CLI does not trust the connection: a proxy is in between. Use AWS CloudShell in the console.',
  ],
  [
    /usage: aws|Unknown options|argument .{0,200}: (Invalid|expected)|Parameter validation failed|the following arguments are required/i,
    'The AWS CLI did not understand the command. Copy the whole command with its copy button.',
  ],
];

const firstWords = (command: string) => /aws [\w-]+ [\w-]+/.exec(command)?.[0] ?? command;

const no = (message: string): { ok: false; message: string } => ({ ok: false, message });
