import type { Fault } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Check, Diagnosis } from '../../src/checks/define-check.ts';
import whyNotTogether from './never-together.ts';

/** Two faults to be in one world at the same time. */
export type Pair = readonly [Fault, Fault];

/**
 * Pairs of faults of one runbook, in groups: the findings of the pairs of one group come from the same
 * two checks. Groups and pairs are in an order that is drawn with a seed: it is the same for the same
 * faults, always.
 *
 * Not paired are faults of different paths or steps, and those that the reader does not see.
 */
export function choosePairs(runbook: Runbook, faults: readonly Fault[], seed: number): Pair[][] {
  const checkOf = mapCodes(runbook);
  const groups = new Map<string, Pair[]>();
  for (const [index, one] of faults.entries()) {
    for (const other of faults.slice(index + 1)) {
      if (!mayMeet(one, other)) continue;
      const checks = [one, other].map(
        ({ expected }) => checkOf.get(expected.reader[0] ?? '') ?? '',
      );
      const group = checks.sort().join(' ');
      groups.set(group, [...(groups.get(group) ?? []), [one, other]]);
    }
  }
  const next = createRandom(`${runbook.id} ${seed}`);
  return shuffle([...groups.values()], next).map((pairs) => shuffle(pairs, next));
}

/** The checks of a runbook by the codes of their diagnoses. */
export function mapCodes({ steps }: Runbook): Map<string, string> {
  const checks = Object.values(steps).flatMap((step): readonly Check[] => step.checks);
  return new Map(
    checks.flatMap(({ id, diagnoses }) =>
      Object.values<Diagnosis<unknown>>(diagnoses).map(({ code }) => [code, id] as const),
    ),
  );
}

function mayMeet(one: Fault, other: Fault): boolean {
  if (one.expected.reader.length === 0 || other.expected.reader.length === 0) return false;
  if (one.step !== other.step || whyNotTogether(one.name, other.name)) return false;
  return JSON.stringify(one.inputs ?? {}) === JSON.stringify(other.inputs ?? {});
}

function shuffle<T>(items: readonly T[], next: () => number): T[] {
  return items
    .map((item) => ({ item, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Numbers from 0 to 1 out of a text: FNV-1a for the seed, then mulberry32. */
function createRandom(text: string): () => number {
  let state = 0x81_1c_9d_c5;
  for (const letter of text) state = Math.imul(state ^ letter.charCodeAt(0), 0x01_00_01_93);
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
