import type { Root } from 'mdast';
import type { Node } from 'unist';
import { visit } from 'unist-util-visit';

/** Where a node comes from that does not stand in the page itself. */
export interface Origin {
  /** Of the part, as messages name it. */
  file: string;
  /** The part's text with its parameters filled in; positions of nodes are positions in it. */
  source: string;
  /** `file:line` of the include. */
  includedAt: string;
}

/** Kept apart from the nodes: nothing that prints a tree should print a whole part with each. */
const origins = new WeakMap<Node, Origin>();

/** The part that a node stands in; undefined: the page itself. */
export function originOf(node: Node | undefined): Origin | undefined {
  return node && origins.get(node);
}

/** Says of a node made by hand that it stands in a part. */
export function setOrigin<N extends Node>(node: N, origin: Origin | undefined): N {
  if (origin) origins.set(node, origin);
  return node;
}

/** Every include of a page once, nested ones too. */
export function originsIn(tree: Root): Origin[] {
  const found = new Set<Origin>();
  visit(tree, (node: Node) => {
    const origin = origins.get(node);
    if (origin) found.add(origin);
  });
  return [...found];
}
