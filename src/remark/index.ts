import path from 'node:path';
import type { Root } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Documents, Runbook } from '../../runbooks/define-runbook.ts';
import type { InputKind } from '../inputs/define-input.ts';
import { isSecret } from '../inputs/kinds.ts';
import { validateRunbookPaths } from './paths.ts';
import { collectProblems, failOn, oneOf, type Problems } from './problems.ts';
import { readGuide } from './read-guide.ts';
import type { RunbookOnPage } from './runbook-on-page.ts';
import { type PermissionStatements, restoreText, transformGuide } from './transform.ts';
import {
  type Names,
  validateCode,
  validateDirectives,
  validateMethods,
  validateNames,
  validateNoGuideElements,
  validatePaths,
  validateSteps,
} from './validate.ts';

export interface GuidesOptions {
  /** By id. */
  runbooks: Readonly<Record<string, RunbookOnPage>>;
  /** What `::permissions` lists, by runbook. */
  permissions: Readonly<Record<string, PermissionStatements>>;
  /** What `::trust-diagram` draws, by runbook. */
  drawings: Readonly<Record<string, object>>;
  /** Messages name files relative to it. Default: the working directory. */
  root?: string;
}

/**
 * Remark plugin that makes a page with `runbook:` in its front matter executable.
 *
 *     ::::step{#bucket}            <Step id="bucket">
 *     ## Create the bucket           <StepHeading>…</StepHeading>
 *     ```bash                 →      <StepBody> code with documents filled in
 *     …{{bucketName}}                  <Check/>
 *     ::check                        </StepBody>
 *     ::::                         </Step>
 *
 * Runs before the plugins of Docusaurus. Throws a {@link GuideError} that lists everything wrong
 * with the page.
 */
export function guides(options: GuidesOptions) {
  return (tree: Root, file: VFile): void => {
    const frontMatter = (file.data.frontMatter ?? {}) as Record<string, unknown>;
    const name = file.path ? path.relative(options.root ?? process.cwd(), file.path) : 'page';
    const problems = collectProblems();
    const source = String(file.value);

    if (typeof frontMatter.description !== 'string' || frontMatter.description.trim() === '') {
      problems.add(
        undefined,
        'The page has no description.',
        'Add "description: one sentence" to the front matter; search results show it.',
      );
    }
    validateDirectives(tree, problems);
    const runbook = findRunbook(frontMatter.runbook, options.runbooks, tree, problems);
    if (!runbook) {
      failOn(name, problems);
      restoreText(tree, source);
      return;
    }
    const guide = readGuide(tree);
    validateGuide(tree, source, namesOf(runbook), problems, guide);
    validateRunbookPaths(runbook, problems);
    validateExtras(tree, runbook, options, problems);
    failOn(name, problems);
    restoreText(tree, source);
    transformGuide(tree, guide, runbook, {
      permissions: options.permissions[runbook.id] ?? [],
      drawing: options.drawings[runbook.id] ?? {},
    });
  };
}

/** Everything that can be wrong with a page that has a runbook. */
export function validateGuide(
  tree: Root,
  source: string,
  names: Names,
  problems: Problems,
  guide = readGuide(tree),
): void {
  validateSteps(tree, guide, names, problems);
  validateMethods(tree, problems);
  validatePaths(tree, guide, names, problems);
  validateNames(tree, names, problems);
  validateCode(tree, source, guide, names, problems);
}

/** Joins runbooks with their documents, as the plugin and the runner of the guides take them. */
export function withDocuments(
  runbooks: Iterable<Runbook>,
  documents: Readonly<Record<string, Documents>>,
): Record<string, RunbookOnPage> {
  return Object.fromEntries(
    [...runbooks].map((runbook) => [
      runbook.id,
      { ...runbook, documents: documents[runbook.id] ?? {} },
    ]),
  );
}

export function namesOf(runbook: RunbookOnPage): Names {
  return {
    runbook: runbook.id,
    steps: Object.keys(runbook.steps),
    inputs: Object.keys(runbook.inputs),
    documents: [...Object.keys(runbook.documents), ...Object.keys(runbook.texts ?? {})],
    secrets: Object.keys(runbook.inputs).filter((name) =>
      isSecret(runbook.inputs[name]?.kind as InputKind),
    ),
    definitions: runbook.inputs,
  };
}

/** Elements that show something which a runbook may not have. */
function validateExtras(
  tree: Root,
  runbook: RunbookOnPage,
  options: GuidesOptions,
  problems: Problems,
): void {
  visit(tree, 'leafDirective', (node: LeafDirective) => {
    if (node.name === 'permissions' && !options.permissions[runbook.id]) {
      problems.add(
        node,
        `Nobody has said what "${runbook.id}" lets Spot do.`,
        'Add its list to src/remark/registry.ts.',
      );
    }
    if (node.name === 'trust-diagram' && !options.drawings[runbook.id]) {
      problems.add(
        node,
        `There is no drawing for "${runbook.id}".`,
        'Add one to src/remark/registry.ts.',
      );
    }
    if (node.name !== 'permission-chooser') return;
    if (!Object.values(runbook.inputs).some(({ kind }) => kind === 'choices')) {
      problems.add(
        node,
        `"${runbook.id}" has nothing to tick.`,
        'Give it an input of the kind "choices", or take the chooser away.',
      );
    }
    if (!runbook.texts)
      problems.add(
        node,
        `"${runbook.id}" makes no text of what is ticked.`,
        'Give it "texts", the first of which is the policy.',
      );
  });
}

export function findRunbook(
  id: unknown,
  runbooks: Readonly<Record<string, RunbookOnPage>>,
  tree: Root,
  problems: Problems,
): RunbookOnPage | undefined {
  if (id === undefined) {
    validateNoGuideElements(tree, problems);
    return undefined;
  }
  const runbook = typeof id === 'string' ? runbooks[id] : undefined;
  if (!runbook) {
    problems.add(
      undefined,
      `There is no runbook "${String(id)}".`,
      `Name one of ${oneOf(Object.keys(runbooks))} in the front matter, or add it below runbooks/.`,
    );
  }
  return runbook;
}
