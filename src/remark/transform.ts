import { slug } from 'github-slugger';
import type { Code, Heading, InlineCode, Link, Root, RootContent, Text } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import type { Node, Parent } from 'unist';
import { EXIT, SKIP, visit } from 'unist-util-visit';
import type { PermissionStatements } from '../../runbooks/define-permissions.ts';
import type { InputKind } from '../inputs/define-input.ts';
import { expand, placeholdersIn } from '../inputs/expand.ts';
import { isSecret } from '../inputs/kinds.ts';
import { formatCodeMeta } from '../page/code-meta.ts';
import { sayHours, sayMinutes } from '../page/durations.ts';
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
import { guideTexts } from '../page/vocabulary.ts';
import methodLabel from '../providers/method-label.ts';
import { type Method, methods, panelFor } from '../providers/methods.ts';
import { flow, inline } from './jsx.ts';
import { originOf } from './origins.ts';
import { whenOf } from './paths.ts';
import type { ReadGuide } from './read-guide.ts';
import { makeRightsTable } from './rights-table.ts';
import type { RunbookOnPage } from './runbook-on-page.ts';
import { safeDecode } from './validate.ts';

/** `:30` of `10:30` and `:role` of an ARN parse as directives; they are text. */
export function restoreText(tree: Root, source: string): void {
  visit(tree, 'textDirective', (node: TextDirective, index, parent) => {
    if (guideTexts.includes(node.name as never) || !parent || index === undefined) return;
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    const value =
      start === undefined || end === undefined
        ? `:${node.name}`
        : (originOf(node)?.source ?? source).slice(start, end);
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
  insertHeadings(guide, runbook);
  const sections = nameHeadings(tree, guide, runbook);
  const steps = pageSteps(runbook);
  fillDocuments(tree, guide, runbook);
  replaceInline(tree, runbook, extras);
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

/** Every step begins with its title, which the runbook says. */
function insertHeadings(guide: ReadGuide, runbook: RunbookOnPage): void {
  for (const { id = '', node, headings } of guide.steps) {
    const value = runbook.steps[id]?.title ?? id;
    const heading: Heading = { type: 'heading', depth: 2, children: [{ type: 'text', value }] };
    node.children.unshift(heading);
    headings.push(heading);
  }
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

function replaceInline(tree: Root, runbook: RunbookOnPage, extras: Extras): void {
  visit(tree, (node: Node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const put = (replacement: unknown) => {
      (parent as Parent).children[index] = replacement as Node;
      return SKIP;
    };
    if (node.type === 'textDirective' && (node as TextDirective).name === 'step')
      return put(linkToStep(textOf(node), runbook));
    if (node.type === 'textDirective' && (node as TextDirective).name === 'duration')
      return put(sayDuration(node as TextDirective, runbook, extras));
    if (node.type === 'textDirective') return put(inline('Value', { input: textOf(node) }));
    if (node.type === 'inlineCode' && placeholdersIn((node as InlineCode).value).length > 0) {
      return put(inline('ValueCode', { text: (node as InlineCode).value }));
    }
    if (node.type === 'link') {
      const href = safeDecode((node as Link).url);
      if (placeholdersIn(href).length > 0) {
        replaceInline({ type: 'root', children: (node as Link).children } as Root, runbook, extras);
        return put(inline('ValueLink', { href }, (node as Link).children));
      }
    }
    return undefined;
  });
}

/** A step is called by its title wherever the page leads to it. */
function linkToStep(id: string, { steps }: RunbookOnPage): Link {
  const children: Link['children'] = [{ type: 'text', value: steps[id]?.title ?? id }];
  return { type: 'link', url: `#${id}`, children };
}

/** How long this guide takes, another one, or the cloud after a step. */
function sayDuration(node: TextDirective, { id, steps }: RunbookOnPage, { minutes }: Extras): Text {
  const step = steps[textOf(node)];
  const value = step
    ? sayHours(step.waitHours ?? 0)
    : sayMinutes(minutes(node.attributes?.of ?? id));
  return { type: 'text', value };
}

/** What a runbook shows besides its steps. */
export interface Extras {
  permissions: PermissionStatements;
  /** What the trust diagram draws. */
  drawing: object;
  /** How long a guide takes, by its id. */
  minutes: (runbook: string) => number;
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

function leaf(node: LeafDirective, { permissions, drawing, firstForm, runbook }: Page): Node {
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
    case 'rights':
      return makeRightsTable(runbook);
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
