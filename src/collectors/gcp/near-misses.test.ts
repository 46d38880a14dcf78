import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valuesOf } from '../../../runbooks/define-faults.ts';
import { createHealthyWorld, type GcpWorld } from '../../../runbooks/gcp/_world/world.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import ancestorPolicies from '../../evidence/gcp/ancestor-policies.ts';
import billingAccounts from '../../evidence/gcp/billing-accounts.ts';
import project from '../../evidence/gcp/project.ts';
import serviceAccountKeys from '../../evidence/gcp/service-account-keys.ts';
import services from '../../evidence/gcp/services.ts';
import spotZones from '../../evidence/gcp/spot-zones.ts';
import { evidenceOfGcpError } from '../../providers/gcp/errors.ts';
import { createUser, setServices } from '../../simulator/gcp/seed.ts';
import { Simulator } from '../../simulator/index.ts';
import type { GatherContext } from '../define-collector.ts';
import { openGcpCollectors } from './_client/open-collectors.ts';

const simulator = new Simulator();
const server = setupServer(...simulator.mswHandlers());
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
async function gather<T>(
  kind: EvidenceKind<T>,
  subject: GcpWorld,
  options: { token?: string; vantage?: 'spot' } = {},
): Promise<Evidence<T>> {
  const { token = subject.reader.gcp?.accessToken ?? '', vantage = 'reader' } = options;
  const collectors = openGcpCollectors({ vantage, tokens: { accessToken: async () => token } });
  const context: GatherContext = {
    inputs: valuesOf(subject),
    signal: AbortSignal.timeout(9_000),
    need: ((other: EvidenceKind) => collectors.collect(other, context)) as GatherContext['need'],
    now: () => new Date(subject.world.clock.now()),
    waiting: () => undefined,
  };
  return (await collectors.collect(kind, context)) as Evidence<T>;
}

async function seen<T>(...asked: Parameters<typeof gather<T>>): Promise<T> {
  const evidence = await gather(...asked);
  if (evidence.status !== 'found') throw new Error(`${asked[0].id}: ${evidence.status}`);
  return evidence.value;
}
test('Google’s own keys are not the reader’s', async () => {
  const subject = createHealthyWorld(simulator);
  const urls: string[] = [];
  server.events.on('request:start', ({ request }) => void urls.push(request.url));
  const value = await seen(serviceAccountKeys, subject);
  expect(value.map(({ keyType }) => keyType)).toEqual(['USER_MANAGED']);
  expect(urls.join()).toContain('keyTypes=USER_MANAGED');
});
test('an API that is off is not in the list', async () => {
  const subject = createHealthyWorld(simulator);
  setServices(subject.world, subject.project.projectId, { off: ['monitoring'] });
  const value = await seen(services, subject);
  expect(value.map((one) => one.config.name)).not.toContain('monitoring.googleapis.com');
});
test('a closed billing account is not offered', async () => {
  const subject = createHealthyWorld(simulator);
  for (const one of subject.world.gcp.billingAccounts.values()) one.open = false;
  expect(await seen(billingAccounts, subject)).toEqual([]);
});
test('zones are those that Google named', async () => {
  const subject = createHealthyWorld(simulator);
  expect((await seen(spotZones, subject, { token: '', vantage: 'spot' })).items?.[0]?.name).toMatch(
    /^[a-z]+-[a-z]+\d-[a-z]$/,
  );
});
test('one hidden ancestor hides the whole, instead of being one that grants nothing', async () => {
  const subject = createHealthyWorld(simulator);
  const { projectId } = subject.project;
  const { accessToken } = createUser(subject.world, {
    email: 'bob@example.com',
    projectId,
    roles: { [`projects/${projectId}`]: ['roles/owner'] },
  });
  expect(await gather(ancestorPolicies, subject, { token: accessToken })).toMatchObject({
    status: 'denied',
  });
});
test('404 is absence only where the kind says so', () => {
  expect(evidenceOfGcpError(project, { code: 'NOT_FOUND', status: 404, message: 'm' }).status).toBe(
    'unreachable',
  );
});
