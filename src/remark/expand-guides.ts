import path from 'node:path';
import type { List, ListItem, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import type { Parent } from 'unist';
import { visit } from 'unist-util-visit';
import type { Way } from '../../runbooks/choose.ts';
import type { GuideCard } from '../../runbooks/define-card.ts';

/** Where the answers to the questions of the home page lead, as `::guides` lists it. */
export type GuideWay = Way<GuideCard>;

/**
 * Replaces `::guides{use="product" cloud="cloud"}` by what the cards of the workflows say: for each
 * use and cloud a part of the page that is shown when these inputs have these values, with links to
 * the guides of it. Runs before the page is read as a guide, so that what it writes is validated
 * like any other part.
 *
 *     ::guides{use="product"       :::when{product="eco" cloud="aws"}
 *       cloud="cloud"}         →   **AWS, for Eco:**
 *                                  - [AWS management account](../aws/management-account.mdx): …
 *                                  :::
 */
export function expandGuides(tree: Root, page: string, ways: readonly GuideWay[]): void {
  visit(tree, 'leafDirective', (node: LeafDirective, index, parent) => {
    if (node.name !== 'guides' || !parent || index === undefined) return undefined;
    const parts = ways.map((way) => writeWay(way, node, page));
    (parent as Parent).children.splice(index, 1, ...parts);
    return index + parts.length;
  });
}

function writeWay(
  { use, cloud, guides, note }: GuideWay,
  { attributes, position }: LeafDirective,
  page: string,
): ContainerDirective {
  const head = write([
    { type: 'strong', children: [{ type: 'text', value: `${cloud.label}, for ${use.label}:` }] },
  ]);
  const items = guides.map(
    (guide): ListItem => ({
      type: 'listItem',
      children: [
        write([
          {
            type: 'link',
            url: linkTo(guide.id, page),
            children: [{ type: 'text', value: guide.title }],
          },
          { type: 'text', value: `: ${guide.text}` },
        ]),
      ],
    }),
  );
  const list: List[] = items.length > 0 ? [{ type: 'list', spread: false, children: items }] : [];
  const notes = note ? [write([{ type: 'text', value: note }])] : [];
  return {
    type: 'containerDirective',
    name: 'when',
    attributes: {
      [attributes?.use ?? 'use']: use.value,
      [attributes?.cloud ?? 'cloud']: cloud.value,
    },
    children: [head, ...list, ...notes] as ContainerDirective['children'],
    position,
  };
}

function write(children: PhrasingContent[]): Paragraph & RootContent {
  return { type: 'paragraph', children };
}

/** As a writer would link it: by file, which Docusaurus resolves and proves. */
function linkTo(id: string, page: string): string {
  return path.posix.relative(path.posix.dirname(page), `docs/${id}.mdx`);
}
