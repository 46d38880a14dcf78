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

/**
 * Reasons by field, by kind of evidence: `{ 'aws/role': { 'Role.CreateDate': '…' } }`. A field that ends
 * with `.**` stands for itself and all below it: for what no check reads any part of.
 */
export type HarmlessFields = Readonly<Record<string, Readonly<Record<string, Reason>>>>;

/** A mutation that nothing caught. */
export interface Survivor {
  runbook: string;
  path: string;
  step: string;
  kind: string;
  field: string;
  operator: string;
  /** Of an identifier that was changed wherever it stands: the fields that hold it. */
  places?: readonly string[];
}

/** Declares the harmless fields of a provider, each with its reason. */
export function defineHarmless(fields: HarmlessFields): HarmlessFields {
  for (const [kind, reasons] of Object.entries(fields)) {
    for (const [field, reason] of Object.entries(reasons)) {
      const why = typeof reason === 'string' ? reason : reason.why;
      if (why.trim() === '') throw new Error(`${kind} ${field}: it lacks the reason.`);
      if (field.startsWith('*'))
        throw new Error(`${kind} ${field}: a reason is for one field, not for a whole answer.`);
    }
  }
  return fields;
}

/** One reason for several fields. */
export function because(why: string, ...fields: string[]): Record<string, Reason> {
  return Object.fromEntries(fields.map((field) => [field, why]));
}

/** Puts the lists of all providers together; each may speak of its own provider's evidence alone. */
export function joinHarmless(byProvider: Readonly<Record<string, HarmlessFields>>): HarmlessFields {
  for (const [provider, fields] of Object.entries(byProvider)) {
    const stray = Object.keys(fields).find((kind) => !kind.startsWith(`${provider}/`));
    if (stray) throw new Error(`${stray} stands in the list of ${provider}.`);
  }
  return Object.assign({}, ...Object.values(byProvider));
}

/**
 * Splits survivors into those with a reason and those without. `stale` is what nothing needs, as
 * `kind field`: reasons, and operators and runbooks that a reason is restricted to.
 */
export function sortSurvivors<S extends Survivor>(
  survivors: readonly S[],
  harmless: HarmlessFields,
): { explained: S[]; unexplained: S[]; stale: string[] } {
  const used = new Set<string>();
  const explained: S[] = [];
  const unexplained: S[] = [];
  for (const survivor of survivors) {
    const reasons = findReasons(survivor, harmless[survivor.kind] ?? {});
    for (const [field, reason] of reasons)
      for (const part of partsOf(reason, survivor)) used.add(`${survivor.kind} ${field}${part}`);
    (reasons.length > 0 ? explained : unexplained).push(survivor);
  }
  const stale = Object.entries(harmless)
    .flatMap(([kind, fields]) =>
      Object.entries(fields).flatMap(([field, reason]) =>
        partsOf(reason).map((part) => `${kind} ${field}${part}`),
      ),
    )
    .filter((part) => !used.has(part));
  return { explained, unexplained, stale };
}

/**
 * The reasons that cover a survivor. An identifier that was changed in several places at once is covered
 * by reasons for these places only where nothing below them is read: two fields that are compared with
 * each other may each be harmless alone.
 */
function findReasons(
  survivor: Survivor,
  fields: Readonly<Record<string, Reason>>,
): [string, Reason][] {
  const covering = (place: string) =>
    Object.entries(fields).filter(
      ([field, reason]) => isWithin(place, field) && covers(reason, survivor),
    );
  const own = covering(survivor.field);
  const { places = [] } = survivor;
  if (own.length > 0 || places.length === 0) return own;
  const ofPlaces = places.map((place) =>
    covering(place).filter(([field]) => places.length === 1 || field.endsWith('.**')),
  );
  return ofPlaces.every(({ length }) => length > 0) ? ofPlaces.flat() : [];
}

function isWithin(place: string, field: string): boolean {
  if (!field.endsWith('.**')) return place === field;
  const whole = field.slice(0, -'.**'.length);
  return place === whole || place.startsWith(`${whole}.`) || place.startsWith(`${whole}[]`);
}

/** A name that is made anew for each world may look like a word, and is changed as one then. */
const isNamed = (named: string, operator: string) =>
  named === operator ||
  (named === 'other name' && ['other word', 'unknown word'].includes(operator));

function covers(reason: Reason, { operator, runbook }: Survivor): boolean {
  if (typeof reason === 'string') return true;
  return (
    (reason.only?.some((named) => isNamed(named, operator)) ?? true) &&
    (reason.in?.includes(runbook) ?? true)
  );
}

/** The parts of a reason that something must need; those that `survivor` needs, if given. */
function partsOf(reason: Reason, survivor?: Survivor): string[] {
  if (typeof reason === 'string' || !(reason.only ?? reason.in)) return [''];
  return [...(reason.only ?? []), ...(reason.in ?? [])]
    .filter((part) => !survivor || isNamed(part, survivor.operator) || part === survivor.runbook)
    .map((part) => ` (${part})`);
}
