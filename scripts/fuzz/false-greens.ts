import fc from 'fast-check';
import type { Report } from '../../src/checks/report.ts';
import { isSecret } from '../../src/inputs/kinds.ts';
import type { HarmlessFields } from '../mutations/harmless-fields.ts';
import { fieldOf, type Json, readJson } from '../mutations/operators.ts';
import { renameEverything } from '../mutations/rename.ts';
import { tryMutations } from '../mutations/try-mutations.ts';
import { anyJson, arbitraryOf, type Path, placesIn, putAt } from './arbitraries.ts';
import type { Attack } from './ask.ts';
import { verification } from './bombs.ts';
import { schemaOf } from './inputs.ts';
import { asHealthy, type SetUp } from './set-ups.ts';

/**
 * Evidence that says something else than that all is well, in one of these ways:
 * `made up`: values that the schemas let through, of words that mean nothing;
 * `somebody else's`: the healthy evidence of an account in which everything has another name;
 * `cut`: a part of a healthy output; `half a list`: one that says that it goes on;
 * `damaged`: one to three fields of healthy evidence are anything else: fields of which `npm run mutations` lets no
 * change pass, with or without a reason.
 */
export type Way = 'made up' | "somebody else's" | 'cut' | 'half a list' | 'damaged';

export interface Untrue {
  way: Way;
  setUp: SetUp;
  /** Undefined: all steps but those that undo. */
  step: string | undefined;
  /** What is pasted. */
  texts: Record<string, string>;
  /** Kinds whose text is not that of the healthy account. */
  untrue: readonly string[];
  /** What was changed, for people. */
  changes?: readonly string[];
}

/** Words that no cloud says. */
const meaningless = fc
  .string({ unit: fc.constantFrom(...'bcdfghjkmnpqrsvwxz'), minLength: 7, maxLength: 14 })
  .map((text) => `${text}q`);

/** Untrue evidence of any guide. */
export function arbitraryUntrue(
  setUps: readonly SetUp[],
  harmless: HarmlessFields,
): fc.Arbitrary<Untrue> {
  return fc.oneof(
    ...setUps.map((setUp) =>
      fc.oneof(
        { weight: 3, arbitrary: madeUp(setUp) },
        { weight: 1, arbitrary: somebodyElses(setUp, harmless) },
        { weight: 2, arbitrary: cutOff(setUp) },
        { weight: 2, arbitrary: goesOn(setUp) },
        { weight: 5, arbitrary: damaged(setUp, harmless) },
      ),
    ),
  );
}

function madeUp(setUp: SetUp): fc.Arbitrary<Untrue> {
  const answers = Object.fromEntries(
    setUp.kinds.map((kind) => [
      kind.id,
      arbitraryOf(schemaOf(kind), { texts: meaningless }).map((value) => JSON.stringify(value)),
    ]),
  );
  return fc.record(answers, { requiredKeys: [] }).map(
    (texts): Untrue => ({
      ...{ way: 'made up', setUp, step: undefined },
      texts: texts as Record<string, string>,
      untrue: setUp.kinds.map(({ id }) => id),
    }),
  );
}

/** Of some kinds or of all, but those that need not say whose they are. */
function somebodyElses(setUp: SetUp, harmless: HarmlessFields): fc.Arbitrary<Untrue> {
  const { texts: others } = renameEverything(asHealthy(setUp));
  const { healthy } = setUp.texts;
  const namesNobody = (id: string) =>
    Object.keys(harmless[id] ?? {}).some((field) => field.startsWith('(everywhere)'));
  const changed = Object.keys(healthy).filter(
    (id) => others[id] !== healthy[id] && !namesNobody(id),
  );
  if (changed.length === 0) return madeUp(setUp);
  return fc.subarray(changed, { minLength: 1 }).map((untrue) => ({
    ...{ way: "somebody else's", setUp, step: undefined, untrue },
    texts: { ...healthy, ...Object.fromEntries(untrue.map((id) => [id, others[id] as string])) },
  }));
}

/** Where anything can be pasted that is then not all there: before and after what is undone. */
const stepsOf = ({ runbook, texts }: SetUp) =>
  fc.constantFrom(
    { step: undefined, texts: texts.healthy },
    ...Object.entries(runbook.steps)
      .filter(([, { phase }]) => phase === 'undo')
      .map(([step]) => ({ step, texts: texts.undone })),
  );

/** One kind of evidence, as another text. */
const changeOne = (
  way: Way,
  setUp: SetUp,
  change: (text: string, at: number, id: string) => string | undefined,
): fc.Arbitrary<Untrue> =>
  fc.tuple(stepsOf(setUp), fc.nat(), fc.nat()).map(([{ step, texts }, which, at]) => {
    const ids = Object.keys(texts);
    const id = ids[which % ids.length] as string;
    const text = change(texts[id] as string, at, id);
    return {
      ...{ way, setUp, step },
      texts: text === undefined ? texts : { ...texts, [id]: text },
      untrue: text === undefined ? [] : [id],
    };
  });

const cutOff = (setUp: SetUp) =>
  changeOne('cut', setUp, (text, at) => {
    const whole = text.trim();
    // An empty list of a few characters has no middle.
    return whole.length < 4 ? undefined : whole.slice(0, 1 + (at % (whole.length - 1)));
  });

const goesOn = (setUp: SetUp) =>
  changeOne('half a list', setUp, (text, at, id) => {
    const value = readJson(text);
    const judgesPages = setUp.kinds.find((kind) => kind.id === id)?.judgesPages;
    if (judgesPages || typeof value !== 'object' || value === null || Array.isArray(value))
      return undefined;
    const marks: Record<string, Json>[] = [
      { nextLink: 'https://management.azure.com/more' },
      { '@odata.nextLink': 'https://graph.microsoft.com/more' },
      ...['NextToken', 'nextToken', 'nextPageToken', 'NextMarker', 'Marker'].map((name) => ({
        [name]: 'more',
      })),
      { IsTruncated: true },
    ];
    return JSON.stringify({ ...value, ...marks[at % marks.length] });
  });

/** Fields that no list of harmless ones names, each with its place. */
function tellingPlaces(text: string, reasons: readonly string[]): Path[] {
  return placesIn(readJson(text)).filter((path) => {
    const field = fieldOf(path);
    return (
      path.length > 0 &&
      // A field is harmless where it or what holds it is, and tells nothing where what it holds is.
      !reasons.some((reason) => {
        const bare = reason.replace(/^\(everywhere\) /, '').replace(/\.\*\*$/, '');
        return (
          field === bare ||
          field.startsWith(`${bare}.`) ||
          field.startsWith(`${bare}[]`) ||
          bare.startsWith(`${field}.`) ||
          bare.startsWith(`${field}[]`)
        );
      })
    );
  });
}

function damaged(setUp: SetUp, harmless: HarmlessFields): fc.Arbitrary<Untrue> {
  const { healthy } = setUp.texts;
  // What is read out of a secret is never pasted, and so has no list of harmless fields.
  const ofSecrets = new Set(
    setUp.kinds
      .filter(({ inputs }) =>
        inputs.some((name) => isSecret(setUp.runbook.inputs[name]?.kind ?? 'choice')),
      )
      .map(({ id }) => id),
  );
  const { survivors } = tryMutations(asHealthy(setUp), { short: true });
  const places = Object.entries(healthy).flatMap(([id, text]) => {
    if (ofSecrets.has(id)) return [];
    const silent = survivors.filter(({ kind }) => kind === id).map(({ field }) => field);
    return tellingPlaces(text, [...Object.keys(harmless[id] ?? {}), ...silent]).map((path) => ({
      id,
      path,
    }));
  });
  if (places.length === 0) return madeUp(setUp);
  const change = fc.tuple(fc.constantFrom(...places), fc.oneof(anyJson, meaningless));
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const texts = { ...healthy };
    const untrue = new Set<string>();
    const said: string[] = [];
    for (const [{ id, path }, other] of changes) {
      // What an earlier change took away is not there to be changed.
      if (untrue.has(id)) continue;
      const value = JSON.parse(healthy[id] as string) as unknown;
      const text = JSON.stringify(putAt(value, path, other));
      if (text === JSON.stringify(value)) continue;
      texts[id] = text;
      untrue.add(id);
      said.push(`${id} ${fieldOf(path)} is ${JSON.stringify(other)?.slice(0, 200)}`);
    }
    return {
      ...{ way: 'damaged', setUp, step: undefined, texts },
      ...{ untrue: [...untrue], changes: said },
    };
  });
}

/**
 * The checks that believe untrue evidence; empty where none does. A check that is green without the untrue
 * texts is not green because of them. Damaged fields have to change what one check at least says: they may
 * be for one alone. Of everything else no check may be green that would not be if it were not there.
 */
export async function findBelievers(
  { way, setUp, step, texts, untrue }: Untrue,
  { session, judge }: { session: string; judge: (attack: Attack) => Promise<Report> },
): Promise<string[]> {
  if (untrue.length === 0) return [];
  const ask = async (evidence: Record<string, string>) =>
    statusesOf(await judge(verification(setUp, session, { evidence, ...(step ? { step } : {}) })));
  const without = Object.fromEntries(Object.entries(texts).filter(([id]) => !untrue.includes(id)));
  const now = await ask(texts);
  const excused = await ask(without);
  const believers = [...now.keys()].filter(
    (id) => now.get(id) === 'pass' && excused.get(id) !== 'pass',
  );
  if (way !== 'damaged' || believers.length === 0) return believers;
  const before = await ask({ ...setUp.texts.healthy });
  const isNoticed = [...now].some(([id, status]) => status !== 'pass' && status !== before.get(id));
  return isNoticed ? [] : believers;
}

const statusesOf = ({ steps }: Report): Map<string, string> =>
  new Map(
    steps.flatMap(({ id: step, checks }) =>
      checks.map(({ id, status }) => [`${step} ${id}`, status] as const),
    ),
  );
