import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';
import { parsePasted } from '../evidence/parse-pasted.ts';

/** What a runbook needs to know to read what was pasted. */
export interface PasteContext {
  inputs: Readonly<Record<string, string>>;
  /** All kinds of the runbook: what was pasted by mistake may be the output of another. */
  ofRunbook: readonly EvidenceKind[];
}

/**
 * What was pasted for a kind, as evidence, or else what the inputs hold of it; undefined when neither. A text that cannot be used is
 * `unreachable`, and the message says what to paste instead. Never throws.
 *
 * An empty text is nothing pasted; one of blanks alone is a command that printed nothing, which is an
 * answer where the kind says so.
 */
export default function readPasted(
  kind: EvidenceKind,
  text: string | undefined,
  context: PasteContext,
): Evidence | undefined {
  return readPaste(kind, text, context)?.evidence;
}

/** The same, with what is wrong with the text itself where it cannot be used. */
export function readPaste(
  kind: EvidenceKind,
  text: string | undefined,
  { inputs, ofRunbook }: PasteContext,
): { evidence: Evidence; unreadable?: string } | undefined {
  if (text === undefined || text === '' || (text.trim() === '' && !kind.emptyOutput))
    return ofInputs(kind, inputs);
  if (kind.vantages !== undefined && !kind.vantages.includes('pasted')) return undefined;
  try {
    const parsed = parsePasted(kind, text, inputs, ofRunbook);
    return parsed.ok ? { evidence: parsed.evidence } : refuse(parsed.message);
  } catch {
    // E.g. nested deeper than a reader of it can go.
    return refuse('What was pasted cannot be read. Paste the output of the command again.');
  }
}

const refuse = (message: string) => ({
  evidence: { status: 'unreachable' as const, message },
  unreadable: message,
});

function ofInputs(kind: EvidenceKind, inputs: PasteContext['inputs']) {
  if (!kind.readInputs || kind.inputs.some((name) => !inputs[name])) return undefined;
  return { evidence: kind.readInputs(inputs) };
}
