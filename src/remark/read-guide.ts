import type { Code, Heading, Root } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import type { Node, Parent } from 'unist';
import { type CodeMeta, parseCodeMeta } from '../page/code-meta.ts';
import type { When } from '../page/paths.ts';
import { isMethod, type Method } from '../providers/methods.ts';
import { both, whenOf } from './paths.ts';

export interface CodeBlock {
  node: Code;
  meta: CodeMeta;
  unknownMeta: string[];
  /** Undefined: outside methods, so part of all of them. */
  method: Method | undefined;
  /** Undefined: on every path of its step. */
  when?: When;
}

export interface GuideStep {
  node: ContainerDirective;
  id: string | undefined;
  /** `#` and `##` headings: the step's own comes from the runbook, so there may be none. */
  headings: Heading[];
  checks: { node: LeafDirective; direct: boolean }[];
  blocks: CodeBlock[];
}

export interface ReadGuide {
  steps: GuideStep[];
  /** Fenced blocks outside every step. */
  outside: CodeBlock[];
  /** Steps inside steps: never right. */
  nested: ContainerDirective[];
  /** Steps inside `when`: their path belongs to the runbook. */
  conditional: ContainerDirective[];
  /** Headings that are only on some paths. */
  paths: Map<Heading, When>;
}

/**
 * Finds the steps of a guide and the code blocks in them, wherever they are nested: lists, quotes,
 * admonitions, methods, JSX.
 */
export function readGuide(tree: Root): ReadGuide {
  const guide: ReadGuide = {
    steps: [],
    outside: [],
    nested: [],
    conditional: [],
    paths: new Map(),
  };
  walk(tree, { step: undefined, method: undefined, when: undefined, parent: undefined }, guide);
  return guide;
}

interface Place {
  step: GuideStep | undefined;
  method: Method | undefined;
  when: When | undefined;
  parent: Node | undefined;
}

function walk(node: Node, place: Place, guide: ReadGuide): void {
  let { step, method, when } = place;
  if (isContainer(node, 'step')) {
    if (when) guide.conditional.push(node);
    if (step) guide.nested.push(node);
    else {
      step = { node, id: node.attributes?.id ?? undefined, headings: [], checks: [], blocks: [] };
      guide.steps.push(step);
    }
  } else if (isContainer(node, 'method')) {
    method = isMethod(node.attributes?.id) ? node.attributes.id : method;
  } else if (isContainer(node, 'when')) {
    when = both(when, whenOf(node));
  } else if (node.type === 'heading') {
    if (step && (node as Heading).depth <= 2) step.headings.push(node as Heading);
    if (when) guide.paths.set(node as Heading, when);
  } else if (node.type === 'leafDirective' && (node as LeafDirective).name === 'check' && step) {
    step.checks.push({ node: node as LeafDirective, direct: place.parent === step.node });
  } else if (node.type === 'code') {
    const code = node as Code;
    const { meta, unknown } = parseCodeMeta(
      code.meta,
      code.lang === 'bash' ? ['title', 'output', 'skip'] : ['title'],
    );
    (step ? step.blocks : guide.outside).push({
      node: code,
      meta,
      unknownMeta: unknown,
      method,
      ...(when ? { when } : {}),
    });
  }
  for (const child of (node as Parent).children ?? [])
    walk(child, { step, method, when, parent: node }, guide);
}

export function isContainer(node: Node, name: string): node is ContainerDirective {
  return node.type === 'containerDirective' && (node as ContainerDirective).name === name;
}
