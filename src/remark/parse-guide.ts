import { existsSync, readFileSync } from 'node:fs';
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { When } from '../page/paths.ts';
import { type Method, methods } from '../providers/methods.ts';
import { findRunbook, namesOf, validateGuide } from './index.ts';
import { originOf, originsIn } from './origins.ts';
import { frontMatterOf, parseMdx } from './parse-mdx.ts';
import { includeParts, type PartsOptions } from './parts.ts';
import { collectProblems, failOn } from './problems.ts';
import { type CodeBlock, readGuide } from './read-guide.ts';
import type { RunbookOnPage } from './runbook-on-page.ts';
import { validateDirectives, validateNoGuideElements } from './validate.ts';

/**
 * An executable `bash` block as it stands in the guide: `{{input}}` and `{{document}}` not filled
 * in.
 */
export interface GuideBlock {
  /** Undefined: part of every method. */
  method: Method | undefined;
  /** The path it is on, by the values of choices; undefined: on every path of its step. */
  when?: When;
  code: string;
  /** Input whose value the block prints. */
  output?: string;
  /** Why it is not run. */
  skip?: string;
  /** Where the fence stands, when that is a part which the guide includes. */
  file?: string;
  /** Line of the fence in its file. */
  line: number;
}

export interface Guide {
  runbook: string;
  /** The page as it is written, and the parts it includes. */
  text: string;
  steps: { id: string; line: number; blocks: GuideBlock[] }[];
  /** Methods that its steps offer, in the order of their tabs. */
  methods: Method[];
  /** Only skipped ones: any other is an error. */
  blocksOutsideSteps: GuideBlock[];
}

/**
 * Reads a guide for the runner that executes it, from a file or from its text. With `runbooks` it
 * makes the same demands as the build and throws the same `GuideError`; without, it demands only a
 * runbook in the front matter.
 */
export function parseGuide(
  fileOrSource: string,
  runbooks?: Readonly<Record<string, RunbookOnPage>>,
  parts: PartsOptions = {},
): Guide {
  const isFile = !fileOrSource.includes('\n') && existsSync(fileOrSource);
  const source = isFile ? readFileSync(fileOrSource, 'utf8') : fileOrSource;
  const tree = parseMdx(source);
  const frontMatter = frontMatterOf(tree);
  if (typeof frontMatter.runbook !== 'string') {
    throw new Error(
      `${isFile ? fileOrSource : 'This page'} names no runbook. Add "runbook: <provider>/<workflow>" to its front matter.`,
    );
  }
  const problems = collectProblems();
  includeParts(tree, isFile ? fileOrSource : 'page', problems, parts);
  const guide = readGuide(tree);
  if (runbooks) {
    validateDirectives(tree, problems);
    const runbook = findRunbook(frontMatter.runbook, runbooks, tree, problems);
    if (runbook) validateGuide(tree, source, namesOf(runbook, runbooks), problems, guide);
  }
  failOn(isFile ? fileOrSource : 'page', problems);
  return {
    runbook: frontMatter.runbook,
    text: [source, ...originsIn(tree).map((origin) => origin.source)].join('\n'),
    steps: guide.steps.map((step) => ({
      id: step.id ?? '',
      line: step.node.position?.start.line ?? 0,
      blocks: executable(step.blocks),
    })),
    methods: methodsIn(tree),
    blocksOutsideSteps: executable(guide.outside),
  };
}

/**
 * The guide on a page of the site; undefined when its front matter names no runbook. Makes the same
 * demands on either as the build does, and throws the same `GuideError`.
 */
export function parsePage(
  file: string,
  runbooks: Readonly<Record<string, RunbookOnPage>>,
): Guide | undefined {
  const tree = parseMdx(readFileSync(file, 'utf8'));
  if (frontMatterOf(tree).runbook !== undefined) return parseGuide(file, runbooks);
  const problems = collectProblems();
  includeParts(tree, file, problems);
  validateDirectives(tree, problems);
  validateNoGuideElements(tree, problems);
  failOn(file, problems);
  return undefined;
}

function methodsIn(tree: Root): Method[] {
  const ids = new Set<string | null | undefined>();
  visit(tree, 'containerDirective', (node) => {
    if (node.name === 'method') ids.add(node.attributes?.id);
  });
  return methods.filter((method) => ids.has(method));
}

function executable(blocks: readonly CodeBlock[]): GuideBlock[] {
  return blocks
    .filter(({ node }) => node.lang === 'bash')
    .map(({ node, meta, method, when }) => ({
      method,
      ...(when ? { when } : {}),
      code: node.value,
      ...(meta.output !== undefined ? { output: meta.output } : {}),
      ...(meta.skip !== undefined ? { skip: meta.skip } : {}),
      file: originOf(node)?.file,
      line: node.position?.start.line ?? 0,
    }));
}
