import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCollectors } from '../../src/collectors/index.ts';
import { createSharedSignIns } from '../../src/collectors/kernel/shared-sign-ins.ts';
import spotAssumption from '../../src/evidence/aws/spot-assumption.ts';
import type { EvidenceKind } from '../../src/evidence/define-evidence.ts';
import type { AwsAccount } from '../../src/simulator/aws/state.ts';
import { Simulator } from '../../src/simulator/index.ts';
import type { VerificationEvent } from '../../src/verification/events.ts';
import { kindsOfRunbook } from '../../src/verification/judge-step.ts';
import { verify } from '../../src/verification/verify.ts';
import { type Fault, type Proof, type ProofWorld, valuesOf } from '../define-faults.ts';
import type { Runbook } from '../define-runbook.ts';
import { loadProofs } from '../proofs.ts';
import { loadRunbooks } from '../workflows.ts';

/**
 * What a hosted server says as Spot in every broken world of every guide that Spot assumes a role in:
 * to whoever names a role which does not let Spot in as it should, exactly what it says of a role that is not
 * there.
 */

const simulator = new Simulator();
const server = setupServer(...simulator.mswHandlers());
beforeAll(() => server.listen());
afterAll(() => server.close());
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const size = { burst: 1_000, perSecond: 1 };

const openAsSpot = ({ spot }: ProofWorld) =>
  openCollectors({
    vantage: 'spot',
    credentials: spot.aws ? { aws: async () => spot.aws as never } : {},
  });

/** Whether Spot gets in as it should: then the one who asks owns the role, and is told. */
async function getsIn(subject: ProofWorld): Promise<boolean> {
  const collectors = openAsSpot(subject);
  const assumption = await collectors.collect(spotAssumption as EvidenceKind, {
    inputs: valuesOf(subject),
    signal: new AbortController().signal,
    now: () => new Date(),
    need: () => Promise.reject(new Error('It stands for itself.')),
    waiting: () => undefined,
    propagation: { timeoutMs: 0, intervalMs: 1 },
  });
  collectors.close();
  if (assumption.status !== 'found') return false;
  const tried = spotAssumption.schema.parse(assumption.value);
  const { withExternalId, withoutExternalId, withOtherExternalId } = tried;
  return (
    `${withExternalId} ${withoutExternalId} ${withOtherExternalId}` === 'granted refused refused'
  );
}

/** All events of a verification, durations and times of the report included, and its calls. */
async function look(runbook: Runbook, subject: ProofWorld, mode: 'hosted' | 'demo') {
  const { world } = subject;
  const events: VerificationEvent[] = [];
  const signIns = createSharedSignIns({ perClient: size, perSite: size, perInstance: size });
  const hosted = { hidesOpenRoles: true, signIns: signIns.of('a stranger') };
  await verify({
    runbook,
    vantage: 'spot',
    inputs: valuesOf(subject),
    collectors: openAsSpot(subject),
    now: () => new Date(world.clock.now()),
    onEvent: (event) => void events.push(event),
    forStrangers: mode === 'hosted' ? hosted : undefined,
    propagation: {
      timeoutMs: 20_000,
      intervalMs: 2_000,
      sleep: async (milliseconds) => {
        vi.advanceTimersByTime(milliseconds);
        world.clock.advance(0);
      },
    },
  });
  return {
    events: events.map((event) => JSON.stringify(event)),
    calls: world.calls.map(({ operation }) => operation),
    grants: world.calls.filter(({ status }) => status === 200).length,
  };
}

function removeRole(subject: ProofWorld): void {
  const { roleArn = '' } = subject.inputs;
  const [, , , , account = ''] = roleArn.split(':');
  const accounts: Map<string, AwsAccount> = subject.world.aws.accounts;
  accounts.get(account)?.roles.clear();
}

const [runbooks, proofs] = await Promise.all([loadRunbooks(), loadProofs()]);
const assuming = Object.values(runbooks).filter((runbook) =>
  kindsOfRunbook(runbook).some(({ id }) => id === spotAssumption.id),
);

test('there are three guides in which Spot assumes a role', () => {
  expect(assuming.map(({ id }) => id).sort()).toEqual([
    'aws/linked-account',
    'aws/linked-account-manual',
    'aws/management-account',
  ]);
});

describe.each(assuming)('$id', (runbook) => {
  const { faults: all, healthyWorld } = proofs[runbook.id] as Proof;
  // Those that change nothing for Spot's eyes say nothing of them.
  const faults = all.filter(({ expected }) => expected.spot !== undefined);
  const build = (fault: Fault) => {
    const subject = healthyWorld(simulator, fault.inputs);
    fault.breaks(subject);
    return subject;
  };
  let open = 0;
  let hidden = 0;
  test.each(faults)('$name', async (fault) => {
    if (await getsIn(build(fault))) return;
    hidden += 1;
    const startedAt = Date.now();
    const hosted = await look(runbook, build(fault), 'hosted');
    if (hosted.grants > 0) open += 1;
    vi.setSystemTime(startedAt);
    const without = build(fault);
    removeRole(without);
    const missing = await look(runbook, without, 'hosted');
    expect(hosted.events).toEqual(missing.events);
    expect(hosted.calls).toEqual(missing.calls);
  });
  test('there were open roles among them, which the demo goes on telling', async () => {
    expect(open).toBeGreaterThan(0);
    expect(hidden).toBeGreaterThan(open);
    const fault = faults.find(({ expected }) => expected.spot?.includes('AWS-TRUST-004'));
    const demo = await look(runbook, build(fault as Fault), 'demo');
    expect(demo.events.join()).toContain('AWS-TRUST-004');
  });
});
