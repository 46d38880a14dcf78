import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Beside, Rights } from '../checks/step-rights.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import type { Method } from '../providers/methods.ts';

/** A row of the table “Rights you need”. */
export interface RightsRow {
  label: string;
  actions: readonly string[];
  /** Behind the actions, in Markdown. */
  note?: string;
}

/** Labels of rights that are not for every reader. */
const labels: Readonly<Record<Method | Beside, string>> = {
  checks: 'The checks',
  console: 'By clicking, in addition',
  cli: 'With commands, in addition',
  cloudformation: 'With CloudFormation, in addition',
  script: 'With the script, in addition',
  fixes: 'To run fixes that a check prints',
  terminal: 'The terminal',
  clicking: 'With CloudFormation by clicking, in addition',
};

/** The table “Rights you need”: what is for all steps, the steps, the checks, undoing, fixes. */
export function rightsTable(
  runbook: Pick<Runbook, 'steps' | 'rights' | 'checksRead'>,
): RightsRow[] {
  const steps = Object.values(runbook.steps);
  const ofPhase = (undo: boolean) =>
    steps
      .filter(({ phase }) => (phase === 'undo') === undo)
      .flatMap(({ title, rights = [] }) => rights.map((right) => [title, right] as const))
      // What checks read has a row of its own, unless it belongs to the work that they judge.
      .filter(([, { only, label }]) => only !== 'checks' || label !== undefined);
  const connecting = ofPhase(false);
  const isFix = ([, { only }]: (typeof connecting)[number]) => only === 'fixes';
  const isForAll = ([, { only }]: (typeof connecting)[number]) =>
    typeof only !== 'string' || only === 'checks';
  const rows = joinRows([
    ...(runbook.rights ?? []).map((right) => ['', right] as const),
    ...connecting.filter(isForAll),
    ...connecting.filter((entry) => !isForAll(entry) && !isFix(entry)),
  ]);
  const undoing = joinRows(
    ofPhase(true).map(([title, right]) => [title, { label: title, ...right }] as const),
  );
  const named = new Set([...rows, ...undoing].flatMap(({ actions }) => actions));
  const read = (runbook.checksRead ?? permissionsOf(runbook)).filter((one) => !named.has(one));
  return [
    ...rows,
    ...(read.length > 0 ? [{ label: labels.checks, actions: read }] : []),
    ...undoing,
    ...joinRows(connecting.filter(isFix)),
  ];
}

/** Everything that the table names: what a reader has who asked for all of it. */
export function rightsNamed(runbook: Pick<Runbook, 'steps' | 'rights' | 'checksRead'>): string[] {
  return [...new Set(rightsTable(runbook).flatMap(({ actions }) => actions))];
}

/** One row for each label, in the order in which they come first. */
function joinRows(rights: readonly (readonly [title: string, right: Rights])[]): RightsRow[] {
  const rows = new Map<string, RightsRow>();
  for (const [title, { label, only, condition, actions, note }] of rights) {
    const own = label ?? (typeof only === 'string' ? labels[only] : title);
    const whole = condition ? `${own}, ${condition}` : own;
    const row = rows.get(whole);
    rows.set(whole, {
      label: whole,
      actions: [...new Set([...(row?.actions ?? []), ...actions])],
      note: row?.note ?? note,
    });
  }
  return [...rows.values()];
}

/** What gathering the evidence of all checks takes of the reader's own credentials. */
function permissionsOf({ steps }: Pick<Runbook, 'steps'>): string[] {
  const kinds = Object.values(steps)
    .flatMap(({ checks }) => checks)
    .flatMap((check): EvidenceKind[] => [
      ...Object.values<EvidenceKind>(check.needs),
      ...Object.values<EvidenceKind>(check.mayUse ?? {}),
    ])
    .filter(({ vantages }) => vantages?.includes('reader') ?? true);
  return [...new Set(kinds.flatMap(({ permissions }) => permissions))];
}
