import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TrustDrawing } from './define-drawing.ts';
import type { PermissionStatements } from './define-permissions.ts';
import type { Documents, Runbook, WrittenRunbook } from './define-runbook.ts';

/*
 * Workflows are found by path, and nowhere listed: a folder `runbooks/<provider>/<workflow>` is
 * one, its id is that path, and its files have fixed names and default exports. Node only; a page
 * imports the files of its own workflow by path (src/components).
 */

/** Folders that begin with `_` hold what workflows of a provider share. */
const isWorkflow = (name: string) => !/^[_.]/.test(name);

/** The files of a workflow, and what to do when one is missing that every workflow has. */
export const workflowFiles = {
  'runbook.ts': 'write its inputs and steps',
  'card.ts': 'write how the home page offers it',
  'proof.ts': 'write its worlds, faults and variants',
  // Spot itself gets no rights anywhere: its own guides hand over what the others made.
  'permissions.ts': 'write what Spot may do afterwards, each action with its reason',
  'drawing.ts': 'write who trusts whom, for ::trust-diagram',
  'documents.ts': undefined,
  'texts.ts': undefined,
} as const;

export type WorkflowFile = keyof typeof workflowFiles;

/** Whether workflows of this provider have this file, all of them. */
export function isRequired(file: WorkflowFile, provider: string): boolean {
  if (file === 'permissions.ts' || file === 'drawing.ts') return provider !== 'spot';
  return workflowFiles[file] !== undefined;
}

/** What is wrong where a file is missing, and what next: `… has no card.ts: write how …`. */
export function explainMissing(id: string, file: WorkflowFile): string {
  return `runbooks/${id} has no ${file}: ${workflowFiles[file] ?? 'write it, or ask for nothing of it'}`;
}

/** Ids of all workflows, sorted: `aws/linked-account`. */
export function listWorkflows(folder: string = import.meta.dirname): string[] {
  return foldersIn(folder).flatMap((provider) =>
    foldersIn(join(folder, provider)).map((workflow) => `${provider}/${workflow}`),
  );
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isWorkflow(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** The default export of a workflow's file; undefined where the workflow has none. */
export async function loadFile<T>(id: string, file: WorkflowFile): Promise<T | undefined> {
  const path = join(import.meta.dirname, id, file);
  if (!existsSync(path)) return undefined;
  const loaded = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { default?: T };
  if (loaded.default === undefined)
    throw new Error(`runbooks/${id}/${file} has no default export. Export what it defines.`);
  return loaded.default;
}

/** The default export of a file that every workflow has; throws where it is missing. */
export async function loadRequired<T>(id: string, file: WorkflowFile): Promise<T> {
  const loaded = await loadFile<T>(id, file);
  if (loaded === undefined) throw new Error(`${explainMissing(id, file)}.`);
  return loaded;
}

/** What `load` gives for each workflow, by id. */
export async function loadAll<T>(
  load: (id: string) => Promise<T>,
  ids: readonly string[] = listWorkflows(),
): Promise<Record<string, T>> {
  const loaded = ids.map(async (id) => [id, await load(id)] as const);
  return Object.fromEntries(await Promise.all(loaded));
}

/** A runbook: what is written in `runbook.ts` and `texts.ts`, and what its path says. */
export async function loadRunbook(id: string): Promise<Runbook> {
  const written = await loadRequired<WrittenRunbook>(id, 'runbook.ts');
  const texts = await loadFile<Documents>(id, 'texts.ts');
  const provider = id.split('/')[0] as Runbook['provider'];
  return { ...written, id, provider, texts };
}

/** All runbooks by id, sorted. */
export function loadRunbooks(): Promise<Record<string, Runbook>> {
  return loadAll(loadRunbook);
}

/** A runbook with the documents that its page shows. */
export type RunbookWithDocuments = Runbook & { documents: Documents };

/** All runbooks with their documents, as the remark plugin and the runner of the guides take them. */
export function loadRunbooksWithDocuments(): Promise<Record<string, RunbookWithDocuments>> {
  return loadAll(async (id) => ({
    ...(await loadRunbook(id)),
    documents: (await loadFile<Documents>(id, 'documents.ts')) ?? {},
  }));
}

/** What Spot may do after each workflow, action by action: `::permissions` of its guide. */
export function loadPermissions(): Promise<Record<string, PermissionStatements | undefined>> {
  return loadAll((id) => loadFile<PermissionStatements>(id, 'permissions.ts'));
}

/** Who trusts whom, as `::trust-diagram` of each guide draws it. */
export function loadDrawings(): Promise<Record<string, TrustDrawing | undefined>> {
  return loadAll((id) => loadFile<TrustDrawing>(id, 'drawing.ts'));
}
