import { slug } from 'github-slugger';
import type { Code, Heading, InlineCode, Link, Root, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import type { Node, Parent } from 'unist';
import { EXIT, SKIP, visit } from 'unist-util-visit';
import type { InputKind } from '../inputs/define-input.ts';
import { expand, placeholdersIn } from '../inputs/expand.ts';
import { isSecret } from '../inputs/kinds.ts';
import { formatCodeMeta } from '../page/code-meta.ts';
import {
  type PageSection,
  type PageStep,
  pageClouds,
  pageInputs,
  pageSteps,
  pageTexts,
  pageVantages,
} from '../page/guide-data.ts';
import { whenWords } from '../page/paths.ts';
import { type Method, methodLabel, methods, panelFor } from '../page/vocabulary.ts';
import { flow, inline } from './jsx.ts';
import { whenOf } from './paths.ts';
import type { ReadGuide } from './read-guide.ts';
import type { RunbookOnPage } from './runbook-on-page.ts';
import { safeDecode } from './validate.ts';

/** A reason for each action the role may do; shown by `::permissions`. */
export type PermissionStatements = readonly {
  /** Name of the statement, where the policy has some. */
  sid?: string;
  /** What the statement as a whole is for. */
  purpose: string;
  /** `*`, or what the actions are limited to. */
  resource: string;
  actions: readonly { action: string; reason: string; writes?: boolean }[];
}[];

/** `:30` of `10:30` and `:role` of an ARN parse as directives; they are text. */
export function restoreText(tree: Root, source: string): void {
  visit(tree, 'textDirective', (node: TextDirective, index, parent) => {
    if (node.name === 'value' || !parent || index === undefined) return;
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    const value =
      start === undefined || end === undefined ? `:${node.name}` : source.slice(start, end);
    (parent as Parent).children[index] = { type: 'text', value } as Node;
  });
}

/**
 * Turns the directives of a valid guide into elements, fills documents into code, and wraps the
 * page into `<Guide>`.
 */
export function transformGuide(
  tree: Root,
  guide: ReadGuide,
  runbook: RunbookOnPage,
  extras: Extras,
): void {
  const sections = nameHeadings(tree, guide, runbook);
  // The page's own headings: the reader knows a step by what stands above it.
  const steps = pageSteps(runbook).map((step) => ({
    ...step,
    title: sections.find(({ id }) => id === step.id)?.title ?? step.title,
  }));
  fillDocuments(tree, guide, runbook);
  replaceInline(tree);
  replaceBlocks(tree, { ...extras, steps, runbook, firstForm: firstFormOf(tree) });
  const outer = tree.children.filter((node) => !staysAtRoot(node));
  const root = tree.children.filter(staysAtRoot);
  const page = {
    runbook: runbook.id,
    provider: runbook.provider,
    inputs: pageInputs(runbook),
    clouds: pageClouds(runbook),
    steps,
    sections,
    vantages: pageVantages(runbook),
    ...(runbook.texts ? { texts: pageTexts(runbook) } : {}),
  };
  const wrapper = flow('Guide', page, outer);
  tree.children = [...root, wrapper as unknown as RootContent];
}

/** Front matter, imports and the title are looked for at the root by Docusaurus. */
function staysAtRoot(node: RootContent): boolean {
  return (
    node.type === 'yaml' ||
    (node.type as string) === 'mdxjsEsm' ||
    (node.type === 'heading' && node.depth === 1)
  );
}

/** Ids of all `##` headings: a step's is the step's id. Returns them in order, for the rail. */
function nameHeadings(tree: Root, guide: ReadGuide, runbook: RunbookOnPage): PageSection[] {
  const sections: PageSection[] = [];
  visit(tree, 'heading', (node: Heading) => {
    if (node.depth !== 2) return;
    const step = guide.steps.find((candidate) => candidate.headings.includes(node));
    const last = node.children.at(-1);
    const classic = last?.type === 'text' ? /\s*\{#([^}\s]+)\}\s*$/.exec(last.value) : null;
    if (last?.type === 'text' && classic) last.value = last.value.slice(0, classic.index);
    const title = textOf(node);
    const id = step?.id ?? classic?.[1] ?? slug(title);
    node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } };
    const when = step ? runbook.steps[step.id ?? '']?.when : guide.paths.get(node);
    sections.push({ id, title, ...(when ? { when } : {}) });
  });
  return sections;
}

function fillDocuments(tree: Root, guide: ReadGuide, runbook: RunbookOnPage): void {
  const names = Object.keys(runbook.inputs).filter(
    (name) => !isSecret(runbook.inputs[name]?.kind as InputKind),
  );
  const placeholders = Object.fromEntries(names.map((name) => [name, `{{${name}}}`]));
  const documents = Object.fromEntries(
    Object.entries(runbook.documents).map(([name, make]) => [
      name,
      make(placeholders).replace(/\n$/, ''),
    ]),
  );
  const blocks = [...guide.steps.flatMap((step) => step.blocks), ...guide.outside];
  visit(tree, 'code', (node: Code) => {
    node.value = expand(node.value, documents);
    const block = blocks.find((candidate) => candidate.node === node);
    if (block) node.meta = formatCodeMeta(block.meta);
  });
}

function replaceInline(tree: Root): void {
  visit(tree, (node: Node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const put = (replacement: unknown) => {
      (parent as Parent).children[index] = replacement as Node;
      return SKIP;
    };
    if (node.type === 'textDirective') return put(inline('Value', { input: textOf(node) }));
    if (node.type === 'inlineCode' && placeholdersIn((node as InlineCode).value).length > 0) {
      return put(inline('ValueCode', { text: (node as InlineCode).value }));
    }
    if (node.type === 'link') {
      const href = safeDecode((node as Link).url);
      if (placeholdersIn(href).length > 0) {
        replaceInline({ type: 'root', children: (node as Link).children } as Root);
        return put(inline('ValueLink', { href }, (node as Link).children));
      }
    }
    return undefined;
  });
}

/** What a runbook shows besides its steps. */
export interface Extras {
  permissions: PermissionStatements;
  /** What the trust diagram draws. */
  drawing: object;
}

interface Page extends Extras {
  steps: readonly PageStep[];
  runbook: RunbookOnPage;
  /** The form that also says what is kept, and forgets it. */
  firstForm: Node | undefined;
}

function firstFormOf(tree: Root): Node | undefined {
  let first: Node | undefined;
  visit(tree, 'leafDirective', (node: LeafDirective) => {
    if (node.name !== 'inputs') return undefined;
    first = node;
    return EXIT;
  });
  return first;
}

function replaceBlocks(parent: Parent, page: Page): void {
  parent.children = parent.children.map((node) => {
    if ('children' in node) replaceBlocks(node as Parent, page);
    if (node.type === 'leafDirective') return leaf(node as LeafDirective, page) as Node;
    if (node.type === 'containerDirective')
      return container(node as ContainerDirective, page) as Node;
    return node;
  });
}

function leaf(node: LeafDirective, { permissions, drawing, firstForm }: Page): Node {
  switch (node.name) {
    case 'check':
      return flow('Check', {});
    case 'inputs':
      return flow('Inputs', {
        ...(node === firstForm ? { first: true } : {}),
        only: node.attributes?.only
          ?.split(/[\s,]+/)
          .filter(Boolean)
          .join(' '),
      });
    case 'permissions':
      return flow('Permissions', { statements: permissions });
    case 'trust-diagram':
      return flow('TrustDiagram', { drawing });
    case 'permission-chooser':
      return flow('PermissionChooser', {});
    case 'quick-create':
      return flow('QuickCreate', {});
    default:
      return node;
  }
}

function container(node: ContainerDirective, { steps, runbook }: Page): Node {
  if (node.name === 'when') {
    const when = whenOf(node);
    return flow('When', { when, condition: whenWords(when, runbook.inputs) }, node.children);
  }
  if (node.name === 'step') {
    const number = steps.findIndex((step) => step.id === node.attributes?.id);
    const [heading, ...body] = node.children;
    return flow('Step', { id: steps[number]?.id }, [
      flow('StepHeading', {}, [heading]),
      flow('StepBody', {}, body),
    ]);
  }
  if (node.name === 'methods') {
    const panels = node.children as ContainerDirective[];
    const ids = panels.map((panel) => panel.attributes?.id as Method);
    const ordered = methods.filter((method) => ids.includes(method));
    return flow(
      'Methods',
      {
        methods: ordered.map((id) => ({
          id,
          label: methodLabel(id, runbook.provider),
          shownFor: methods.filter((chosen) => panelFor(chosen, ordered) === id),
        })),
      },
      ordered.map((id) => flow('Method', { id }, panels[ids.indexOf(id)]?.children)),
    );
  }
  return node;
}
