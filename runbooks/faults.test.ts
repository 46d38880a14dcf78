import { readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Simulator } from '../src/simulator/index.ts';
import type { Fault, Proof, ProofWorld } from './define-faults.ts';
import { minute } from './time.ts';

const simulator = new Simulator();

/** Every `proof.ts`, by the id of its workflow. */
const proofs = await Promise.all(
  readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^\w+\/(?!_)[\w-]+\/proof\.ts$/.test(file))
    .map(async (file) => {
      const { default: proof }: { default: Proof } = await import(
        new URL(file, import.meta.url).href
      );
      return [file.replace('/proof.ts', ''), proof] as const;
    }),
);

/** The mistake is that nothing was done: the reader has left the connection as it was. */
const changeNothing = [
  'aws/linked-account: linked-role-left',
  'aws/linked-account-manual: linked-role-left',
  'aws/management-account: nothing-removed',
  'azure/billing-account: billing-nothing-removed',
  'azure/subscription: nothing-undone',
  'gcp/project: nothing-removed',
  'gcp/project-manual: nothing-removed',
  'spot/finish: account-not-deleted',
];

/** All that a fault may change, as it is now: a copy. Moves of the clock are told in minutes. */
function copyState({ world, inputs, reader, spot }: ProofWorld): unknown {
  const { aws, gcp, azure, spot: ofSpot, chaos, clock } = world;
  return structuredClone({
    clouds: { aws, gcp, azure, spot: ofSpot },
    network: Object.keys(chaos),
    minutesAhead: Math.round((clock.now() - Date.now()) / minute),
    inputs,
    reader,
    spot,
  });
}

/** Whether this changes anything in a world that is set up. */
function changesWorld(proof: Proof, { inputs, breaks }: Pick<Fault, 'inputs' | 'breaks'>): boolean {
  const subject = proof.healthyWorld(simulator, inputs);
  try {
    const before = copyState(subject);
    breaks(subject);
    return !isDeepStrictEqual(copyState(subject), before);
  } finally {
    simulator.removeWorld(subject.world);
  }
}

test('there are proofs, and a change that changes nothing is seen', () => {
  expect(proofs.length).toBeGreaterThan(0);
  for (const [, proof] of proofs)
    expect(changesWorld(proof, { breaks: () => undefined })).toBe(false);
});

test('each exception is a fault', () => {
  const names = proofs.flatMap(([id, { faults }]) => faults.map(({ name }) => `${id}: ${name}`));
  expect(names).toEqual(expect.arrayContaining(changeNothing));
});

describe.each(proofs)('%s', (id, proof) => {
  test.each(proof.faults.map((fault) => [fault.name, fault] as const))(
    '%s changes the world or the inputs',
    (name, fault) => {
      const isLeft = changeNothing.includes(`${id}: ${name}`);
      expect(changesWorld(proof, fault), 'A fault that changes nothing proves nothing.').toBe(
        !isLeft,
      );
    },
  );
});
