import {
  explainMissing,
  isRequired,
  type WorkflowFile,
  workflowFiles,
} from '../../runbooks/workflows.ts';
import type { Ledger } from './ledger.ts';

/**
 * Every workflow has its page and the files that every workflow has, every page its folder, every
 * check its test; what is missing is named with the file to write. Takes all files by their paths
 * from the root of the project. What begins with `_` belongs to several and to none.
 */
export function proveFiles(ledger: Ledger, files: readonly string[]): void {
  const known = new Set(files);
  for (const id of listFolders('runbooks', files)) proveWorkflowFiles(ledger, id, known);
  provePages(ledger, files);
  for (const id of listFolders('src/checks', files)) proveCheckFiles(ledger, id, known);
}

function proveWorkflowFiles(ledger: Ledger, id: string, files: ReadonlySet<string>): void {
  const [provider = ''] = id.split('/');
  for (const file of Object.keys(workflowFiles) as WorkflowFile[])
    if (isRequired(file, provider))
      ledger.need(files.has(`runbooks/${id}/${file}`), explainMissing(id, file));
  ledger.need(files.has(`docs/${id}.mdx`), `runbooks/${id} has no page: write docs/${id}.mdx`);
}

function provePages(ledger: Ledger, files: readonly string[]): void {
  const folders = listFolders('runbooks', files);
  for (const file of files) {
    const id = /^docs\/([^_/][^/]*\/[^_/][^/]*)\.mdx?$/.exec(file)?.[1];
    if (id)
      ledger.need(
        folders.includes(id),
        `${file} has no folder: write runbooks/${id}, or begin with npm run new`,
      );
  }
}

function proveCheckFiles(ledger: Ledger, id: string, files: ReadonlySet<string>): void {
  ledger.need(
    files.has(`src/checks/${id}/check.ts`),
    `src/checks/${id} has no check.ts; folders of what checks share begin with _`,
  );
  ledger.need(
    files.has(`src/checks/${id}/check.test.ts`),
    `check ${id} has no check.test.ts beside it`,
  );
}

/** `aws/linked-account` for each folder two levels below `root` that is not shared (`_…`). */
export function listFolders(root: string, files: readonly string[]): string[] {
  const depth = root.split('/').length;
  const folders = files
    .filter((file) => file.startsWith(`${root}/`))
    .map((file) => file.split('/').slice(depth))
    .filter((parts) => parts.length > 2 && parts.slice(0, 2).every((part) => !/^[_.]/.test(part)))
    .map(([provider, name]) => `${provider}/${name}`);
  return [...new Set(folders)].sort();
}
