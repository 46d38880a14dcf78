import path from 'node:path';
import type { Root } from 'mdast';
import type { LeafDirective, TextDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { TrustDrawing } from '../../runbooks/define-drawing.ts';
import type { PermissionStatements } from '../../runbooks/define-permissions.ts';
import type { InputKind } from '../inputs/define-input.ts';
import { isSecret } from '../inputs/kinds.ts';
import { rightsTable } from '../page/rights.ts';
import { expandGuides, type GuideWay } from './expand-guides.ts';
import { includeParts, type PartsOptions } from './parts.ts';
import { validateRunbookPaths } from './paths.ts';
import { collectProblems, failOn, oneOf, type Problems } from './problems.ts';
import { readGuide } from './read-guide.ts';
import type { RunbookOnPage } from './runbook-on-page.ts';
import { restoreText, transformGuide } from './transform.ts';
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
  permissions: Readonly<Record<string, PermissionStatements | undefined>>;
  /** What `::trust-diagram` draws, by runbook. */
  drawings: Readonly<Record<string, Pick<TrustDrawing, 'description'> | undefined>>;
  /** Where the answers to the questions of the home page lead: what `::guides` lists. */
  ways?: readonly GuideWay[];
  /** Messages name files relative to it. Default: the working directory. */
  root?: string;
  /** Where the parts are that pages include, and what parses them. */
  parts?: Omit<PartsOptions, 'root'>;
}

/**
 * Remark plugin that makes a page with `runbook:` in its front matter executable.
 *
 *     ::::step{#bucket}            <Step id="bucket">
 *     ```bash                        <StepHeading>title in the runbook</StepHeading>
 *     …{{bucketName}}         →      <StepBody> code with documents filled in
 *     ```                              <Check/>
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
    includeParts(tree, name, problems, { ...options.parts, root: options.root });
    validateDirectives(tree, problems);
    const runbook = findRunbook(frontMatter.runbook, options.runbooks, tree, problems);
    if (!runbook) {
      failOn(name, problems);
      restoreText(tree, source);
      return;
    }
    expandGuides(tree, name, options.ways ?? []);
    const guide = readGuide(tree);
    validateGuide(tree, source, namesOf(runbook, options.runbooks), problems, guide);
    validateRunbookPaths(runbook, problems);
    validateExtras(tree, runbook, options, problems);
    failOn(name, problems);
    restoreText(tree, source);
    transformGuide(tree, guide, runbook, {
      permissions: options.permissions[runbook.id] ?? [],
      drawing: options.drawings[runbook.id] ?? {},
      minutes: (id) => options.runbooks[id]?.minutes ?? 0,
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

export function namesOf(
  runbook: RunbookOnPage,
  all: Readonly<Record<string, RunbookOnPage>>,
): Names {
  return {
    runbook: runbook.id,
    steps: Object.keys(runbook.steps),
    inputs: Object.keys(runbook.inputs),
    documents: [...Object.keys(runbook.documents), ...Object.keys(runbook.texts ?? {})],
    secrets: Object.keys(runbook.inputs).filter((name) =>
      isSecret(runbook.inputs[name]?.kind as InputKind),
    ),
    definitions: runbook.inputs,
    waiting: Object.keys(runbook.steps).filter((id) => runbook.steps[id]?.waitHours),
    guides: Object.keys(all),
  };
}

/** Elements that show something which a runbook may not have. */
function validateExtras(
  tree: Root,
  runbook: RunbookOnPage,
  options: GuidesOptions,
  problems: Problems,
): void {
  const leaves: LeafDirective[] = [];
  visit(tree, 'leafDirective', (node: LeafDirective) => {
    leaves.push(node);
    if (node.name === 'rights' && rightsTable(runbook).length === 0) {
      problems.add(
        node,
        `"${runbook.id}" does not say which rights its steps take.`,
        'Add "rights" to the steps of the runbook.',
      );
    }
    if (node.name === 'permissions' && !options.permissions[runbook.id]) {
      problems.add(
        node,
        `Nobody has said what "${runbook.id}" lets Spot do.`,
        `Write runbooks/${runbook.id}/permissions.ts.`,
      );
    }
    if (node.name === 'trust-diagram' && !options.drawings[runbook.id]) {
      problems.add(
        node,
        `There is no drawing for "${runbook.id}".`,
        `Write runbooks/${runbook.id}/drawing.ts.`,
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
        `Write runbooks/${runbook.id}/texts.ts, whose first text is the policy.`,
      );
  });
  let saysHowLong = false;
  visit(tree, 'textDirective', (node: TextDirective) => {
    if (node.name === 'duration' && textOf(node) === '' && !node.attributes?.of) saysHowLong = true;
  });
  if (!saysHowLong) {
    problems.add(
      undefined,
      'The page does not say how long it takes.',
      'Write ":duration" where it says so; the minutes stand in the runbook.',
    );
  }
  if (rightsTable(runbook).length > 0 && !leaves.some(({ name }) => name === 'rights')) {
    problems.add(
      undefined,
      'The page does not show which rights the reader needs.',
      'Write "::rights" under a heading {#rights-you-need}.',
    );
  }
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
