import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Proof, ProofWorld } from '../runbooks/define-faults.ts';
import type { Runbook } from '../runbooks/define-runbook.ts';
import { loadProofs } from '../runbooks/proofs.ts';
import { loadRunbooks } from '../runbooks/workflows.ts';
import type { Collectors } from '../src/collectors/define-collector.ts';
import { openCollectors } from '../src/collectors/index.ts';
import { isSecret } from '../src/inputs/kinds.ts';
import { type LookingVantage, lookingVantages } from '../src/providers/vantages.ts';
import { Simulator } from '../src/simulator/index.ts';
import { takesSecret } from '../src/verification/vantages.ts';
import { verify } from '../src/verification/verify.ts';
import { credentialsOf } from './lib/laboratory.ts';

// Real runbooks, in every world that they are proven with: collectors and checks say nothing of a
// secret by themselves. The last guard is taken away.
vi.mock('../src/verification/redact-secrets.ts', () => ({
  createSecretRedactor: () => (value: unknown) => value,
}));

const runbooks = await loadRunbooks();
const proofs = await loadProofs();
const simulator = new Simulator();
const handle = simulator.handle.bind(simulator);
/** What was sent, and where to. */
let sent: { host: string; text: string }[] = [];
simulator.handle = async (request) => {
  const body = await request.clone().text();
  const text = [
    request.url,
    ...[...request.headers].map(([name, value]) => `${name}: ${value}`),
    body,
  ].join('\n');
  sent.push({ host: new URL(request.url).hostname, text: decoded(text) });
  return handle(request);
};
const server = setupServer(...simulator.mswHandlers());
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

function decoded(text: string): string {
  return text.replaceAll(/%[0-9a-f]{2}/gi, (coded) => {
    const code = Number.parseInt(coded.slice(1), 16);
    return code < 128 ? String.fromCharCode(code) : coded;
  });
}

/**
 * The secrets among the inputs, the lines of private keys, and what other files that people take
 * for a key file hold.
 */
function secretsIn(
  { inputs: definitions }: Runbook,
  inputs: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(inputs)
    .filter(([name]) => definitions[name] && isSecret(definitions[name].kind))
    .flatMap(([, value]) => [
      ...[value, ...value.split(/\\n|\n/).filter((line) => /^[\w+/=]{40,}$/.test(line))],
      ...[...value.matchAll(/"(?:client_secret|refresh_token)":\s*"([^"]+)"/g)].map(
        ([, text]) => text as string,
      ),
    ])
    .filter((text) => text.length >= 16);
}

async function lookAt(
  runbook: Runbook,
  subject: ProofWorld,
  vantage: LookingVantage,
  step?: string,
) {
  const said: unknown[] = [];
  const opened = openCollectors({
    vantage,
    credentials: credentialsOf(subject.world, subject[vantage]),
  });
  const collectors: Collectors = {
    ...opened,
    async collect(kind, context) {
      const evidence = await opened.collect(kind, context);
      said.push({ kind: kind.id, evidence });
      return evidence;
    },
  };
  const { clock } = subject.world;
  const sleep = async (milliseconds: number) => clock.advance(milliseconds);
  await verify({
    ...{ runbook, vantage, inputs: subject.inputs, collectors, ...(step ? { step } : {}) },
    ...{
      now: () => new Date(clock.now()),
      propagation: { timeoutMs: 4_000, intervalMs: 2_000, sleep },
    },
    onEvent: (event) => said.push(event),
  });
  return said.map((one) => JSON.stringify(one));
}

/** Only here is a secret handed in; of a key file, not even here: it signs. */
const signIn = 'login.microsoftonline.com';

const takers = Object.values(runbooks).filter(takesSecret);
const worlds = takers.flatMap((runbook) => {
  const { faults, healthyWorld, paths } = proofs[runbook.id] as Proof;
  return [
    ...Object.entries(paths ?? { healthy: {} }).map(([name, inputs]) => ({
      runbook,
      name,
      step: undefined,
      make: () => healthyWorld(simulator, inputs),
    })),
    ...faults.map((fault) => ({
      ...{ runbook, name: fault.name, step: fault.step },
      make() {
        const subject = healthyWorld(simulator, fault.inputs);
        fault.breaks(subject);
        return subject;
      },
    })),
  ];
});

test('there are runbooks that take secrets, on both clouds', () => {
  expect(new Set(takers.map(({ provider }) => provider))).toEqual(new Set(['azure', 'gcp']));
  expect(worlds.length).toBeGreaterThan(50);
});

/**
 * Worlds in which the secret was handed in at a sign-in: where none was, nothing was put to the
 * proof.
 */
let handedIn = 0;
let looked = 0;

test.each(worlds)('$runbook.id, $name', async ({ runbook, step, make }) => {
  const subject = make();
  const secrets = secretsIn(runbook, subject.inputs);
  for (const vantage of lookingVantages) {
    sent = [];
    const said = await lookAt(runbook, subject, vantage, step);
    looked += 1;
    for (const secret of secrets) {
      expect(
        said.filter(
          (text) => text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1)),
        ),
      ).toEqual([]);
      const places = sent.filter(({ text }) => text.includes(secret)).map(({ host }) => host);
      expect([...new Set(places)].filter((host) => host !== signIn || secret.length > 64)).toEqual(
        [],
      );
      if (places.length > 0) handedIn += 1;
    }
  }
  simulator.removeWorld(subject.world);
});

test('the proof has seen secrets at work', () => {
  expect(looked).toBe(worlds.length * 2);
  expect(handedIn).toBeGreaterThan(10);
});
