import * as aws from './aws/index.ts';
import * as azure from './azure/index.ts';
import type { EvidenceKind } from './define-evidence.ts';
import * as gcp from './gcp/index.ts';

/** Every kind that a command of the reader's can print. */
const kinds: readonly EvidenceKind[] = [aws, azure, gcp]
  .flatMap((provider): unknown[] => Object.values(provider))
  .filter(isKind)
  .filter(({ command }) => command !== '');

function isKind(value: unknown): value is EvidenceKind {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'command' in value &&
    'schema' in value
  );
}

/** What zod tells about the schemas of evidence: objects, and lists of them. */
interface SchemaShape {
  shape?: Record<string, unknown>;
  element?: SchemaShape;
}

/** Whether the command prints a bare list, as gcloud and az do. */
export const isList = (kind: EvidenceKind): boolean =>
  (kind.schema as SchemaShape).element !== undefined;

/** The top-level names of a kind's JSON, or of the entries of its list; its schema knows them. */
export function topKeys(kind: EvidenceKind): string[] {
  const schema = kind.schema as SchemaShape;
  return Object.keys((schema.element ?? schema).shape ?? {});
}

/** Names that the CLI prints beside or instead of the kind's own when there is nothing to list. */
const companions: Readonly<Record<string, readonly string[]>> = {
  'aws/report-objects': ['RequestCharged', 'Prefix', 'KeyCount'],
  'aws/owned-buckets': ['Owner'],
};

/**
 * What no output at all means, where the CLI prints nothing for an empty answer: `list-objects-v2`
 * does.
 */
export function emptyOutput(kind: EvidenceKind): object | undefined {
  return kind.id === 'aws/report-objects' ? {} : undefined;
}

/**
 * The kind whose command printed this JSON. With `wanted` that kind, if it can be it. Kinds that
 * share their top-level key (answers of the policy simulator, events of stacks) are told apart by
 * what was asked about.
 */
export function kindOf(value: unknown, wanted?: EvidenceKind): EvidenceKind | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  // Nothing in an empty list tells whose it is; who asked for a list got one.
  if (Array.isArray(value) && value.length === 0)
    return wanted && isList(wanted) ? wanted : undefined;
  const sample: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof sample !== 'object' || sample === null) return undefined;
  const similar = (wanted ? [wanted] : kinds).filter((kind) => {
    if (isList(kind) !== Array.isArray(value)) return false;
    const keys = [...topKeys(kind), ...(companions[kind.id] ?? [])];
    return keys.some((key) => Object.hasOwn(sample, key));
  });
  const exact = similar.find((kind) => isAbout(kind, sample as Record<string, unknown>));
  // What was asked about depends on the runbook, whose kinds are not all known here.
  return exact ?? (wanted ? undefined : similar[0]);
}

function isAbout(kind: EvidenceKind, value: Record<string, unknown>): boolean {
  const { EvaluationResults: results, StackEvents: events } = value;
  if (Array.isArray(results)) {
    const asked = kind.asked ?? optionValues(kind.command, 'action-names');
    return results.length > 0 && results.every((result) => asked.includes(result?.EvalActionName));
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

/**
 * The calls of a kind's command, with the names of AWS's operations: `get-bucket-policy` calls
 * `GetBucketPolicy`.
 */
export function commandsOf(kind: EvidenceKind): { service: string; operation: string }[] {
  return [...kind.command.matchAll(/\baws ([\w-]+) ([\w-]+)/g)].map(([, service, verb]) => ({
    service: service as string,
    operation: (verb as string).replace(/(^|-)(\w)/g, (_, _dash, letter: string) =>
      letter.toUpperCase(),
    ),
  }));
}
