import { describe, expect, test } from 'vitest';
import {
  inputs,
  simulateAws,
  type TestWorld,
  testRunbook,
} from '../../../verification/testing/aws-world.ts';
import { verify } from '../../../verification/verify.ts';
import { createAwsClients } from './clients.ts';
import { openAwsCollectors } from './open-collectors.ts';

const { healthy } = simulateAws();

const look = (subject: TestWorld, vantage: 'reader' | 'spot') =>
  verify({
    runbook: testRunbook,
    inputs,
    vantage,
    collectors: openAwsCollectors({ vantage, credentials: async () => subject[vantage] }),
  });

/** How often each principal of a world signed a call, without the random part of a session's name. */
function signaturesOf({ world }: TestWorld): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { principal } of world.calls.splice(0)) {
    const who = principal.replace(/[0-9a-f]{8}$/, '');
    counts[who] = (counts[who] ?? 0) + 1;
  }
  return counts;
}

describe('verifications that share connections', () => {
  test('sign with their own credentials alone, however many run at the same time', async () => {
    const worlds = [healthy(), healthy(), healthy()];
    const alone = [];
    for (const one of worlds) {
      const reports = [await look(one, 'reader'), await look(one, 'spot')];
      alone.push({ signatures: signaturesOf(one), status: reports.map(({ status }) => status) });
    }
    const together = await Promise.all(
      worlds.map(async (one) => {
        const reports = await Promise.all([look(one, 'reader'), look(one, 'spot')]);
        return { one, status: reports.map(({ status }) => status) };
      }),
    );
    expect(together.map(({ one, status }) => ({ signatures: signaturesOf(one), status }))).toEqual(
      alone,
    );
    expect(Object.keys(alone[0]?.signatures ?? {})).toHaveLength(3);
  });

  test('sign with the keys of their own world: another knows none of them', async () => {
    const keys = new Map<TestWorld, Set<string>>();
    const worlds = [healthy(), healthy(), healthy(), healthy()];
    for (const one of worlds) {
      const used = new Set<string>();
      keys.set(one, used);
      one.world.chaos = {
        latencyMs: 5,
        intercept: ({ request }) => {
          const signed = /Credential=(\w+)/.exec(request.headers.get('authorization') ?? '')?.[1];
          used.add(signed ?? 'nobody');
          return undefined;
        },
      };
    }
    await Promise.all(worlds.flatMap((one) => [look(one, 'reader'), look(one, 'spot')]));
    const all = [...keys.values()].flatMap((used) => [...used]);
    expect(new Set(all).size).toBe(all.length);
    for (const [{ world }, used] of keys) {
      expect(used.size).toBe(3);
      for (const key of used) expect(world.aws.credentials.has(key)).toBe(true);
    }
  });

  test('leave them open for the others when they are over', async () => {
    const credentials = async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' });
    const one = createAwsClients(credentials);
    const other = createAwsClients(credentials);
    expect(one.sts.config.requestHandler).toBe(other.iam.config.requestHandler);
    expect(one.sts).not.toBe(other.sts);
    const subject = healthy();
    one.close();
    expect((await look(subject, 'reader')).steps[0]?.status).toBe('pass');
  });
});
