import type { Paste } from '../evidence/open-paste.ts';
import type { Document } from '../evidence/pasted-text.ts';

/** What one command printed, as far as a pasted text tells them apart. */
export interface Turn {
  /** The command line that stands before it, where it was copied along. */
  command?: string;
  documents: readonly Document[];
  /** Everything else, in the parts that each begin with an error of their own. */
  texts: readonly string[];
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
  /^(?:aws: \[ERROR\]: |aws(?:\.exe)? : )?(?:An error occurred \(|ERROR: |jq: (?:error|parse)|curl: \(|(?:ba|z|da|k|fi)?sh: |Traceback \(most recent)/;

/** What only announces the error in the next lines. */
const announces = /unexpected error\. Here is the traceback:|^ERROR: Policy modification failed\./;

/** More pieces than anybody pastes are not looked at one by one. */
const maximumTurns = 200;

/**
 * Splits a pasted text at prompts and echoed commands, and what stands between them into JSON and
 * words. Pure, in time that grows with the length of the text.
 */
export default function splitPaste({ text, documents }: Paste): Turn[] {
  const turns: { command?: string; documents: Document[]; lines: string[] }[] = [
    { documents: [], lines: [] },
  ];
  const last = () => turns[turns.length - 1] as (typeof turns)[number];
  const readWords = (words: string) => {
    for (const line of words.split('\n')) {
      const command = echoed.exec(line)?.groups?.command;
      const isNew = command !== undefined || (prompt.test(line) && !noPrompt.test(line));
      if (isNew && turns.length < maximumTurns) turns.push({ command, documents: [], lines: [] });
      else last().lines.push(line);
    }
  };
  let at = 0;
  for (const document of documents) {
    readWords(text.slice(at, document.at));
    last().documents.push(document);
    at = document.end;
  }
  readWords(text.slice(at));
  return turns
    .map(({ command, documents: own, lines }) => ({
      ...(command === undefined ? {} : { command: command.trim() }),
      documents: own,
      texts: splitErrors(lines),
    }))
    .filter((turn) => turn.command || turn.documents.length > 0 || turn.texts.length > 0);
}

/** A command that goes on in the next lines has a prompt of its own there, or none; both are no words. */
function splitErrors(lines: readonly string[]): string[] {
  const texts: string[][] = [[]];
  for (const line of lines) {
    const isNew = speaks.test(line) && !announces.test(texts.at(-1)?.[0] ?? '');
    if (isNew && texts.length < maximumTurns) texts.push([]);
    texts.at(-1)?.push(line);
  }
  return texts.map((part) => part.join('\n').trim()).filter((part) => part !== '');
}
