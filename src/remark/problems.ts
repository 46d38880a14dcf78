import type { Node } from 'unist';
import { originOf } from './origins.ts';

/** One thing wrong in a page: where, what, and how to fix it. */
export interface Problem {
  /** Of the part it stands in; undefined: the page itself. */
  file?: string;
  /** `file:line` of the include, of what stands in a part. */
  includedAt?: string;
  line: number;
  column: number;
  what: string;
  fix: string;
}

export interface Problems {
  add(node: Node | undefined, what: string, fix: string): void;
  all: readonly Problem[];
}

/**
 * Collects problems, so that a writer sees all of a page at once. A node without position reports
 * the first line.
 */
export function collectProblems(): Problems {
  const all: Problem[] = [];
  return {
    all,
    add(node, what, fix) {
      const start = node?.position?.start;
      const origin = originOf(node);
      all.push({
        file: origin?.file,
        includedAt: origin?.includedAt,
        line: start?.line ?? 1,
        column: start?.column ?? 1,
        what,
        fix,
      });
    },
  };
}

/**
 * Thrown for a page with problems; the message holds a line `file:line:column: what How to fix
 * it.` for each.
 */
export class GuideError extends Error {
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    const sorted = [...problems].sort(
      (a, b) =>
        (a.file ?? '').localeCompare(b.file ?? '') || a.line - b.line || a.column - b.column,
    );
    super(
      sorted
        .map(({ file: part, includedAt, line, column, what, fix }) => {
          const where = includedAt ? ` (Included at ${includedAt}.)` : '';
          return `${part ?? file}:${line}:${column}: ${what} ${fix}${where}`;
        })
        .join('\n'),
    );
    this.name = 'GuideError';
    this.problems = sorted;
  }
}

/** Throws a {@link GuideError} unless there are no problems. */
export function failOn(file: string, problems: Problems): void {
  if (problems.all.length > 0) throw new GuideError(file, problems.all);
}

/** `"a", "b" or "c"`, for messages. */
export function oneOf(names: readonly string[]): string {
  if (names.length === 0) return '(there are none)';
  if (names.length === 1) return `"${names[0]}"`;
  return `${names
    .slice(0, -1)
    .map((name) => `"${name}"`)
    .join(', ')} or "${names.at(-1)}"`;
}
