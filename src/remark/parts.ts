import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Root } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import type { Node, Parent } from 'unist';
import { visit } from 'unist-util-visit';
import { type Origin, originOf, setOrigin } from './origins.ts';
import { escapeHeadingIds, parseEscaped } from './parse-mdx.ts';
import { oneOf, type Problems } from './problems.ts';

/** Where the parts are, and how to read one. */
export interface PartsOptions {
  /** Holds `<name>.mdx` for each part. Default: `docs/_parts`. */
  folder?: string;
  /** Messages name files relative to it. Default: the working directory. */
  root?: string;
  /** Parses a text whose heading ids are escaped. Default: as the build does, without tables. */
  parse?: (source: string) => Root;
}

const partsFolder = new URL('../../docs/_parts/', import.meta.url).pathname;

/**
 * Puts parts into a page, before anything else reads it: what stands in a part is checked, run and
 * shown like the page's own. Attributes are the part's parameters; they are put into its text
 * before it is parsed, so they may stand in code and in directives too.
 *
 *     ::include{part="sign-in"      ← docs/_parts/sign-in.mdx:
 *       cloud="AWS"}                   Sign in to :param[cloud].
 *
 * @param page The page as messages name it.
 */
export function includeParts(
  tree: Root,
  page: string,
  problems: Problems,
  options: PartsOptions = {},
): void {
  includeInto(tree, { page, problems, options, within: [] });
}

interface Including {
  page: string;
  problems: Problems;
  options: PartsOptions;
  /** Names of the parts that are being included, outermost first. */
  within: readonly string[];
}

function includeInto(tree: Root, including: Including): void {
  visit(tree, 'leafDirective', (node: LeafDirective, index, parent) => {
    if (node.name !== 'include' || !parent || index === undefined) return undefined;
    const children = readPart(node, including);
    if (!children) return undefined;
    (parent as Parent).children.splice(index, 1, ...children);
    return index + children.length;
  });
}

/** The nodes of a part; undefined when it cannot be included, which is among the problems then. */
function readPart(node: LeafDirective, including: Including): Node[] | undefined {
  const { page, problems, options, within } = including;
  const { folder = partsFolder, root = process.cwd(), parse = parseEscaped } = options;
  const { part: name, ...parameters } = node.attributes ?? {};
  const file = name && path.join(folder, `${name}.mdx`);
  if (!name || !file || !existsSync(file)) {
    problems.add(
      node,
      name ? `There is no part "${name}".` : 'This include names no part.',
      `Write ::include{part="…"} with one of ${oneOf(listParts(folder))}, or add it to ${path.relative(root, folder)}.`,
    );
    return undefined;
  }
  if (within.includes(name)) {
    problems.add(
      node,
      `The part "${name}" includes itself: ${[...within, name].join(', ')}.`,
      'Take one of these includes out.',
    );
    return undefined;
  }
  const text = fillIn(readFileSync(file, 'utf8'), name, parameters, node, problems);
  const source = escapeHeadingIds(text);
  const tree = parse(source);
  const line = node.position?.start.line ?? 1;
  const origin: Origin = {
    file: path.relative(root, file),
    source,
    includedAt: `${originOf(node)?.file ?? page}:${line}`,
  };
  visit(tree, (inner: Node) => {
    setOrigin(inner, origin);
  });
  includeInto(tree, { ...including, within: [...within, name] });
  return tree.children;
}

const parameter = /:param\[([\w-]+)\]/g;

/** Every parameter must be given, and every one given be used. */
function fillIn(
  text: string,
  part: string,
  given: Readonly<Record<string, string | null | undefined>>,
  node: LeafDirective,
  problems: Problems,
): string {
  const used = new Set([...text.matchAll(parameter)].map(([, name]) => name as string));
  for (const name of used) {
    if (typeof given[name] !== 'string')
      problems.add(
        node,
        `The part "${part}" needs "${name}".`,
        `Write ${name}="…" into the include.`,
      );
  }
  for (const name of Object.keys(given)) {
    if (!used.has(name))
      problems.add(
        node,
        `The part "${part}" has no place for "${name}".`,
        used.size > 0 ? `It takes ${oneOf([...used])}.` : 'It takes nothing but its name.',
      );
  }
  return text.replace(parameter, (_, name: string) => given[name] ?? '');
}

/** Names of all parts. */
function listParts(folder = partsFolder): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => file.slice(0, -'.mdx'.length))
    .sort();
}

/** Parts that no page and no other part includes. */
export function findUnusedParts(docs: string, folder = path.join(docs, '_parts')): string[] {
  const texts = readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.mdx?$/.test(file))
    .map((file) => readFileSync(path.join(docs, file), 'utf8'));
  const included = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/::include\{[^}]*part="([^"]+)"/g)].map(([, name]) => name),
    ),
  );
  return listParts(folder).filter((name) => !included.has(name));
}
