import { describe, expect, test, vi } from 'vitest';
import type { AnyWorld, Proof, ProofWorld } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { loadProofs } from '../../runbooks/proofs.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { lookingVantages } from '../../src/providers/vantages.ts';
import { takesSecret } from '../../src/verification/vantages.ts';
import findContradictions, { type Seen } from './find-contradictions.ts';
import findLeaks from './find-leaks.ts';
import { InProcess } from './look-in-process.ts';
import tryUnknownWords from './unknown-words.ts';

// Collectors and checks say nothing of a secret by themselves: the last guard is taken away.
vi.mock('../../src/verification/redact-secrets.ts', () => ({
  createSecretRedactor: () => (value: unknown) => value,
}));

const runbooks = await loadRunbooks();
const proofs = await loadProofs();

interface World {
  name: string;
  step?: string | undefined;
  subject: AnyWorld;
}

/** Every world that a runbook is proven with: in order, broken, and in order in another way. */
function* worldsOf(
  { paths, variants, faults, healthyWorld }: Proof,
  lab: InProcess,
): Generator<World> {
  for (const [name, inputs] of Object.entries(paths ?? { healthy: {} }))
    yield { name, subject: healthyWorld(lab.simulator, inputs) };
  for (const { name, build } of variants) yield { name, subject: build(lab.simulator) };
  for (const fault of faults) {
    const subject = healthyWorld(lab.simulator, fault.inputs);
    fault.breaks(subject as never);
    yield { name: fault.name, step: fault.step, subject };
  }
}

/** What is wrong with what is said in the worlds of a provider, in one walk through all of them. */
async function walk(provider: string) {
  using lab = new InProcess();
  const leaks: string[] = [];
  const contradictions: string[] = [];
  const unknownWords = new Set<string>();
  const words = new Set<string>();
  let worlds = 0;
  let handedIn = 0;
  const lookAt = async (runbook: Runbook, { name, step, subject }: World) => {
    worlds += 1;
    const seen: Seen[] = [];
    for (const vantage of lookingVantages) {
      const look = await lab.look(runbook, subject, { vantage, step });
      seen.push(look);
      const { inputs } = subject as ProofWorld;
      const secrets = findLeaks(runbook, inputs, look);
      leaks.push(...secrets.leaks.map((leak) => `${runbook.id} ${name}: ${leak}`));
      if (secrets.handedIn) handedIn += 1;
      for (const word of tryUnknownWords(runbook, subject, look, words)) unknownWords.add(word);
    }
    contradictions.push(...findContradictions(seen).map((one) => `${runbook.id} ${name}: ${one}`));
    lab.simulator.removeWorld(subject.world);
  };
  for (const runbook of Object.values(runbooks).filter(({ id }) => id.startsWith(`${provider}/`)))
    for (const world of worldsOf(proofs[runbook.id] as Proof, lab)) await lookAt(runbook, world);
  return { leaks, contradictions, unknownWords: [...unknownWords], words, worlds, handedIn };
}

test('there are runbooks that take secrets, on two clouds', () => {
  const takers = Object.values(runbooks).filter(takesSecret);
  expect(new Set(takers.map(({ provider }) => provider))).toEqual(new Set(['azure', 'gcp']));
});

// What is said in AWS's worlds, `npm run faults` looks at; its enumerations are closed lists.
describe.each([
  { provider: 'azure', secrets: true, atLeast: 150 },
  { provider: 'gcp', secrets: false, atLeast: 100 },
  { provider: 'spot', secrets: false, atLeast: 3 },
])('in the worlds of $provider', ({ provider, secrets, atLeast }) => {
  let seen: Awaited<ReturnType<typeof walk>>;
  test('one looks from everywhere', { timeout: 300_000 }, async () => {
    seen = await walk(provider);
    expect(seen.worlds).toBeGreaterThan(atLeast);
  });
  test('no secret is said, or sent where it does not belong', () => {
    expect(seen.leaks).toEqual([]);
    // A key file signs, and is sent nowhere.
    if (secrets) expect(seen.handedIn).toBeGreaterThan(5);
  });
  test('what is said leads somewhere', () => {
    expect(seen.contradictions).toEqual([]);
  });
  test('a word that is not known yet is neither wrong nor refused', () => {
    expect(seen.unknownWords).toEqual([]);
    expect(seen.words.size).toBeGreaterThan(5);
  });
});
