/**
 * A JSON value in a pasted text, or the beginning of one that cannot be read. `at` and `end` are its place in
 * the text.
 */
export type Document =
  | { at: number; end: number; ok: true; text: string; value: unknown }
  | { at: number; end: number; ok: false; text: string; message: string };

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour with escape sequences
const escapes = /\u001b\[[0-9;?]*[A-Za-z]|\u001b\][^\u0007]{0,200}\u0007/g;

/**
 * Takes away what terminals, chats and word processors add: colours, byte order marks, zero-width
 * and non-breaking blanks.
 */
export function cleanPaste(text: string): string {
  return text
    .replace(escapes, '')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\r\n?/g, '\n');
}

/** Shorter lines are not broken by any terminal. */
const narrowest = 60;

/** What begins something of its own, and so continues no line above it. */
const begins =
  /^(?:\s*$|[{[]|\s*[-+] |An error occurred|ERROR:|WARNING:|At line:|Traceback|jq: |curl: |aws: |PS [A-Z]:|[^\s]{0,80}[$#%>] |- ')/;

/**
 * Undoes what terminals of a fixed width do to long lines when text is copied out of them: a line as long as the
 * longest one goes on in the next. `placeOf` says where a place in the new text was in the old one.
 */
export function unwrapLines(text: string): { text: string; placeOf(at: number): number } {
  const lines = text.split('\n');
  const width = lines.reduce((longest, { length }) => Math.max(longest, length), 0);
  const joints: number[] = [];
  let joined = '';
  lines.forEach((line, index) => {
    joined += line;
    const next = lines[index + 1];
    if (next === undefined) return;
    const goesOn = line.length === width && width >= narrowest && !begins.test(next);
    if (goesOn) joints.push(joined.length);
    else joined += '\n';
  });
  return {
    text: joined,
    placeOf: (at) => at + joints.filter((joint) => joint <= at).length,
  };
}

/**
 * The forms in which words are looked for: with the lines joined that a terminal broke at its width, as they are, and
 * without the frame that Terraform draws to the left of an error.
 */
export function formsOf(text: string): string[] {
  const unframed = text.replace(/^[\u2502\u2577\u2575] ?/gm, '');
  const forms = unframed === text ? [text] : [text, unframed];
  return forms.flatMap((form) => [unwrapLines(form).text, form]);
}

/** Word processors turn straight quotes into typographic ones, which JSON does not know. */
export function straightenQuotes(text: string): string {
  return text.replace(/[“”„‟«»]/g, '"');
}

/**
 * All JSON objects and lists that begin on a line of their own. Brackets within a prompt or an
 * echoed command do not.
 */
export function findDocuments(text: string): Document[] {
  const documents: Document[] = [];
  const starts = /^[ \t]*(?=\{|\[\s*["{\n\]])/gm;
  for (let match = starts.exec(text); match; match = starts.exec(text)) {
    const at = match.index + match[0].length;
    const end = endOf(text, at);
    documents.push(end === undefined ? truncated(text, at) : parse(text, at, end));
    // What follows the beginning of something broken cannot be told apart from its inside.
    if (end === undefined) break;
    starts.lastIndex = end;
  }
  return documents;
}

/** Index behind the bracket that closes the one at `at`. */
function endOf(text: string, at: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let index = at; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return index + 1;
  }
  return undefined;
}

/**
 * JSON whose strings hold line breaks, which JSON does not allow and no program prints: a terminal of a
 * fixed width broke them, and may have dropped blanks at the end of a line.
 */
function joinBrokenStrings(source: string): string {
  let inString = false;
  let escaped = false;
  const lines = source.split('\n').map((line) => {
    for (const character of line) {
      if (escaped) escaped = false;
      else if (inString && character === '\\') escaped = true;
      else if (character === '"') inString = !inString;
    }
    return { line, goesOn: inString };
  });
  const width = Math.max(0, ...lines.map(({ line, goesOn }) => (goesOn ? line.length : 0)));
  return lines.map(({ line, goesOn }) => (goesOn ? line.padEnd(width) : `${line}\n`)).join('');
}

function parse(text: string, at: number, end: number): Document {
  const source = text.slice(at, end);
  try {
    return { at, end, ok: true, text: source, value: JSON.parse(source) };
  } catch (error) {
    for (const mend of [joinBrokenStrings, (broken: string) => unwrapLines(broken).text])
      try {
        return { at, end, ok: true, text: source, value: JSON.parse(mend(source)) };
      } catch {
        // The message of the first error says where the text itself is broken.
      }
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const where =
      position === undefined
        ? ''
        : ` near line ${lineAt(source, Number(position))}: ${around(source, Number(position))}`;
    return {
      at,
      end,
      ok: false,
      text: source,
      message: `This is not valid JSON${where}. Something in it was changed.`,
    };
  }
}

function truncated(text: string, at: number): Document {
  const source = text.slice(at).trimEnd();
  const message = `The output is cut off: it stops at line ${lineAt(source, source.length)}, after ${around(source, source.length)}. Copy it to the last closing bracket.`;
  return { at, end: text.length, ok: false, text: source, message };
}

const lineAt = (text: string, position: number) => text.slice(0, position).split('\n').length;

const around = (text: string, position: number) =>
  `“${text
    .slice(Math.max(0, position - 30), position)
    .replace(/\s+/g, ' ')
    .trim()}”`;
