import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse as parseYaml } from 'yaml';

/** The tree of a page as the build sees it. */
export function parseMdx(source: string): Root {
  return parseEscaped(escapeHeadingIds(source));
}

/** The tree of a text whose heading ids are escaped. */
export function parseEscaped(source: string): Root {
  return unified()
    .use(remarkParse)
    .use(remarkMdx)
    .use(remarkFrontmatter)
    .use(remarkDirective)
    .parse(source);
}

/**
 * Escapes heading ids (`## Title {#id}`), as Docusaurus does: in MDX they would be expressions.
 */
export function escapeHeadingIds(source: string): string {
  return source.replace(/^(#{1,6} .*?)\{(#[\w-]+)\}[ \t]*$/gm, '$1\\{$2}');
}

/** The YAML at the top of a page; empty when there is none. */
export function frontMatterOf(tree: Root): Record<string, unknown> {
  const [first] = tree.children;
  return first?.type === 'yaml' ? ((parseYaml(first.value) ?? {}) as Record<string, unknown>) : {};
}
