import type { Runbook } from '../../runbooks/define-runbook.ts';
import { kindsOf } from '../checks/define-check.ts';
import { combineStatus } from '../checks/report.ts';
import commandOf from '../evidence/command-of.ts';
import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';
import nameForm from '../evidence/name-form.ts';
import openPaste, { type Paste } from '../evidence/open-paste.ts';
import { type PasteResult, parsePasted, readOwnError } from '../evidence/parse-pasted.ts';
import { isPrintedBy, namesKeysOf } from '../evidence/pasted-kinds.ts';
import { type Document, formsOf } from '../evidence/pasted-text.ts';
import type { PastedError } from '../providers/dialect.ts';
import dialects from '../providers/dialects.ts';
import { type Provider, providerIds } from '../providers/index.ts';
import { adviseOn, askAbout, type MetObstacle } from '../providers/obstacle.ts';
import { meetAny } from '../providers/obstacles.ts';
import { type JudgeRequest, judgeStep, kindsOfRunbook } from './judge-step.ts';
import type { Piece, Reading } from './reading.ts';
import splitPaste, { type Part, type Turn } from './split-paste.ts';

/** What a pasted text is read by. */
export interface ReadRequest {
  runbook: Runbook;
  inputs: Readonly<Record<string, string>>;
  /** The step that the reader is at, where that is known; it is judged even if it undoes the others. */
  step?: string;
  /** Anything: outputs, errors, with what terminals put around them. */
  text: string;
  /** Now, in the clock of the cloud that was looked at. */
  now: Date;
}

/** Everything that one reading needs to know and finds out. */
interface Context extends ReadRequest {
  kinds: readonly EvidenceKind[];
  /** The kinds by each line of their commands, as {@link plainly} has it. */
  byCommand: ReadonlyMap<string, readonly EvidenceKind[]>;
  /** What was printed for each kind, in the order of the text. */
  printed: Map<string, Part[]>;
}

/**
 * Says of any text what it is, which step of the guide it belongs to, and its diagnosis or what stands in
 * the way. Pure; never throws for a text; its time grows with the length of the text.
 *
 * @example
 * readAnything({ runbook, inputs, text: 'bash: aws: command not found', now }).pieces
 * // [{ what: 'obstacle', id: 'aws/no-cli', title: 'The terminal does not know the command aws', … }]
 */
export default function readAnything(request: ReadRequest): Reading {
  const { runbook, text } = request;
  const paste = openPaste(text);
  if ('problem' in paste)
    return without(runbook, { what: 'unusable', message: paste.problem, steps: [] });
  const kinds = [
    ...new Map(kindsOfRunbook(runbook).map((kind) => [kind.id, kind])).values(),
  ].filter(
    ({ command, vantages }) =>
      command !== '' && (vantages === undefined || vantages.includes('pasted')),
  );
  const byCommand = new Map<string, EvidenceKind[]>();
  for (const kind of kinds)
    for (const line of new Set(commandOf(kind, request.inputs).split('\n').map(plainly)))
      byCommand.set(line, [...(byCommand.get(line) ?? []), kind]);
  const context: Context = { ...request, kinds, byCommand, printed: new Map() };
  const found = splitPaste(paste).flatMap((turn) => readTurn(turn, context));
  const { evidence, outputs } = readOutputs(context);
  const whole = readWhole(paste, found, context);
  // What a hidden character did to a command is said by its cause alone.
  const others = whole.length > 0 ? found.filter((piece) => !isOfTerminal(piece)) : found;
  const pieces = [...outputs, ...others, ...whole];
  const known = pieces.filter(({ what }) => what !== 'unknown');
  // What no program prints as an error (banners, progress) is no riddle beside something that is known.
  const shown =
    known.length > 0
      ? pieces.filter((piece) => piece.what !== 'unknown' || looksWrong(piece.said))
      : pieces;
  return {
    runbook: runbook.id,
    pieces: shown.length > 0 ? dropRepeats(shown).map(sayWarning) : [nothing(text)],
    steps: judgeSteps(request, evidence),
  };
}

/** Beside something that is known, a warning of a command line is dropped; alone it is no answer. */
function sayWarning(piece: Piece): Piece {
  const isWarning =
    piece.what === 'unknown' &&
    piece.said.split('\n').every((line) => /^\s*$|^WARNING: /.test(line));
  return isWarning
    ? {
        what: 'unusable',
        message:
          'This is a warning of the command line, which stops nothing, and no answer. If it printed nothing else, the list that it was asked for is empty for you: there is none, or you may see none.',
        steps: [],
      }
    : piece;
}

/**
 * What only the whole text says: that a shell waits for the end of a quote, say, whose prompts are all there is; and
 * that a command holds characters which nobody sees and which are not in the cleaned text any more.
 */
function readWhole(paste: Paste, found: readonly Piece[], context: Context): Piece[] {
  const { original, text } = paste;
  const { provider } = context.runbook;
  const isCleaned =
    original !== text && /[\u00a0\u2007\u200b-\u200d\u202f\u2060\u3000\ufeff]/.test(original);
  const isSilent = found.length === 0;
  // What stands inside of an answer (a description, say) is data, and says nothing of what went wrong.
  const words = isCleaned ? original : textOutside(paste);
  const met = isCleaned || isSilent ? meetAny(provider, words) : undefined;
  const isNews =
    met?.obstacle.whose === 'terminal' &&
    !found.some((piece) => 'id' in piece && piece.id === met.obstacle.id);
  const isAll = isSilent && context.printed.size === 0;
  return met && (isNews || isAll) ? [describeObstacle(met, [], context)] : [];
}

/** A text without its JSON. */
function textOutside({ text, documents }: Paste): string {
  let at = 0;
  const parts = documents.map((document) => {
    const part = text.slice(at, document.at);
    at = document.end;
    return part;
  });
  return [...parts, text.slice(at)].join('\n');
}

const isOfTerminal = (piece: Piece): boolean =>
  piece.what === 'unknown' || (piece.what === 'obstacle' && piece.whose === 'terminal');

const without = ({ id }: Runbook, piece: Piece): Reading => ({
  runbook: id,
  pieces: [piece],
  steps: [],
});

const nothing = (text: string): Piece =>
  text.trim() === ''
    ? {
        what: 'unusable',
        message: 'Nothing was pasted. Paste what the command printed.',
        steps: [],
      }
    : {
        what: 'unusable',
        message:
          'These are commands, without anything that they printed. Run them, and paste what they print.',
        steps: [],
      };

const wrong = /error|denied|refus|fail|forbidden|not (?:found|allowed|authorized|valid)|invalid/i;
const looksWrong = (text: string) => wrong.test(text);

/** What one command printed: its documents are kept for their kinds, everything else is said. */
function readTurn({ command, documents, texts }: Turn, context: Context): Piece[] {
  const asked = command === undefined ? [] : (context.byCommand.get(plainly(command)) ?? []);
  // With --fail, curl repeats the status of an answer that says more.
  const words =
    documents.length > 0 ? texts.filter(({ text }) => !/^curl: \(22\)/.test(text)) : texts;
  const said = words.flatMap((part) => readWords(part, asked, context));
  // gcloud prints an empty list beside the error that kept it from listing anything.
  const answers = documents.filter(
    (document) => !(document.ok && isEmptyAnswer(document.value) && said.some(isTrouble)),
  );
  const pieces = [
    ...answers.flatMap((document) => readDocument(document, asked, context)),
    ...said,
  ];
  const [only] = asked;
  if (documents.length === 0 && texts.length === 0 && asked.length === 1 && only?.emptyOutput)
    keep(context, only, { at: Number.POSITIVE_INFINITY, text: '\n' });
  return pieces;
}

const isTrouble = (piece: Piece): boolean =>
  piece.what === 'obstacle' || (piece.what === 'unknown' && looksWrong(piece.said));

/** A command without what shells and terminals make different. */
const plainly = (command: string): string =>
  command
    .replace(/\\$/gm, ' ')
    .replace(/["'\s]+/g, ' ')
    .trim();

function keep({ printed }: Context, kind: EvidenceKind, part: Part): void {
  printed.set(kind.id, [...(printed.get(kind.id) ?? []), part]);
}

/** Keeps a document for the kinds that print such; says what it is when none does. */
function readDocument(
  document: Document,
  asked: readonly EvidenceKind[],
  context: Context,
): Piece[] {
  if (!document.ok) {
    const owners = context.kinds.filter((kind) => namesKeysOf(kind, document.text));
    return [{ what: 'unusable', message: document.message, steps: stepsOfKinds(owners, context) }];
  }
  const text = JSON.stringify(document.value);
  const { provider } = context.runbook;
  const met = isRefusal(document.value) ? meetText(provider, document.text) : undefined;
  const refused = met ? [describeObstacle(met, stepsOfKinds(asked, context), context)] : [];
  const error = errorOfDocument(document, provider);
  if (error) return refused.length > 0 ? refused : readError(error, undefined, asked, context);
  const candidates = asked.length > 0 ? asked : chooseKinds(document.value, context);
  const paste = openPaste(text);
  const read = candidates.map((kind) => ({
    kind,
    as: parsePasted(kind, 'problem' in paste ? text : paste, context.inputs),
  }));
  const usable = read.filter(({ as }) => as.ok).map(({ kind }) => kind);
  // An answer of this shape about something else, another account say, is said to be that.
  const other = read.filter(({ as }) => isOfOther(as)).map(({ kind }) => kind);
  const chosen = usable.length > 0 ? usable : other.length === 1 ? other : candidates;
  const [first, ...others] = chosen;
  if (first === undefined || (isEmptyAnswer(document.value) && asked.length === 0))
    return refused.length > 0 ? refused : [sayNobodys(document.value)];
  if (others.length > 0 && asked.length === 0)
    return refused.length > 0 ? refused : [askWhich(chosen, context)];
  for (const kind of chosen) keep(context, kind, { at: document.at, text });
  return refused;
}

const isOfOther = (read: PasteResult): boolean =>
  !read.ok && read.message.startsWith('This is about something else');

/** Whether an answer says that something went wrong: in the forms of the clouds, of sign-ins and of Spot. */
function isRefusal(value: unknown): boolean {
  const [first] = Array.isArray(value) ? value : [value];
  if (typeof first !== 'object' || first === null) return false;
  const answer = first as Record<string, unknown>;
  const { status, errors, data } = (answer.response ?? {}) as {
    status?: { code?: unknown };
    errors?: unknown;
    data?: unknown;
  };
  return (
    ['error', 'errors', 'violations', 'statusSummary', 'DecodedMessage', 'explicitDeny'].some(
      (name) => answer[name] !== undefined,
    ) ||
    (typeof answer.code === 'string' && typeof answer.message === 'string') ||
    // As CloudTrail records a call that was refused.
    (typeof answer.errorCode === 'string' && typeof answer.errorMessage === 'string') ||
    errors !== undefined ||
    typeof data === 'string' ||
    Number(status?.code) >= 400 ||
    JSON.stringify(first).includes('"status":"failed"')
  );
}

/** The kinds of the guide whose command prints such JSON. */
function chooseKinds(value: unknown, { kinds }: Context): EvidenceKind[] {
  const printing = kinds.filter((kind) => isPrintedBy(kind, value));
  if (printing.length < 2) return printing;
  const alike = printing.filter((kind) => kind.looksLike?.(value) ?? true);
  return alike.length > 0 ? alike : printing;
}

/** Whether nothing in an answer tells which command printed it. */
function isEmptyAnswer(value: unknown): boolean {
  const list = Array.isArray(value) ? value : (value as { value?: unknown } | null)?.value;
  if (Array.isArray(list)) return list.length === 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

const sayNobodys = (value: unknown): Piece => ({
  what: 'unusable',
  message: isEmptyAnswer(value)
    ? 'This is an empty answer, and many commands print it. Paste the command line above it, too.'
    : 'This is JSON, but no command of this guide prints it.',
  steps: [],
});

const askWhich = (kinds: readonly EvidenceKind[], context: Context): Piece => ({
  what: 'unusable',
  message: `This may be ${kinds.map(({ title }) => title).join(', or ')}. Paste the command line above it, too.`,
  steps: stepsOfKinds(kinds, context),
});

/** The refusal that a REST service answered with, where the JSON is one. */
function errorOfDocument(
  document: Document & { ok: true },
  provider: Provider,
): PastedError | undefined {
  for (const id of [provider, ...providerIds]) {
    const [error] = dialects[id].errorsIn('', [{ at: 0, value: document.value }]);
    if (error) return error;
  }
  return undefined;
}

/** Words: an error of one of the command lines, or something else that stands in the way. */
function readWords(part: Part, asked: readonly EvidenceKind[], context: Context): Piece[] {
  const { text } = part;
  const { provider } = context.runbook;
  const paste = openPaste(text);
  const errors =
    'problem' in paste
      ? []
      : [provider, ...providerIds].flatMap((id) => [...paste.errorsIn(dialects[id])]);
  const [error] = errors;
  if (error) return readError(error, part, asked, context);
  const met = meetText(provider, text);
  if (met) return [describeObstacle(met, stepsOfKinds(asked, context), context)];
  const form = nameForm(text);
  if (form === 'page' || form === 'XML' || form === 'table' || form === 'YAML') {
    const jsonOption = dialects[provider].jsonOption;
    const add = jsonOption ? ` Add ${jsonOption} to the command, and run it again.` : '';
    const what =
      form === 'page'
        ? 'a web page, not the output of a command'
        : form === 'XML'
          ? 'XML'
          : `a ${form === 'table' ? 'table' : 'text in YAML'}`;
    return [
      {
        what: 'unusable',
        message: `This is ${what}.${form === 'page' ? '' : add}`,
        steps: stepsOfKinds(asked, context),
      },
    ];
  }
  return [
    { what: 'unknown', message: 'This version does not know these words.', said: excerpt(text) },
  ];
}

/** What stands in the way, in any form of the words. */
const meetText = (provider: Provider, text: string): MetObstacle | undefined =>
  meetAny(provider, ...formsOf(text));

/** An error of a command: that there is none of what was asked about, or something that stands in the way. */
function readError(
  error: PastedError,
  part: Part | undefined,
  asked: readonly EvidenceKind[],
  context: Context,
): Piece[] {
  const printed = part?.text;
  const owners = listOwners(error, asked.length > 0 ? asked : context.kinds, context);
  // Some checks know what a refusal means; it counts where it is known which command met it.
  const known =
    part !== undefined && owners.length <= 3 ? owners.filter(({ read }) => read.ok) : [];
  for (const { kind } of known) if (part) keep(context, kind, part);
  if (known.some(({ read }) => read.ok && read.evidence.status === 'absent')) return [];
  const steps =
    owners.length <= 3
      ? stepsOfKinds(
          owners.map(({ kind }) => kind),
          context,
        )
      : [];
  const said = `${error.code} ${error.operation} ${error.message}`;
  const { provider } = context.runbook;
  const met = meetText(provider, printed ?? said) ?? meetAny(provider, said);
  // Of something else: said with what was asked about, which the words alone do not know.
  const [first] = owners;
  const isOther = steps.length > 0 && owners.every(({ read }) => !read.ok);
  if (first && !first.read.ok && isOther && (!met || met.obstacle.whose === 'set-up'))
    return [
      {
        what: 'unusable',
        evidence: first.kind.id,
        message: first.read.message.split('\n')[0] ?? '',
        steps,
      },
    ];
  if (met) return [describeObstacle(met, steps, context)];
  return [
    {
      what: 'unknown',
      message: `This is an error of ${error.operation} (${error.code}) that this version has no words for.`,
      said: excerpt(printed ?? said),
    },
  ];
}

/** What the error is for the kinds whose command can have met it; at most the few that it tells apart. */
function listOwners(error: PastedError, kinds: readonly EvidenceKind[], { inputs }: Context) {
  const owners = kinds.flatMap((kind) => {
    const read = readOwnError(kind, error, inputs);
    return read ? [{ kind, read }] : [];
  });
  // Commands of several calls only begin with what is a fact of its own elsewhere.
  const single = owners.filter(({ kind }) => !kind.command.includes('\n'));
  return owners.length > 3 && single.length > 0 ? single : owners;
}

function describeObstacle(
  { obstacle, said }: MetObstacle,
  steps: readonly string[],
  context: Context,
): Piece {
  const { id, title, whose, guardrail } = obstacle;
  const ofAction = said.action ? stepsOfAction(said.action, context) : [];
  return {
    what: 'obstacle',
    id,
    title,
    whose,
    todo: adviseOn({ obstacle, said }),
    ...(guardrail
      ? { code: guardrail.code, who: guardrail.who, send: askAbout(guardrail, said) }
      : {}),
    said: excerpt(said.text),
    steps: steps.length > 0 ? [...steps] : ofAction,
  };
}

/** Characters of words that are quoted. */
const longestExcerpt = 400;

/**
 * The beginning of words; or where they say first that something went wrong, if that is further on: what is
 * quoted is all that others see of them, and a long notice before a refusal must not hide it.
 */
function excerpt(text: string): string {
  if (text.length <= longestExcerpt) return text;
  const at = text.search(wrong);
  const begin = at > longestExcerpt / 2 ? at - longestExcerpt / 4 : 0;
  const end = begin + longestExcerpt;
  return `${begin > 0 ? '…' : ''}${text.slice(begin, end)}${end < text.length ? '…' : ''}`;
}

/** An empty answer without the errors of earlier runs: its own would have kept it out. */
const keepRuns = (texts: readonly string[]): readonly string[] =>
  /^(?:\[\]|\{\})$/.test(texts.at(-1) ?? '') ? texts.filter((text) => /^[[{]/.test(text)) : texts;

/** What was kept for each kind, as evidence, and as pieces of the reading. */
function readOutputs(context: Context): { evidence: Record<string, Evidence>; outputs: Piece[] } {
  const evidence: Record<string, Evidence> = {};
  const outputs: Piece[] = [];
  for (const kind of context.kinds) {
    const parts = context.printed.get(kind.id);
    if (!parts) continue;
    const texts = keepRuns([...parts].sort((a, b) => a.at - b.at).map(({ text }) => text));
    const steps = stepsOfKinds([kind], context);
    const read = parsePasted(kind, texts.join('\n'), context.inputs, context.kinds);
    if (!read.ok) {
      outputs.push({ what: 'unusable', evidence: kind.id, message: read.message, steps });
      continue;
    }
    evidence[kind.id] = read.evidence;
    const { status } = read.evidence;
    const isDisputed =
      status === 'found' &&
      texts.some((text) => {
        const one = parsePasted(kind, text, context.inputs, context.kinds);
        return one.ok && one.evidence.status === 'absent';
      });
    if (isDisputed)
      outputs.push({
        what: 'unusable',
        evidence: kind.id,
        message: `This text says both that there is none and what it is: ${kind.title}. The last counts. If that one is older, a file say, run the command again.`,
        steps,
      });
    // What else it may be was said as what stands in the way.
    if (status === 'found' || status === 'absent')
      outputs.push({
        what: 'output',
        evidence: kind.id,
        title: kind.title,
        status,
        ...(read.evidence.status === 'absent' ? { message: read.evidence.message } : {}),
        steps,
      });
  }
  return { evidence, outputs };
}

/**
 * The steps whose checks use one of these kinds; those that undo only where the reader is at one, or no other
 * uses them.
 */
function stepsOfKinds(
  kinds: readonly EvidenceKind[],
  { runbook, step: here }: Pick<Context, 'runbook' | 'step'>,
): string[] {
  const ids = new Set(kinds.map(({ id }) => id));
  const using = Object.entries(runbook.steps).filter(([, { checks }]) =>
    checks.some((check) => kindsOf(check).some(({ id }) => ids.has(id))),
  );
  const connecting = using.filter(([id, { phase }]) => phase !== 'undo' || id === here);
  return (connecting.length > 0 ? connecting : using).map(([id]) => id);
}

/** The steps that take a right of their reader. */
function stepsOfAction(action: string, { runbook }: Context): string[] {
  const wanted = action.toLowerCase();
  return Object.entries(runbook.steps)
    .filter(([, { rights = [] }]) =>
      rights.some(({ actions }) => actions.some((one) => one.toLowerCase() === wanted)),
    )
    .map(([id]) => id);
}

/** What the outputs say of the steps that they belong to: of each the checks that use one of them. */
function judgeSteps(
  { runbook, step: here, inputs, now }: ReadRequest,
  evidence: Record<string, Evidence>,
): Reading['steps'] {
  const ids = new Set(Object.keys(evidence));
  const known: JudgeRequest['known'] = new Map();
  const kinds = kindsOfRunbook(runbook).filter(({ id }) => ids.has(id));
  return stepsOfKinds(kinds, { runbook, step: here }).map((step) => {
    const { title, checks } = runbook.steps[step] as Runbook['steps'][string];
    const using = checks
      .filter((check) => kindsOf(check).some(({ id }) => ids.has(id)))
      .map(({ id }) => id);
    const results = judgeStep({ runbook, step, inputs, evidence, now, known }).results.filter(
      ({ id }) => using.includes(id),
    );
    return {
      id: step,
      title,
      status: combineStatus(results.map(({ status }) => status)),
      checks: results,
    };
  });
}

/** The same obstacle, said once. */
function dropRepeats(pieces: readonly Piece[]): Piece[] {
  const known = new Set<string>();
  return pieces.filter((piece) => {
    const key = piece.what === 'obstacle' ? `${piece.id} ${piece.said}` : undefined;
    if (key === undefined) return true;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
