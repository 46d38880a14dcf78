/**
 * A JSON value in a pasted text, or the beginning of one that cannot be read. `at` and `end` are its place in
 * the text.
 */
export type Document = Place &
  ({ ok: true; text: string; value: unknown } | { ok: false; text: string; message: string });

interface Place {
  at: number;
  end: number;
  /** How many values it has, those of its lists and objects too. */
  values: number;
}

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
export function findDocuments(text: string, maximumValues: number): Document[] {
  const documents: Document[] = [];
  const starts = /^[ \t]*(?=\{|\[\s*["{\n\]])/gm;
  for (let match = starts.exec(text); match; match = starts.exec(text)) {
    const at = match.index + match[0].length;
    const { end, values, depth } = measure(text, at);
    const place = { at, end: end ?? text.length, values };
    const source = text.slice(at, end);
    if (values > maximumValues) documents.push({ ...place, ok: false, text: source, message: '' });
    else if (depth > deepest)
      documents.push({
        ...place,
        ok: false,
        text: source,
        message: `This is nested ${depth} levels deep, and no command prints more than a few.`,
      });
    else documents.push(end === undefined ? truncated(text, place) : parse(source, place));
    // What follows the beginning of something broken cannot be told apart from its inside.
    if (end === undefined) break;
    starts.lastIndex = end;
  }
  return documents;
}

/** The rules of policies are nested deepest, with some ten levels; what walks through values calls itself. */
const deepest = 100;

/** Where the bracket is closed that is at `at`; how many values there are until then, and how deep. */
function measure(
  text: string,
  at: number,
): { end: number | undefined; values: number; depth: number } {
  let values = 0;
  let deep = 0;
  let depth = 0;
  let inString = false;
  for (let index = at; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === ',') values++;
    else if (character === '{' || character === '[') {
      values++;
      deep = Math.max(deep, ++depth);
    } else if ((character === '}' || character === ']') && --depth === 0)
      return { end: index + 1, values, depth: deep };
  }
  return { end: undefined, values, depth: deep };
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
  const width = lines.reduce(
    (widest, { line, goesOn }) => (goesOn ? Math.max(widest, line.length) : widest),
    0,
  );
  return lines.map(({ line, goesOn }) => (goesOn ? line.padEnd(width) : `${line}\n`)).join('');
}

function parse(source: string, place: Place): Document {
  try {
    return { ...place, ok: true, text: source, value: JSON.parse(source) };
  } catch (error) {
    for (const mend of [joinBrokenStrings, (broken: string) => unwrapLines(broken).text])
      try {
        return { ...place, ok: true, text: source, value: JSON.parse(mend(source)) };
      } catch {
        // The message of the first error says where the text itself is broken.
      }
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const where =
      position === undefined
        ? ''
        : ` near line ${lineAt(source, Number(position))}: ${around(source, Number(position))}`;
    return {
      ...place,
      ok: false,
      text: source,
      message: `This is not valid JSON${where}. Something in it was changed.`,
    };
  }
}

function truncated(text: string, place: Place): Document {
  const source = text.slice(place.at).trimEnd();
  const message = `The output is cut off: it stops at line ${lineAt(source, source.length)}, after ${around(source, source.length)}. Copy it to the last closing bracket.`;
  return { ...place, ok: false, text: source, message };
}

const lineAt = (text: string, position: number) => text.slice(0, position).split('\n').length;

const around = (text: string, position: number) =>
  `“${text
    .slice(Math.max(0, position - 30), position)
    .replace(/\s+/g, ' ')
    .trim()}”`;
