import { describe, expect, test } from 'vitest';
import type { Check } from '../checks/define-check.ts';
import type { Report } from '../checks/report.ts';
import type { Collectors } from '../collectors/define-collector.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import { type VerificationEvent, verificationEventSchema } from './events.ts';
import {
  collectorsOf,
  inputs,
  simulateAws,
  type TestWorld,
  testRunbook,
} from './testing/aws-world.ts';
import { verify } from './verify.ts';
import type { VerifyOptions } from './verify-options.ts';

const { healthy } = simulateAws();

const propagationOf = ({ world }: TestWorld) => ({
  ...{ timeoutMs: 20_000, intervalMs: 2_000 },
  sleep: async (milliseconds: number) => world.clock.advance(milliseconds),
});

async function run(subject: TestWorld, options: Partial<VerifyOptions> = {}) {
  const events: VerificationEvent[] = [];
  const { vantage = 'reader' } = options;
  const report = await verify({
    runbook: testRunbook,
    inputs,
    vantage,
    ...(vantage === 'pasted' ? {} : { collectors: collectorsOf(subject[vantage], vantage) }),
    now: () => new Date(subject.world.clock.now()),
    propagation: propagationOf(subject),
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { report, events };
}

const statuses = (report: Report) =>
  Object.fromEntries(report.steps.map(({ id, status }) => [id, status]));

describe('a whole runbook', () => {
  test('as the reader: right, and what only Spot can decide is reported but not counted', async () => {
    const { report } = await run(healthy());
    expect(statuses(report)).toEqual({
      account: 'pass',
      bucket: 'pass',
      policy: 'pass',
      report: 'pass',
      role: 'pass',
      connect: 'undetermined',
    });
    expect(report.status).toBe('pass');
    expect(report.steps.at(-1)?.checks[0]?.unseen).toMatchObject([
      { message: 'Only Spot can try this.' },
    ]);
  });
  test("what the reader sees wrong in a step that is Spot's to decide counts", async () => {
    const [access] = testRunbook.steps.connect?.checks ?? [];
    if (!access) throw new Error('The test runbook has no connect step.');
    const wrongArn: Check = {
      ...access,
      needs: {},
      inputs: [],
      assess: (_seen, _inputs, judge) => judge.found('refused', { what: 'a wrong ARN' }),
    };
    const connect = { title: 'Connect', vantage: 'spot' as const, checks: [wrongArn] };
    const { report } = await run(healthy(), {
      runbook: { ...testRunbook, steps: { ...testRunbook.steps, connect } },
    });
    expect(statuses(report)).toMatchObject({ role: 'pass', connect: 'fail' });
    expect(report.status).toBe('fail');
  });
  test('as Spot: what the role may not see is undetermined, never absent', async () => {
    const subject = healthy();
    const { report } = await run(subject, { vantage: 'spot' });
    expect(statuses(report)).toMatchObject({
      account: 'undetermined',
      role: 'undetermined',
      connect: 'pass',
      report: 'pass',
    });
    expect(report.status).toBe('undetermined');
    expect(subject.world.calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(
      3,
    );
  });
  test('asks each thing once', async () => {
    const subject = healthy();
    await run(subject);
    const operations = subject.world.calls.map(
      ({ service, operation }) => `${service}:${operation}`,
    );
    const simulations = operations.filter((operation) =>
      operation.endsWith('SimulatePrincipalPolicy'),
    );
    expect(simulations).toHaveLength(2);
    const others = operations.filter((operation) => !operation.endsWith('SimulatePrincipalPolicy'));
    expect(new Set(others).size).toBe(others.length);
  });
  test('says plan first, report last, each piece of evidence and each check once', async () => {
    const { events, report } = await run(healthy());
    for (const event of events) expect(() => verificationEventSchema.parse(event)).not.toThrow();
    const types = events.map(({ type }) => type);
    expect(types[0]).toBe('plan');
    expect(types.at(-1)).toBe('report');
    const [plan] = events;
    if (plan?.type !== 'plan') throw new Error('no plan');
    const seen = events.flatMap((event) => (event.type === 'evidence' ? [event.id] : []));
    expect(seen.sort()).toEqual(plan.evidence.map(({ id }) => id).sort());
    const judged = events.flatMap((event) => (event.type === 'check' ? [event.result.id] : []));
    expect(judged.sort()).toEqual(
      report.steps.flatMap(({ checks }) => checks.map(({ id }) => id)).sort(),
    );
  });
  test('judges a check as soon as its own evidence is in', async () => {
    const subject = healthy();
    subject.world.chaos = {
      intercept: ({ operation }) =>
        operation.endsWith('GetRole')
          ? new Promise<Response>((done) =>
              setTimeout(done, 300, new Response('', { status: 500 })),
            )
          : undefined,
    };
    const { events } = await run(subject);
    const order = events.flatMap((event) =>
      event.type === 'check' ? [event.step] : event.type === 'evidence' ? [event.id] : [],
    );
    expect(order.indexOf('account')).toBeLessThan(order.indexOf('aws/role'));
    expect(order.indexOf('policy')).toBeLessThan(order.indexOf('aws/role'));
  });
  test('wrong things fail, and block what builds on them', async () => {
    const { report } = await run(healthy(), {
      inputs: { ...inputs, bucketName: 'nobody-has-this-bucket' },
    });
    expect(statuses(report)).toMatchObject({
      account: 'pass',
      bucket: 'fail',
      policy: 'undetermined',
    });
    expect(report.steps[2]?.checks[0]?.unseen).toMatchObject([{ reason: 'blocked' }]);
    expect(report.status).toBe('fail');
  });
  test('data that is still to come is pending', async () => {
    const subject = healthy();
    subject.world.aws.buckets.get(inputs.bucketName)?.objects.clear();
    const { report } = await run(subject, { vantage: 'spot', step: 'connect' });
    expect(report).toMatchObject({
      status: 'pending',
      steps: [{ checks: [{ pending: { until: expect.stringMatching(/Z$/) } }] }],
    });
  });
});

describe('one step', () => {
  test('looks only at what it needs, and at what it waits for', async () => {
    const subject = healthy();
    const { report, events } = await run(subject, {
      step: 'policy',
      inputs: { ...inputs, bucketName: 'nobody-has-this-bucket' },
    });
    expect(report.steps.map(({ id }) => id)).toEqual(['policy']);
    expect(report.steps[0]?.checks[0]).toMatchObject({
      id: 'test/policy',
      status: 'undetermined',
      unseen: [{ reason: 'blocked' }],
    });
    expect(events.filter(({ type }) => type === 'check')).toHaveLength(1);
    expect(new Set(subject.world.calls.map(({ operation }) => operation))).toEqual(
      new Set(['GetBucketLocation', 'ListBuckets', 'GetBucketPolicy']),
    );
  });
  test('undo steps are verified only when asked for', async () => {
    const { report } = await run(healthy(), { step: 'undo' });
    expect(statuses(report)).toEqual({ undo: 'fail' });
  });
  test('an unknown step', async () => {
    await expect(run(healthy(), { step: 'toString' })).rejects.toThrow(
      /no step “toString”.*account, bucket/,
    );
  });
  test('a missing input is named, and nothing is asked', async () => {
    const subject = healthy();
    const { report } = await run(subject, { step: 'policy', inputs: {} });
    expect(report.status).toBe('undetermined');
    expect(subject.world.calls.map(({ operation }) => operation)).toEqual(['ListBuckets']);
    const { report: bucket } = await run(subject, { step: 'bucket', inputs: { bucketName: '' } });
    expect(bucket.steps[0]?.checks[0]?.unseen).toMatchObject([
      { reason: 'notCollected', message: 'Fill in “s3-bucket-name” first.' },
    ]);
  });
});

describe('what was pasted', () => {
  const identity = JSON.stringify({
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/a',
    UserId: 'A',
  });
  const alone =
    '\nAn error occurred (AWSOrganizationsNotInUseException) when calling the DescribeOrganization operation: Your account is not a member of an organization.\n';
  test('is all there is in its own vantage', async () => {
    const subject = healthy();
    const { report } = await run(subject, {
      vantage: 'pasted',
      step: 'account',
      pasted: { 'aws/caller-identity': identity, 'aws/organization': alone },
    });
    expect(report).toMatchObject({
      status: 'fail',
      steps: [{ checks: [{ findings: [{ code: 'TEST/ACCOUNT-001' }], unseen: [] }] }],
    });
    expect(subject.world.calls).toEqual([]);
  });
  test('of the wrong command or cut off is never green, and says what it is', async () => {
    const { report } = await run(healthy(), {
      vantage: 'pasted',
      step: 'account',
      pasted: { 'aws/caller-identity': identity.slice(0, 20), 'aws/organization': identity },
    });
    expect(report.status).toBe('undetermined');
    expect(report.steps[0]?.checks[0]?.unseen).toMatchObject([
      {
        evidence: 'aws/caller-identity',
        reason: 'unreachable',
        message: expect.stringMatching(/cut off/),
        command: expect.stringMatching(/get-caller-identity/),
      },
      {
        evidence: 'aws/organization',
        reason: 'unreachable',
        message: expect.stringMatching(/looks like the output of “aws sts get-caller-identity”/),
      },
    ]);
  });
  test('fills in what the vantage cannot see, and never replaces what it sees', async () => {
    const organization = JSON.stringify({
      Organization: { Id: 'o-1', MasterAccountId: '111122223333' },
    });
    const { report } = await run(healthy(), {
      vantage: 'spot',
      step: 'account',
      pasted: { 'aws/organization': organization, 'aws/caller-identity': 'nonsense' },
    });
    expect(report.status).toBe('pass');
  });
  test('cannot stand in for what only Spot can try', async () => {
    const pasted = {
      'aws/spot-assumption': '{"withExternalId":"granted","withoutExternalId":"refused"}',
    };
    const { report } = await run(healthy(), { step: 'connect', pasted });
    expect(report.status).toBe('undetermined');
  });
});

describe('time', () => {
  test.each([
    ['reader', 2],
    ['spot', 3],
  ] as const)(
    'as %s no more calls wait for each other than the longest chain has (%i)',
    async (vantage, chain) => {
      const subject = healthy();
      subject.world.chaos = { latencyMs: 400 };
      await run(subject, { vantage });
      expect(subject.world.calls.length).toBeGreaterThan(chain * 4);
      // Wall time depends on how busy the machine is (npm run bench measures it); the most calls of
      // which none overlap does not.
      let inARow = 0;
      let until = Number.NEGATIVE_INFINITY;
      for (const { startedAt, endedAt } of [...subject.world.calls].sort(
        (x, y) => x.endedAt - y.endedAt,
      )) {
        if (startedAt < until) continue;
        inARow++;
        until = endedAt;
      }
      expect(inARow).toBe(chain);
    },
  );
  test('the deadline turns what is missing into unreachable; the rest is told', async () => {
    const subject = healthy();
    subject.world.chaos = {
      intercept: ({ operation }) =>
        operation.endsWith('ListBuckets') ? new Promise<Response>(() => undefined) : undefined,
    };
    const collectors = collectorsOf(subject.reader, 'reader');
    const startedAt = performance.now();
    const { report } = await run(subject, { collectors, deadlineMs: 300 });
    expect(performance.now() - startedAt).toBeLessThan(600);
    expect(statuses(report)).toMatchObject({ account: 'pass', bucket: 'undetermined' });
    expect(report.steps[1]?.checks[0]?.unseen).toMatchObject([
      { reason: 'unreachable', message: expect.stringMatching(/within the time/) },
    ]);
  });
  test('a client that leaves ends everything', async () => {
    const subject = healthy();
    subject.world.chaos = { latencyMs: 200 };
    const client = new AbortController();
    const events: VerificationEvent[] = [];
    setTimeout(() => client.abort(new DOMException('The client left.', 'AbortError')), 50);
    const collectors = collectorsOf(subject.reader, 'reader');
    const promise = verify({
      runbook: testRunbook,
      inputs,
      vantage: 'reader',
      collectors,
      signal: client.signal,
      onEvent: (event) => events.push(event),
    });
    await expect(promise).rejects.toThrow('The client left.');
    const told = events.length;
    await new Promise((done) => setTimeout(done, 500));
    expect(events).toHaveLength(told);
    expect(events.map(({ type }) => type)).not.toContain('report');
    // The simulator records a call when it ends; of the calls that depend on others none was ever
    // sent.
    expect(
      subject.world.calls.some(({ operation }) => operation === 'SimulatePrincipalPolicy'),
    ).toBe(false);
  });
});

test('a collector with a defect is no answer about the account', async () => {
  const closed: string[] = [];
  const collectors: Collectors = {
    collect: async (kind: EvidenceKind) => {
      throw new Error(`defect in ${kind.id}`);
    },
    close: () => void closed.push('closed'),
  };
  const { report } = await run(healthy(), { collectors, step: 'account' });
  expect(report.status).toBe('undetermined');
  expect(report.steps[0]?.checks[0]?.unseen[0]?.message).toMatch(
    /failed on our side \(defect in aws\/caller-identity\)/,
  );
  expect(closed).toEqual(['closed']);
});
