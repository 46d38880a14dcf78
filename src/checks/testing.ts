import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

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
