import type { Code, InlineCode, Link, Root } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import type { Node } from 'unist';
import { visit } from 'unist-util-visit';
import type { InputDefinition } from '../inputs/define-input.ts';
import { placeholdersIn } from '../inputs/expand.ts';
import {
  admonitions,
  guideContainers,
  guideLeaves,
  guideTexts,
  shellLookalikes,
} from '../page/vocabulary.ts';
import { isMethod, methods } from '../providers/methods.ts';
import { type Origin, originOf, originsIn, setOrigin } from './origins.ts';
import { problemsOf, whenOf } from './paths.ts';
import { oneOf, type Problems } from './problems.ts';
import type { CodeBlock, ReadGuide } from './read-guide.ts';

/**
 * What a guide may name: the steps of its runbook in order, its inputs, its documents and texts.
 */
export interface Names {
  runbook: string;
  steps: readonly string[];
  inputs: readonly string[];
  documents: readonly string[];
  /** Inputs that open an account: never in code, links or prose. */
  secrets: readonly string[];
  definitions: Readonly<Record<string, InputDefinition>>;
  /** Steps after which the cloud takes time. */
  waiting: readonly string[];
  /** All guides, whose durations may be named. */
  guides: readonly string[];
}

type Directive = ContainerDirective | LeafDirective | TextDirective;

/**
 * Directives nobody knows, on any page. Text directives without label and attributes are ordinary
 * text (`10:30`) and fine.
 */
export function validateDirectives(tree: Root, problems: Problems): void {
  visit(tree, (node: Node) => {
    const directive = node as Directive;
    if (
      node.type === 'containerDirective' &&
      ![...guideContainers, ...admonitions].includes(directive.name as never)
    ) {
      problems.add(
        node,
        `":::${directive.name}" is not a block this site knows.`,
        `Use ${oneOf([...guideContainers, ...admonitions])}.`,
      );
    }
    if (node.type === 'leafDirective' && !guideLeaves.includes(directive.name as never)) {
      problems.add(
        node,
        `"::${directive.name}" is not an element this site knows.`,
        `Use ${oneOf(guideLeaves)}.`,
      );
    }
    if (node.type === 'textDirective' && !guideTexts.includes(directive.name as never)) {
      const plain =
        directive.children.length === 0 && Object.keys(directive.attributes ?? {}).length === 0;
      if (!plain) {
        problems.add(
          node,
          `":${directive.name}[…]" is not an element this site knows.`,
          `Use ":value[input]", ":step[id]" or ":duration", or write "\\:" if the colon is just a colon.`,
        );
      }
    }
  });
}

/**
 * Guide elements, and commands that nothing would run, on a page whose front matter names no
 * runbook.
 */
export function validateNoGuideElements(tree: Root, problems: Problems): void {
  visit(tree, (node: Node) => {
    const { name } = node as Directive;
    if (node.type === 'code' && isShell((node as Code).lang)) {
      problems.add(
        node,
        `Nothing runs this "${(node as Code).lang}" block: the page names no runbook.`,
        'Use "text" for what is only shown.',
      );
    }
    const isGuideElement =
      (node.type === 'containerDirective' && guideContainers.includes(name as never)) ||
      (node.type === 'leafDirective' && guideLeaves.includes(name as never)) ||
      (node.type === 'textDirective' && guideTexts.includes(name as never));
    if (isGuideElement) {
      problems.add(
        node,
        `"${name}" needs a runbook, and this page names none.`,
        'Add "runbook: <provider>/<workflow>" to the front matter.',
      );
    }
  });
}

/** Steps: each of the runbook's once, in its order, with one check and no heading of its own. */
export function validateSteps(
  tree: Root,
  guide: ReadGuide,
  names: Names,
  problems: Problems,
): void {
  for (const node of guide.nested) {
    problems.add(
      node,
      'A step stands inside another step.',
      'Close the outer step with as many colons as it was opened with, before this one.',
    );
  }
  const seen: string[] = [];
  for (const step of guide.steps) {
    const { node, id } = step;
    if (id === undefined) {
      problems.add(
        node,
        'This step has no id.',
        `Write ":::step{#id}" with one of ${oneOf(names.steps)}.`,
      );
      continue;
    }
    if (!names.steps.includes(id)) {
      problems.add(
        node,
        `The runbook "${names.runbook}" has no step "${id}".`,
        `Use one of ${oneOf(names.steps)}, or add it to the runbook.`,
      );
    } else if (seen.includes(id)) {
      problems.add(
        node,
        `The step "${id}" is already on this page.`,
        'Join the two, or give one of them another id.',
      );
    } else seen.push(id);

    for (const heading of step.headings) {
      problems.add(
        heading,
        `The step "${id}" has a "${'#'.repeat(heading.depth)}" heading of its own: its title stands in the runbook.`,
        'Take the heading out, or put its words into "title" of the step; use "###" within a step.',
      );
    }
    const [check, another] = step.checks;
    if (!check)
      problems.add(
        node,
        `The step "${id}" has no check.`,
        'Write "::check" where the reader has done everything.',
      );
    else if (another)
      problems.add(another.node, `The step "${id}" has two checks.`, 'Keep one "::check".');
    else if (!check.direct) {
      problems.add(
        check.node,
        `The check of step "${id}" stands inside another block.`,
        'Move "::check" out of it, directly into the step.',
      );
    }
  }
  const expected = names.steps.filter((id) => seen.includes(id));
  const misplaced = seen.findIndex((id, index) => id !== expected[index]);
  if (misplaced >= 0) {
    const at = guide.steps.find((step) => step.id === seen[misplaced]);
    problems.add(
      at?.node,
      `The step "${seen[misplaced]}" is out of order.`,
      `The runbook's order is ${names.steps.join(', ')}.`,
    );
  }
  for (const id of names.steps.filter((step) => !seen.includes(step))) {
    problems.add(
      guide.steps.at(-1)?.node ?? tree,
      `The step "${id}" of the runbook is missing.`,
      `Add ":::step{#${id}}" to the page, or take it out of the runbook.`,
    );
  }
  visit(tree, 'leafDirective', (node: LeafDirective) => {
    const inStep = guide.steps.some((step) => step.checks.some((check) => check.node === node));
    if (node.name === 'check' && !inStep)
      problems.add(node, 'This check belongs to no step.', 'Move it into a ":::step{#id}".');
  });
}

/** Paths: choices of the runbook and options they have; steps have theirs in the runbook. */
export function validatePaths(
  tree: Root,
  guide: ReadGuide,
  names: Names,
  problems: Problems,
): void {
  visit(tree, 'containerDirective', (node: ContainerDirective) => {
    if (node.name !== 'when') return;
    const when = whenOf(node);
    if (Object.keys(when).length === 0) {
      problems.add(
        node,
        'This "when" names no path.',
        'Write ":::when{input="option another"}" with a choice of the runbook.',
      );
    }
    for (const { what, fix } of problemsOf(when, names.definitions)) problems.add(node, what, fix);
  });
  for (const node of guide.conditional) {
    problems.add(
      node,
      'A step stands inside "when".',
      'Move it out, and say in the runbook on which path it is: "when" of the step.',
    );
  }
}

/** Methods: only known ones, each once, only inside a group. */
export function validateMethods(tree: Root, problems: Problems): void {
  visit(tree, 'containerDirective', (node: ContainerDirective, _index, parent) => {
    if (node.name === 'method') {
      if (!isMethod(node.attributes?.id)) {
        problems.add(
          node,
          `"${node.attributes?.id ?? ''}" is not a method.`,
          `Write ":::method{#id}" with one of ${oneOf(methods)}.`,
        );
      }
      if ((parent as ContainerDirective | undefined)?.name !== 'methods') {
        problems.add(
          node,
          'A method stands outside "methods".',
          'Put a ":::methods" with one more colon around it and its siblings.',
        );
      }
    }
    if (node.name !== 'methods') return;
    const ids: unknown[] = [];
    for (const child of node.children) {
      if (child.type !== 'containerDirective' || child.name !== 'method') {
        problems.add(
          child,
          'Only methods can stand inside "methods".',
          'Move this into a ":::method{#id}", or out of the group.',
        );
      } else if (ids.includes(child.attributes?.id)) {
        problems.add(
          child,
          `The method "${child.attributes?.id}" is already in this group.`,
          'Join the two.',
        );
      } else ids.push(child.attributes?.id);
    }
  });
}

/** Names behind `{{…}}`, `:value[…]`, `::inputs{only="…"}` and `output="…"`. */
export function validateNames(tree: Root, names: Names, problems: Problems): void {
  const secret = (node: Node, name: string): boolean => {
    if (!names.secrets.includes(name)) return false;
    problems.add(
      node,
      `"${name}" is a secret: it is shown nowhere and goes into no command.`,
      'Let a command read it from a file, or print it where it is made with output="…".',
    );
    return true;
  };
  const inputOnly = (node: Node, text: string) => {
    for (const name of placeholdersIn(text)) {
      if (secret(node, name) || names.inputs.includes(name)) continue;
      const hint = names.documents.includes(name)
        ? ' Documents can only stand in code blocks.'
        : '';
      problems.add(
        node,
        `"{{${name}}}" is not an input of "${names.runbook}".${hint}`,
        `Use one of ${oneOf(names.inputs)}.`,
      );
    }
  };
  const input = (node: Node, name: string) => {
    if (!names.inputs.includes(name)) {
      problems.add(
        node,
        `"${name}" is not an input of "${names.runbook}".`,
        `Use one of ${oneOf(names.inputs)}.`,
      );
    }
  };
  visit(tree, (node: Node) => {
    if (node.type === 'code') {
      for (const name of placeholdersIn((node as Code).value)) {
        if (secret(node, name) || names.inputs.includes(name) || names.documents.includes(name))
          continue;
        problems.add(
          node,
          `"{{${name}}}" is neither an input nor a document of "${names.runbook}".`,
          `Inputs are ${oneOf(names.inputs)}; documents are ${oneOf(names.documents)}.`,
        );
      }
    } else if (node.type === 'inlineCode') inputOnly(node, (node as InlineCode).value);
    else if (node.type === 'link') inputOnly(node, safeDecode((node as Link).url));
    else if (node.type === 'textDirective' && (node as TextDirective).name === 'value') {
      if (!secret(node, textOf(node))) input(node, textOf(node));
    } else if (node.type === 'textDirective' && (node as TextDirective).name === 'step') {
      if (!names.steps.includes(textOf(node)))
        problems.add(
          node,
          `The runbook "${names.runbook}" has no step "${textOf(node)}".`,
          `Write ":step[id]" with one of ${oneOf(names.steps)}.`,
        );
    } else if (node.type === 'textDirective' && (node as TextDirective).name === 'duration') {
      validateDuration(node as TextDirective, names, problems);
    } else if (node.type === 'leafDirective' && (node as LeafDirective).name === 'inputs') {
      const only = (node as LeafDirective).attributes?.only;
      for (const name of only?.split(/[\s,]+/).filter(Boolean) ?? []) input(node, name);
    } else if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression') {
      const name = /^\s*\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}\s*$/.exec(
        (node as unknown as { value: string }).value,
      )?.[1];
      if (name)
        problems.add(
          node,
          `"{{${name}}}" stands in prose, where it is not a placeholder.`,
          `Write ":value[${name}]".`,
        );
    }
  });
}

/** `:duration` of the guide, `:duration[step]`, `:duration{of="another/guide"}`. */
function validateDuration(node: TextDirective, names: Names, problems: Problems): void {
  const { of, ...others } = node.attributes ?? {};
  const step = textOf(node);
  if (step && !names.waiting.includes(step))
    problems.add(
      node,
      `After "${step}" the runbook "${names.runbook}" waits for nothing.`,
      `Steps with "waitHours" are ${oneOf(names.waiting)}.`,
    );
  if (typeof of === 'string' && !names.guides.includes(of))
    problems.add(node, `There is no runbook "${of}".`, `Use one of ${oneOf(names.guides)}.`);
  if (Object.keys(others).length > 0 || (step && of !== undefined))
    problems.add(
      node,
      'This duration says neither whose it is nor after which step.',
      'Write ":duration", ":duration[step]" or ":duration{of="provider/workflow"}".',
    );
}

/**
 * Fences: languages, meta words, and that the runner of the guides reaches each that looks
 * executable.
 */
export function validateCode(
  tree: Root,
  source: string,
  guide: ReadGuide,
  names: Names,
  problems: Problems,
): void {
  const blocks: CodeBlock[] = [...guide.steps.flatMap((step) => step.blocks), ...guide.outside];
  const languages = 'Use "bash" for commands that CI shall run, or "text" for what is only shown.';
  for (const { node, meta, unknownMeta } of blocks) {
    if (!node.lang)
      problems.add(
        node,
        'This block names no language, so nobody knows whether to run it.',
        languages,
      );
    else if (node.lang !== 'bash' && isShell(node.lang))
      problems.add(node, `Nothing runs a "${node.lang}" block.`, languages);
    for (const word of unknownMeta) {
      const allowed = node.lang === 'bash' ? ['title', 'output', 'skip'] : ['title'];
      problems.add(
        node,
        `"${word}" is not a word a "${node.lang ?? 'text'}" block knows.`,
        `Use ${oneOf(allowed)}, as in title="…".`,
      );
    }
    if (meta.skip !== undefined && meta.skip.trim() === '') {
      problems.add(
        node,
        'This block is skipped without a reason.',
        'Write skip="why CI cannot run it".',
      );
    }
    if (meta.output !== undefined && !names.inputs.includes(meta.output)) {
      problems.add(
        node,
        `"${meta.output}" is not an input of "${names.runbook}".`,
        `output="…" takes one of ${oneOf(names.inputs)}.`,
      );
    }
  }
  for (const { node, meta } of guide.outside) {
    if (node.lang === 'bash' && meta.skip === undefined) {
      problems.add(
        node,
        'This bash block belongs to no step, so CI would never run it.',
        'Move it into a step, or write skip="reason".',
      );
    }
  }
  visit(tree, ['mdxJsxFlowElement', 'mdxJsxTextElement'], (node: Node) => {
    const { name } = node as { name?: string | null };
    if (name === 'CodeBlock' || name === 'pre')
      problems.add(
        node,
        `The runner of the guides does not see code in <${name}>.`,
        'Write a fence.',
      );
  });
  validateReach(tree, source, problems);
}

/** `bash` in any spelling (`Bash`, `bash{1,3}`), and what looks like it. */
function isShell(lang: string | null | undefined): boolean {
  const word = /^[a-z0-9-]*/.exec((lang ?? '').toLowerCase())?.[0] ?? '';
  return word === 'bash' || shellLookalikes.includes(word as never);
}

const bashFence = /^[\s>*+\-\d.]*(`{3,}|~{3,})\s*bash\b/i;

/**
 * A line that opens a bash fence but is not in the tree as code is in a comment or swallowed by
 * something else.
 */
function validateReach(tree: Root, source: string, problems: Problems): void {
  for (const origin of [undefined, ...originsIn(tree)]) {
    const covered = linesOfCode(tree, origin);
    (origin?.source ?? source).split('\n').forEach((text, index) => {
      const line = index + 1;
      if (!bashFence.test(text) || covered.has(line)) return;
      const point = { line, column: 1 };
      problems.add(
        setOrigin({ type: 'text', position: { start: point, end: point } } as Node, origin),
        'The runner of the guides does not see this bash block.',
        'Take it out of the comment or element it is in, or delete it.',
      );
    });
  }
}

/** Lines of fences that stand in this part, or in the page itself. */
function linesOfCode(tree: Root, origin: Origin | undefined): Set<number> {
  const lines = new Set<number>();
  visit(tree, 'code', (node: Code) => {
    if (originOf(node) !== origin) return;
    const { start, end } = node.position ?? { start: { line: 0 }, end: { line: -1 } };
    for (let line = start.line; line <= end.line; line += 1) lines.add(line);
  });
  return lines;
}

/** Micromark keeps `{{name}}` in URLs, other tools percent-encode it. */
export function safeDecode(url: string): string {
  return url.replace(/%7B%7B([A-Za-z][A-Za-z0-9]*)%7D%7D/gi, '{{$1}}');
}
