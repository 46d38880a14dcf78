import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { placeholdersIn } from '../../src/inputs/expand.ts';
import { type FirstDraft, firstDrafts } from './first-drafts.ts';

/** What cannot be begun, and what to do instead. */
export class Refusal extends Error {}

/** Templates by the file that they make; a slot is `<<name>>`. */
function filesOf(id: string): Record<string, string> {
  return {
    [`docs/${id}.mdx`]: 'page.mdx.txt',
    [`runbooks/${id}/runbook.ts`]: 'runbook.ts.txt',
    [`runbooks/${id}/card.ts`]: 'card.ts.txt',
    [`runbooks/${id}/permissions.ts`]: 'permissions.ts.txt',
    [`runbooks/${id}/drawing.ts`]: 'drawing.ts.txt',
    [`runbooks/${id}/proof.ts`]: 'proof.ts.txt',
    [`src/checks/${id}-created/check.ts`]: 'created.check.ts.txt',
    [`src/checks/${id}-created/check.test.ts`]: 'created.check.test.ts.txt',
    [`src/checks/${id}-removed/check.ts`]: 'removed.check.ts.txt',
    [`src/checks/${id}-removed/check.test.ts`]: 'removed.check.test.ts.txt',
  };
}

/**
 * Writes a workflow that passes all proofs as it is: its page, its folder, and its first checks with
 * their tests. Returns the files, relative to `root`. Throws a {@link Refusal}, and writes nothing,
 * for an id of the wrong form, a provider that it cannot begin, and what is there already.
 */
export function writeWorkflow(root: string, id: string): string[] {
  const [, provider = '', workflow = ''] =
    /^([a-z]+)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(id) ?? [];
  if (!workflow)
    throw new Refusal(
      `"${id}" is no id of a workflow: it is the path of the page, in small letters, digits and hyphens. Write <provider>/<workflow>, for instance aws/my-workflow.`,
    );
  const draft = Object.hasOwn(firstDrafts, provider) ? firstDrafts[provider] : undefined;
  if (!draft) throw new Refusal(explainProvider(provider));
  const files = filesOf(id);
  const [taken] = [
    `runbooks/${id}`,
    ...Object.keys(files).map((file) => file.replace(/\/check(\.test)?\.ts$/, '')),
  ].filter((path) => existsSync(join(root, path)));
  if (taken)
    throw new Refusal(
      `${taken} is there already, and nothing is written over. Choose another name, or delete it first.`,
    );
  const slots: Record<string, string> = {
    ...draft,
    ...slotsOfChecks(draft),
    id,
    provider,
    workflow,
    title: titleOf(workflow),
    code: id.replace('/', '-').toUpperCase(),
  };
  for (const [file, template] of Object.entries(files)) {
    const text = readFileSync(new URL(`templates/${template}`, import.meta.url), 'utf8');
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), fillSlots(text, slots));
  }
  return Object.keys(files);
}

function explainProvider(provider: string): string {
  const known = Object.keys(firstDrafts).join(', ');
  if (provider === 'spot')
    return `There is no first draft for Spot's own workflows. Copy runbooks/spot/get-started and docs/spot/get-started.mdx, or begin one of ${known}.`;
  return `There is no provider "${provider}". Begin with one of ${known}; a new provider is more than a workflow, see CONTRIBUTING.md.`;
}

/** What follows from the commands and inputs of a draft: the checks' types and fixes. */
function slotsOfChecks({ checkInputs, createCommand, removeCommand }: FirstDraft) {
  const inputs = checkInputs.split(' ');
  return {
    inputNames: inputs.map((name) => `'${name}'`).join(', '),
    data: `{ ${inputs.map((name) => `${name}: string`).join('; ')} }`,
    createInputs: placeholdersIn(createCommand).join(', '),
    createFix: createCommand.replaceAll(/\{\{(\w+)\}\}/g, '$${$1}'),
    removeInputs: [...new Set(placeholdersIn(removeCommand))].join(', '),
    removeFix: removeCommand.replaceAll(/\{\{(\w+)\}\}/g, '$${$1}'),
  };
}

/** `my-workflow`: `My workflow`. */
function titleOf(workflow: string): string {
  const words = workflow.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function fillSlots(text: string, slots: Readonly<Record<string, string>>): string {
  return text.replaceAll(/<<(\w+)>>/g, (_, name: string) => {
    const value = slots[name];
    if (value === undefined)
      throw new Error(`A template has the slot ${name}, which nothing fills.`);
    return value;
  });
}
