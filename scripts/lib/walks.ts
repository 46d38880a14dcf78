import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Proof } from '../../runbooks/define-faults.ts';
import type { RunbookWithDocuments } from '../../runbooks/workflows.ts';
import { isOnPath } from '../../src/inputs/define-input.ts';
import { expand } from '../../src/inputs/expand.ts';
import type { Method } from '../../src/providers/methods.ts';
import { type Guide, parsePage } from '../../src/remark/parse-guide.ts';

export type Block = Guide['steps'][number]['blocks'][number];

const root = new URL('../..', import.meta.url).pathname;

/** A guide and the page it stands on, as a path below the project. */
export interface GuideFile {
  file: string;
  guide: Guide;
}

/**
 * All guides. What the build would refuse is told to `onProblem`: nothing here needs a built site.
 */
export function findGuides(
  runbooks: Readonly<Record<string, RunbookWithDocuments>>,
  onProblem: (message: string) => void,
): GuideFile[] {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.mdx?$/.test(file) && !file.startsWith('_'),
  );
  return pages.flatMap((page) => {
    const file = join(root, 'docs', page);
    try {
      const guide = parsePage(file, runbooks);
      return guide ? [{ file: relative(root, file), guide }] : [];
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
      return [];
    }
  });
}

/** One way through a guide: a method that has commands, on a path. */
export interface Way extends GuideFile {
  runbook: RunbookWithDocuments;
  proof: Proof;
  method: Method | undefined;
  /** Name of the path, where the guide has several, and the inputs that choose it. */
  path: string | undefined;
  inputs: Readonly<Record<string, string>>;
}

/** Every way through a guide. */
export function waysOf(
  { file, guide }: GuideFile,
  runbook: RunbookWithDocuments,
  proof: Proof,
): Way[] {
  return Object.entries(proof.paths ?? { '': {} }).flatMap(([path, inputs]) => {
    const blocks = guide.steps
      .filter(({ id }) => isOnPath(runbook.steps[id]?.when, inputs))
      .flatMap((step) => step.blocks);
    const used = new Set(
      blocks
        .filter((block) => !block.skip && isOnPath(block.when, inputs))
        .map((block) => block.method),
    );
    // A guide without methods has one way through.
    const methods = used.size > 1 ? [...used].filter((method) => method !== undefined) : [...used];
    return methods.map((method) => ({
      file,
      guide,
      runbook,
      proof,
      method,
      path: path || undefined,
      inputs,
    }));
  });
}

/** What is run at a step on a way. */
export function blocksOf(
  { method }: Pick<Way, 'method'>,
  step: Guide['steps'][number],
  inputs: Readonly<Record<string, string>>,
): Block[] {
  return step.blocks.filter(
    (block) =>
      !block.skip &&
      isOnPath(block.when, inputs) &&
      (block.method === undefined || block.method === method),
  );
}

/** Inputs whose values come out of blocks. */
export function outputsOf({ steps }: Guide): string[] {
  const outputs = steps.flatMap(({ blocks }) => blocks.flatMap(({ output }) => output ?? []));
  return [...new Set(outputs)];
}

/** A block as the reader copies it. */
export function fillBlock(
  { code }: Block,
  { documents, texts }: RunbookWithDocuments,
  inputs: Readonly<Record<string, string>>,
): string {
  const made = Object.entries({ ...documents, ...texts }).map(([name, text]) => [
    name,
    text(inputs),
  ]);
  return expand(code, { ...Object.fromEntries(made), ...inputs });
}
