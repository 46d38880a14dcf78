import type { EvidenceKind } from './define-evidence.ts';

/** What zod tells about the schemas of evidence: objects, and lists of them. */
interface SchemaShape {
  shape?: Record<string, unknown>;
  element?: SchemaShape;
}

/** Whether the command prints a bare list, as gcloud and az do. */
export const isList = (kind: EvidenceKind): boolean =>
  (kind.schema as SchemaShape).element !== undefined;

/** The top-level names of a kind's JSON, or of the entries of its list; its schema knows them. */
export function listTopKeys(kind: EvidenceKind): string[] {
  const schema = kind.schema as SchemaShape;
  return Object.keys((schema.element ?? schema).shape ?? {});
}

/** Whether a text, JSON that cannot be read, holds a name that the command of this kind prints. */
export const namesKeysOf = (kind: EvidenceKind, text: string): boolean =>
  listTopKeys(kind).some((key) => text.includes(`"${key}"`));

/**
 * Whether the command of this kind can have printed this JSON. Kinds that
 * share their top-level key (answers of the policy simulator, events of stacks) are told apart by
 * what was asked about.
 */
export function isPrintedBy(kind: EvidenceKind, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isList(kind) !== Array.isArray(value)) return false;
  const sample: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof sample !== 'object' || sample === null) return false;
  const keys = [...listTopKeys(kind), ...(kind.companions ?? [])];
  return (
    keys.some((key) => Object.hasOwn(sample, key)) &&
    isAbout(kind, sample as Record<string, unknown>)
  );
}

function isAbout(kind: EvidenceKind, value: Record<string, unknown>): boolean {
  const { EvaluationResults: results, StackEvents: events } = value;
  if (Array.isArray(results)) {
    const asked = kind.asked ?? optionValues(kind.command, 'action-names');
    const answered = results.map((result) => result?.EvalActionName);
    // An older page of the guide asked about more: what is asked now is answered there, too.
    const all = kind.asked ?? [];
    const answersAll = all.length > 0 && all.every((one) => answered.includes(one));
    return results.length > 0 && (answersAll || answered.every((one) => asked.includes(one)));
  }
  if (Array.isArray(events) && events.length > 0)
    return optionValues(kind.command, 'stack-name').includes(events[0]?.StackName);
  return true;
}

/** The words after an option of a command. */
function optionValues(command: string, option: string): string[] {
  const words = new RegExp(`--${option} ([^\\n]*?)(?= --|\\n|$)`).exec(command)?.[1] ?? '';
  return words.split(/\s+/).filter(Boolean);
}
