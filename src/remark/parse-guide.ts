import { existsSync, readFileSync } from 'node:fs';
import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse as parseYaml } from 'yaml';
import type { When } from '../page/paths.ts';
import type { Method } from '../page/vocabulary.ts';
import { findRunbook, namesOf, validateGuide } from './index.ts';
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
  /** Line of the fence in the file. */
  line: number;
}

export interface Guide {
  runbook: string;
  steps: { id: string; line: number; blocks: GuideBlock[] }[];
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
  const guide = readGuide(tree);
  if (runbooks) {
    const problems = collectProblems();
    validateDirectives(tree, problems);
    const runbook = findRunbook(frontMatter.runbook, runbooks, tree, problems);
    if (runbook) validateGuide(tree, source, namesOf(runbook), problems, guide);
    failOn(isFile ? fileOrSource : 'page', problems);
  }
  return {
    runbook: frontMatter.runbook,
    steps: guide.steps.map((step) => ({
      id: step.id ?? '',
      line: step.node.position?.start.line ?? 0,
      blocks: executable(step.blocks),
    })),
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
  validateDirectives(tree, problems);
  validateNoGuideElements(tree, problems);
  failOn(file, problems);
  return undefined;
}

/**
 * The tree of a page as the build sees it. Heading ids (`## Title {#id}`) are escaped first, as
 * Docusaurus does: in MDX they would be expressions.
 */
export function parseMdx(source: string): Root {
  const escaped = source.replace(/^(#{1,6} .*?)\{(#[\w-]+)\}[ \t]*$/gm, '$1\\{$2}');
  return unified()
    .use(remarkParse)
    .use(remarkMdx)
    .use(remarkFrontmatter)
    .use(remarkDirective)
    .parse(escaped);
}

/** The YAML at the top of a page; empty when there is none. */
export function frontMatterOf(tree: Root): Record<string, unknown> {
  const [first] = tree.children;
  return first?.type === 'yaml' ? ((parseYaml(first.value) ?? {}) as Record<string, unknown>) : {};
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
      line: node.position?.start.line ?? 0,
    }));
}
