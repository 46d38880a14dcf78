/** Why Spot does not care about one field of one kind of evidence. */
export type Reason =
  | string
  | {
      why: string;
      /** These operators alone; any other change of the field must be caught. */
      only?: readonly string[];
      /** In these runbooks alone. */
      in?: readonly string[];
    };

/** Reasons by field, by kind of evidence: `{ 'aws/role': { 'Role.CreateDate': '…' } }`. */
export type HarmlessFields = Readonly<Record<string, Readonly<Record<string, Reason>>>>;

/** A mutation that nothing caught. */
export interface Survivor {
  runbook: string;
  path: string;
  step: string;
  kind: string;
  field: string;
  operator: string;
}

/** Declares the harmless fields of a provider, each with its reason. */
export function defineHarmless(fields: HarmlessFields): HarmlessFields {
  return fields;
}

/**
 * Splits survivors into those with a reason and those without; `stale` are reasons that nothing
 * needs, as `kind field`.
 */
export function sortSurvivors<S extends Survivor>(
  survivors: readonly S[],
  harmless: HarmlessFields,
): { explained: S[]; unexplained: S[]; stale: string[] } {
  const used = new Set<string>();
  const explained: S[] = [];
  const unexplained: S[] = [];
  for (const survivor of survivors) {
    const reason = harmless[survivor.kind]?.[survivor.field];
    if (reason !== undefined && covers(reason, survivor)) {
      used.add(`${survivor.kind} ${survivor.field}`);
      explained.push(survivor);
    } else unexplained.push(survivor);
  }
  const stale = Object.entries(harmless)
    .flatMap(([kind, fields]) => Object.keys(fields).map((field) => `${kind} ${field}`))
    .filter((entry) => !used.has(entry));
  return { explained, unexplained, stale };
}

function covers(reason: Reason, { operator, runbook }: Survivor): boolean {
  if (typeof reason === 'string') return true;
  return (reason.only?.includes(operator) ?? true) && (reason.in?.includes(runbook) ?? true);
}
