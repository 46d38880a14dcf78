import type { Root } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { expandGuides, type GuideWay } from './expand-guides.ts';
import { parseMdx } from './parse-mdx.ts';

const use = { value: 'eco', label: 'Eco' };
const card = {
  id: 'aws/bill',
  provider: 'aws',
  label: 'AWS',
  product: 'Eco',
  title: 'AWS bill',
  text: 'A bucket. 5 minutes.',
};
const ways: GuideWay[] = [
  { use, cloud: { value: 'aws', label: 'AWS' }, guides: [card], note: 'Bring a key.' },
  { use, cloud: { value: 'gcp', label: 'Google Cloud' }, guides: [], note: 'Not yet.' },
];

function expand(source: string): { name: string; text: string; when: unknown; urls: string[] }[] {
  const tree: Root = parseMdx(source);
  expandGuides(tree, 'docs/spot/get-started.mdx', ways);
  return (tree.children as (ContainerDirective | LeafDirective)[]).map((node) => {
    const urls: string[] = [];
    visit(node, 'link', ({ url }) => void urls.push(url));
    return { name: node.name, text: textOf(node), when: node.attributes, urls };
  });
}

test('each use and cloud gets a part of the page, with its guides and its note', () => {
  expect(expand('::guides{use="product" cloud="where"}\n')).toEqual([
    {
      name: 'when',
      text: 'AWS, for Eco:AWS bill: A bucket. 5 minutes.Bring a key.',
      when: { product: 'eco', where: 'aws' },
      urls: ['../aws/bill.mdx'],
    },
    {
      name: 'when',
      text: 'Google Cloud, for Eco:Not yet.',
      when: { product: 'eco', where: 'gcp' },
      urls: [],
    },
  ]);
});

test('what stands around it stays', () => {
  const names = expand('::inputs\n\n::guides{use="product" cloud="where"}\n\n::check\n');
  expect(names.map(({ name }) => name)).toEqual(['inputs', 'when', 'when', 'check']);
});
