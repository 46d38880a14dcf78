import type { Paste } from '../evidence/open-paste.ts';
import type { Document } from '../evidence/pasted-text.ts';

/** What one command printed, as far as a pasted text tells them apart. */
export interface Turn {
  /** The command line that stands before it, where it was copied along. */
  command?: string;
  documents: readonly Document[];
  /** Everything else, in the parts that each begin with an error of their own. */
  texts: readonly Part[];
}

/** Words, and where they begin in the text that was pasted. */
export interface Part {
  at: number;
  text: string;
}

/** A prompt with a command behind it, or a bare command of a program that guides use. */
const echoed =
  /^(?:[^\n]{0,120}?[$#%>❯]\s{0,4})?(?<command>(?:aws|az|gcloud|bq) [a-z][\w-]*(?: [^\n]*)?|(?:curl|jq) [-'"][^\n]*|[A-Z]{2,20}=\$\([^\n]*)$/;

/** What ends like a prompt and is none: XML, a complaint about a prompt that was copied, a shell that waits for the end of a quote. */
const noPrompt =
  /^\s*<|(?:not found|not recognized)|^(?:(?:d?quote|bquote|cmdsubst|heredoc|pipe|then|for) ?){1,3}>\s*$/;

/** A prompt with nothing behind it. */
const prompt = /^(?:PS )?[^\n]{0,120}[$#%>❯]\s*$/;

/** Where something that went wrong begins to speak. */
const speaks =
  /^(?:aws: \[ERROR\]: |aws(?:\.exe)? : )?(?:An error occurred \(|ERROR: |jq: (?:error|parse)|curl: \(|(?:ba|z|da|k|fi)?sh: |Traceback \(most recent)|^User: arn:\S{1,300} is\b|^\((?:[A-Z][a-z]{1,30}){2,8}\) [A-Z]|^\u2502 Error: |^\d{4}-\d\d-\d\d[T ]\S{5,30}\s[^\n]{0,120}_FAILED\b/;

/** What only announces the error in the next lines. */
const announces = /unexpected error\. Here is the traceback:|^ERROR: Policy modification failed\./;

/** A line that a terminal broke, before what it announces. */
const goesOn = /:\s{0,4}$/;

/** More pieces than anybody pastes are not looked at one by one: what follows belongs to the last. */
const maximumPieces = 100;

/** What announces an error stands at the end of the line above it, or near. */
const longestAnnouncement = 1_000;

/**
 * Splits a pasted text at prompts and echoed commands, and what stands between them into JSON and
 * words. Pure, in time that grows with the length of the text.
 */
export default function splitPaste({ text, documents }: Paste): Turn[] {
  const turns: { command?: string; documents: Document[]; lines: Part[] }[] = [
    { documents: [], lines: [] },
  ];
  const last = () => turns[turns.length - 1] as (typeof turns)[number];
  const readWords = (from: number, to?: number) => {
    let begin = from;
    for (const line of text.slice(from, to).split('\n')) {
      const start = begin;
      begin += line.length + 1;
      const command = echoed.exec(line)?.groups?.command;
      const isNew = command !== undefined || (prompt.test(line) && !noPrompt.test(line));
      if (isNew && turns.length < maximumPieces) turns.push({ command, documents: [], lines: [] });
      else last().lines.push({ at: start, text: line });
    }
  };
  let at = 0;
  for (const document of documents) {
    readWords(at, document.at);
    last().documents.push(document);
    at = document.end;
  }
  readWords(at);
  let left = maximumPieces;
  const splitSome = (lines: readonly Part[]) => {
    const parts = splitErrors(lines, Math.max(left, 1));
    left -= parts.length;
    return parts;
  };
  return turns
    .map(({ command, documents: own, lines }) => ({
      ...(command === undefined ? {} : { command: command.trim() }),
      documents: own,
      texts: splitSome(lines),
    }))
    .filter((turn) => turn.command || turn.documents.length > 0 || turn.texts.length > 0);
}

/** A command that goes on in the next lines has a prompt of its own there, or none; both are no words. */
function splitErrors(lines: readonly Part[], most: number): Part[] {
  const parts: Part[][] = [[]];
  for (const line of lines) {
    const part = parts.at(-1) ?? [];
    const isNew =
      speaks.test(line.text) &&
      !announces.test(part[0]?.text.slice(-longestAnnouncement) ?? '') &&
      !goesOn.test(part.at(-1)?.text.slice(-longestAnnouncement) ?? '');
    if (isNew && parts.length < most) parts.push([]);
    parts.at(-1)?.push(line);
  }
  return parts
    .map((part) => ({
      at: part.find(({ text }) => text.trim() !== '')?.at ?? 0,
      text: part
        .map(({ text }) => text)
        .join('\n')
        .trim(),
    }))
    .filter(({ text }) => text !== '');
}
