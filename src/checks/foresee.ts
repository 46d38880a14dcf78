import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';
import { isOnPath } from '../inputs/define-input.ts';
import { type Method, panelFor } from '../providers/methods.ts';
import type { Rights, StepRights, Work } from './step-rights.ts';

/** Whether a reader of this method needs them for what the step does. */
export function isTakenBy({ only }: Rights, method: Method | undefined): boolean {
  if (only === undefined || only === method) return true;
  return typeof only === 'object' && method !== undefined && only.includes(method);
}

/** What is for nobody who does the steps by one of their methods, so that nobody has to have it. */
const notForeseen: readonly Rights['only'][] = ['fixes', 'terminal', 'clicking'];

/** Everything of the steps that can be foreseen. */
export function actionsOf({ steps }: Pick<Work, 'steps'>): string[] {
  const foreseen = steps
    .flatMap(({ rights }) => rights)
    .filter(({ only }) => !notForeseen.includes(only));
  return [...new Set(foreseen.flatMap(({ actions }) => actions))].sort();
}

/**
 * What shows whether the circumstances hold in which rights are needed. Its inputs are those of the
 * runbook whose rights they are.
 */
export function circumstancesOf({
  steps,
}: Pick<Work, 'steps'>): Record<string, EvidenceKind<unknown, never>> {
  const all = steps.flatMap(({ rights }) => rights.flatMap(({ sometimes }) => sometimes ?? []));
  return Object.fromEntries(
    all.map(({ shownBy }) => [shownBy.id, shownBy as EvidenceKind<unknown, never>]),
  );
}

/** What of a step will be refused. */
export interface Refused {
  step: string;
  actions: readonly string[];
  /** Circumstances of which it cannot be told whether they hold. */
  where: readonly string[];
  /** What to ask for: roles that have the actions. */
  roles: readonly string[];
}

export interface Foresight {
  /** Refused whichever way the reader takes, or the chosen way. */
  sure: readonly Refused[];
  /** Refused on one way and not on every other. */
  ways: readonly { method: Method; refused: readonly Refused[] }[];
  /** Ways on which nothing else is refused. */
  through: readonly Method[];
  /** What the checks of a step will not see. */
  unseen: readonly Refused[];
}

interface Reader {
  /** Values of inputs, and the chosen `method` where it is known. */
  inputs: { readonly method?: string | undefined };
  /** Whether the reader may not do something. */
  lacks(action: string): boolean;
  /** What was seen of a kind of evidence. */
  seen(kind: EvidenceKind): Evidence | undefined;
}

/**
 * What a reader will be refused at which step. Without a chosen method each is judged, and what only
 * some of them take is told apart from what all take.
 */
export function foresee({ steps, methods }: Work, { inputs, lacks, seen }: Reader): Foresight {
  const values = inputs as unknown as Readonly<Record<string, string>>;
  const chosen =
    methods.length > 0 && inputs.method ? panelFor(inputs.method as Method, methods) : undefined;
  const all: readonly (Method | undefined)[] = methods.length > 0 ? methods : [undefined];
  const ways = chosen ? [chosen] : all;
  const mine = steps.filter(({ when }) => isOnPath(when, values));
  const refusedAt = (step: StepRights, is: (rights: Rights) => boolean): Refused => {
    const rights = step.rights
      .filter((one) => is(one) && isOnPath(one.when, values))
      .map((one) => ({ ...one, actions: one.actions.filter(lacks), holds: holds(one, seen) }))
      .filter(({ actions, holds }) => actions.length > 0 && holds !== false);
    const unsure = rights.filter(({ holds }) => holds === undefined);
    return {
      step: step.title,
      actions: unique(rights.flatMap(({ actions }) => actions)),
      where: unique(unsure.flatMap(({ sometimes }) => sometimes?.says ?? [])),
      roles: unique(rights.flatMap(({ role }) => role ?? [])),
    };
  };
  const perWay = ways.map((way) =>
    mine.map((step) => refusedAt(step, (one) => isTakenBy(one, way))),
  );
  const sure = mine.map((_, index) => {
    const [first, ...others] = perWay.map((way) => way[index] as Refused);
    return without(
      first as Refused,
      (action) => !others.every((one) => one.actions.includes(action)),
    );
  });
  const rest = ways.map((way, at) => ({
    method: way as Method,
    refused: (perWay[at] as Refused[])
      .map((one, index) => without(one, (action) => sure[index]?.actions.includes(action) ?? false))
      .filter(isRefused),
  }));
  const asked = new Set(sure.flatMap(({ actions }) => actions));
  const unseen = mine.map((step) =>
    without(
      refusedAt(step, ({ only }) => only === 'checks'),
      (action) => asked.has(action),
    ),
  );
  return {
    sure: sure.filter(isRefused),
    ways: rest.filter(({ refused }) => refused.length > 0),
    through: rest.filter(({ refused }) => refused.length === 0).map(({ method }) => method),
    unseen: unseen.filter(isRefused),
  };
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
const isRefused = ({ actions }: Refused): boolean => actions.length > 0;
const without = (refused: Refused, is: (action: string) => boolean): Refused => ({
  ...refused,
  actions: refused.actions.filter((action) => !is(action)),
});

/** Whether rights are needed at all; undefined where that cannot be told. */
function holds({ sometimes }: Rights, seen: Reader['seen']): boolean | undefined {
  if (!sometimes) return true;
  const evidence = seen(sometimes.shownBy);
  return evidence && sometimes.holds(evidence);
}

/** `“Create the role”: iam:CreateRole, iam:GetRole` */
export function sayRefused({ step, actions, where }: Refused): string {
  return `“${step}”${where.length > 0 ? ` (${where.join(', or ')})` : ''}: ${actions.join(', ')}`;
}

/** The same of several steps. */
export const sayAllRefused = (refused: readonly Refused[]): string =>
  refused.map(sayRefused).join('; ');

/** All actions of several steps, each once. */
export const actionsRefused = (refused: readonly Refused[]): string[] =>
  unique(refused.flatMap(({ actions }) => actions));

/** What each way lacks, by the label of its method: `with CLI without a, b; with Script without c`. */
export const sayWaysRefused = (
  ways: readonly { label: string; refused: readonly Refused[] }[],
): string =>
  ways
    .map(({ label, refused }) => `with ${label} without ${actionsRefused(refused).join(', ')}`)
    .join('; ');
