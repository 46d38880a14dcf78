import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';
import type { Check } from './define-check.ts';
import type { CheckResult } from './report.ts';
import { runCheck } from './run-checks.ts';

/** For tests: a folder below `src/checks/<provider>/` that holds a check. */
export interface CheckFolder {
  /** `aws/cur-bucket` */
  id: string;
  path: string;
}

/** All folders of checks; those that begin with `_` hold what checks share. */
export function findCheckFolders(): CheckFolder[] {
  const root = import.meta.dirname;
  const foldersIn = (path: string) =>
    readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return foldersIn(root).flatMap(({ name: provider }) =>
    foldersIn(join(root, provider))
      .filter(({ name }) => !name.startsWith('_'))
      .map(({ name }) => ({ id: `${provider}/${name}`, path: join(root, provider, name) })),
  );
}

/** What a check's `check.ts` exports; an empty object where there is none. */
export async function importCheck({ path }: CheckFolder): Promise<{ default?: unknown }> {
  const file = join(path, 'check.ts');
  return existsSync(file) ? await import(file) : {};
}

/** For tests: the evidence when the command of a kind prints this. */
export function prints<T>(kind: EvidenceKind<T>, output: unknown): Record<string, Evidence> {
  return { [kind.id]: { status: 'found', value: kind.schema.parse(output) } };
}

/** For tests: runs a check on evidence that is right, with changes to it or to the inputs. */
export function defineLook(right: {
  inputs: Record<string, string>;
  evidence: Record<string, Evidence>;
  now: Date;
}) {
  return (
    check: Check,
    changes: Record<string, Evidence> = {},
    inputChanges: Record<string, string> = {},
  ): CheckResult =>
    runCheck(check, {
      inputs: { ...right.inputs, ...inputChanges },
      evidence: { ...right.evidence, ...changes },
      now: right.now,
    });
}

/** For tests: the codes of what was found. */
export const codes = ({ findings }: CheckResult) => findings.map(({ code }) => code);
