import { join } from 'node:path';
import { findUnaskedAnswers } from '../../runbooks/choose.ts';
import type { GuideCard } from '../../runbooks/define-card.ts';
import type { Proof } from '../../runbooks/define-faults.ts';
import type { PermissionStatements } from '../../runbooks/define-permissions.ts';
import type { RunbookWithDocuments } from '../../runbooks/workflows.ts';
import { kindsOf } from '../../src/checks/define-check.ts';
import { placeholdersIn } from '../../src/inputs/expand.ts';
import { parsePage } from '../../src/remark/parse-guide.ts';
import type { Ledger } from './ledger.ts';

const root = new URL('../..', import.meta.url).pathname;

/** The page tells all steps, and every input and document is used. */
export function proveGuide(
  ledger: Ledger,
  runbook: RunbookWithDocuments,
  runbooks: Readonly<Record<string, RunbookWithDocuments>>,
): void {
  const { id } = runbook;
  const file = join(root, 'docs', `${id}.mdx`);
  const guide = parsePage(file, runbooks);
  ledger.need(
    guide?.runbook === id,
    `docs/${id}.mdx is not the guide of its folder: write "runbook: ${id}" into its front matter`,
  );
  if (guide?.runbook !== id) return;
  const { text } = guide;
  for (const step of Object.keys(runbook.steps))
    ledger.need(
      guide.steps.some(({ id: own }) => own === step),
      `step ${id}#${step} is not in the guide`,
    );
  const used = listUsedInputs(runbook, text);
  for (const name of Object.keys(runbook.inputs))
    ledger.need(used.has(name), `input ${name} of ${id} is used nowhere`);
  for (const name of Object.keys(runbook.documents))
    ledger.need(
      placeholdersIn(text).includes(name),
      `document ${name} of ${id} is not in the guide`,
    );
}

function listUsedInputs(runbook: RunbookWithDocuments, text: string): Set<string> {
  const { inputs, steps, documents } = runbook;
  const placeholders = Object.fromEntries(Object.keys(inputs).map((name) => [name, `{{${name}}}`]));
  const checks = Object.values(steps).flatMap((step) => step.checks);
  return new Set([
    ...placeholdersIn(text),
    ...Object.values(documents).flatMap((document) => placeholdersIn(document(placeholders))),
    ...checks.flatMap((check) => [
      ...check.inputs,
      ...kindsOf(check).flatMap((kind) => kind.inputs),
    ]),
    ...listConditions(runbook).map(([name]) => name),
    ...listConditionsOfPage(text),
    ...Object.values(inputs).flatMap(({ suggestion = '' }) => placeholdersIn(suggestion)),
  ]);
}

/** The `when` of steps and inputs: a choice, and the options that it is for. */
function listConditions({ inputs, steps }: RunbookWithDocuments): [string, readonly string[]][] {
  return [...Object.values(steps), ...Object.values(inputs)].flatMap(({ when }) =>
    Object.entries(when ?? {}),
  );
}

/** Inputs that choose a part of the page: `:::when{name="…"}` and `::guides{…="name"}`. */
function listConditionsOfPage(text: string): string[] {
  const when = [...text.matchAll(/:::when\{([^}]*)\}/g)].flatMap(([, attributes = '']) =>
    [...attributes.matchAll(/(\w+)=/g)].map(([, name]) => name as string),
  );
  const guides = [...text.matchAll(/::guides\{([^}]*)\}/g)].flatMap(([, attributes = '']) =>
    [...attributes.matchAll(/="([^"]*)"/g)].map(([, name]) => name as string),
  );
  return [...when, ...guides];
}

/** A path that no world takes would be green unseen. */
export function provePaths(ledger: Ledger, runbook: RunbookWithDocuments, proof: Proof): void {
  const { id, inputs, steps } = runbook;
  for (const [name, values] of listConditions(runbook))
    for (const value of values)
      ledger.need(
        inputs[name]?.options?.some((option) => option.value === value) === true,
        `${id} is for ${name} ${value}, which nobody can choose`,
      );
  const taken = Object.values(proof.paths ?? {});
  const choosing = new Set(Object.values(steps).flatMap(({ when }) => Object.keys(when ?? {})));
  for (const name of choosing)
    for (const { value } of inputs[name]?.options ?? [])
      ledger.need(
        taken.some((chosen) => chosen[name] === value),
        `${id}: no path of the proof chooses ${name} ${value}`,
      );
}

/** The home page leads to the guide, and away from it to one that is there. */
export function proveCard(ledger: Ledger, card: GuideCard, ids: readonly string[]): void {
  const { id, provider, answers = [], instead } = card;
  if (provider !== 'spot')
    ledger.need(
      answers.length > 0,
      `runbooks/${id}/card.ts answers no question of the home page, so that nobody is led to the guide: write "answers"`,
    );
  const unasked = findUnaskedAnswers(card);
  ledger.need(
    unasked.length === 0,
    `runbooks/${id}/card.ts answers "${unasked[0]}", which nobody is asked: see runbooks/questions.ts`,
  );
  if (instead)
    ledger.need(
      ids.includes(instead.id),
      `runbooks/${id}/card.ts sends readers to ${instead.id}, which is no workflow`,
    );
}

/** Each action has a reason. Returns how many there are. */
export function provePermissions(
  ledger: Ledger,
  id: string,
  statements: PermissionStatements | undefined,
): number {
  // Spot itself gets no rights anywhere: its own guides hand over what the others made.
  if (id.startsWith('spot/')) return 0;
  const actions = (statements ?? []).flatMap((statement) => statement.actions);
  ledger.need(
    actions.length > 0,
    `runbook ${id} tells no reader what Spot may do (runbooks/${id}/permissions.ts)`,
  );
  for (const { action, reason } of actions)
    ledger.need(reason.trim().length > 10, `permission ${action} of ${id} has no reason`);
  return actions.length;
}
