import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import bucketLocation from '../../../evidence/aws/bucket-location.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import spotReads from '../../../evidence/aws/spot-reads.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { World } from '../../../simulator/index.ts';
import {
  collectorsOf,
  inputs,
  simulateAws,
  type TestWorld,
} from '../../../verification/testing/aws-world.ts';
import type { ForStrangers } from '../../define-collector.ts';
import { createSharedSignIns } from '../../kernel/shared-sign-ins.ts';

const { healthy } = simulateAws();

// The time of the test, of the program and of the world is one; it moves where the test says so.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const startSignIns = () =>
  createSharedSignIns({
    perClient: { burst: 1_000, perSecond: 1 },
    perSite: { burst: 1_000, perSecond: 1 },
    perInstance: { burst: 1_000, perSecond: 1 },
  });

const kinds = [spotAssumption, bucketLocation, spotReads] as EvidenceKind[];

/** All that somebody sees who names this role to a hosted server, and when, in milliseconds. */
async function ask(subject: TestWorld, values = inputs, signIns = startSignIns()) {
  const { world } = subject;
  const collectors = collectorsOf(subject.spot, 'spot');
  const startedAt = Date.now();
  const seen: unknown[] = [];
  const see = (what: unknown) => void seen.push({ at: Date.now() - startedAt, what });
  const known = new Map<string, Promise<Evidence>>();
  const forStrangers: ForStrangers = { hidesOpenRoles: true, signIns: signIns.of('somebody') };
  const context = {
    inputs: values,
    signal: new AbortController().signal,
    now: () => new Date(world.clock.now()),
    need(kind: EvidenceKind): Promise<Evidence> {
      const evidence = known.get(kind.id) ?? collectors.collect(kind, context as never);
      known.set(kind.id, evidence);
      return evidence;
    },
    waiting: (message: string, untilMs: number) => see({ message, untilMs }),
    propagation: {
      timeoutMs: 20_000,
      intervalMs: 2_000,
      sleep: async (milliseconds: number) => {
        vi.advanceTimersByTime(milliseconds);
        world.clock.advance(0);
      },
    },
    forStrangers,
  };
  const before = world.calls.length;
  await Promise.all(kinds.map(async (kind) => see([kind.id, await context.need(kind)])));
  collectors.close();
  return { seen, calls: world.calls.slice(before).map(({ operation }) => operation) };
}

const setCondition = ({ role }: TestWorld, condition: unknown) => {
  const trust = role.trustPolicy as { Statement: { Condition?: unknown }[] };
  for (const statement of trust.Statement) statement.Condition = condition;
};

const missing = { ...inputs, roleArn: 'arn:aws:iam::111122223333:role/Missing' };
const nobody = { ...inputs, roleArn: 'arn:aws:iam::999988887777:role/Missing' };

/** Answers each AssumeRole call itself where `answer` does so. */
function interceptAssumeRole(
  { world }: { world: World },
  answer: (form: URLSearchParams) => Response | undefined,
) {
  world.chaos = {
    intercept: async ({ operation, request }) =>
      operation.endsWith('AssumeRole')
        ? answer(new URLSearchParams(await request.clone().text()))
        : undefined,
  };
}

const refuseOf = (code: string, message: string, status = 403) =>
  new Response(
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
    { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'r-1' } },
  );

/** Roles that are not this session's, and what is special about each. */
const strangers: Record<string, (subject: TestWorld) => typeof inputs | undefined> = {
  'asks for no external ID': (subject) => void setCondition(subject, undefined),
  'takes any external ID': (subject) =>
    void setCondition(subject, { StringLike: { 'sts:ExternalId': '*' } }),
  'takes a pattern that fits every session': (subject) =>
    void setCondition(subject, { StringLike: { 'sts:ExternalId': '?'.repeat(25) } }),
  "asks for somebody else's external ID": (subject) =>
    void setCondition(subject, { StringEquals: { 'sts:ExternalId': 'somebody-elses' } }),
  'lets Spot in only where there is no external ID': (subject) =>
    void setCondition(subject, { Null: { 'sts:ExternalId': 'true' } }),
  'trusts another principal': ({ role }) => {
    for (const statement of role.trustPolicy.Statement as { Principal?: unknown }[])
      statement.Principal = { AWS: 'arn:aws:iam::444455556666:root' };
    return undefined;
  },
  'is open from the third second on': (subject) => {
    setCondition(subject, undefined);
    subject.role.effectiveAt = subject.world.clock.now() + 3_000;
    return undefined;
  },
  'is open until the third second': (subject) => {
    const opened = subject.world.clock.now();
    const { trustPolicy } = subject.role;
    Object.defineProperty(subject.role, 'trustPolicy', {
      get() {
        const isOpen = subject.world.clock.now() < opened + 3_000;
        const Condition = isOpen ? undefined : { StringEquals: { 'sts:ExternalId': 'x-y' } };
        const [statement] = trustPolicy.Statement as object[];
        return { ...trustPolicy, Statement: [{ ...statement, Condition }] };
      },
    });
    return undefined;
  },
  'is open, and AWS takes longer to grant than to refuse': (subject) => {
    setCondition(subject, undefined);
    interceptAssumeRole(subject, () => void vi.advanceTimersByTime(130));
    return undefined;
  },
  'is refused by a rule of its organization, which AWS names': (subject) => {
    interceptAssumeRole(subject, () =>
      refuseOf(
        'AccessDenied',
        'not authorized, with an explicit deny in a resource control policy',
      ),
    );
    return undefined;
  },
  'would be granted, but its account has switched the region off': (subject) => {
    interceptAssumeRole(subject, () =>
      refuseOf('RegionDisabledException', 'STS is not activated in this region for the account'),
    );
    return undefined;
  },
  'is open, and what AWS grants is of another role': (subject) => {
    interceptAssumeRole(
      subject,
      () =>
        new Response(
          `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser><AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/Other/x</Arn></AssumedRoleUser><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></AssumeRoleResponse>`,
          { headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'r-1' } },
        ),
    );
    return undefined;
  },
  'is not there': () => missing,
  'is in an account that is not there': () => nobody,
};

describe('a stranger who names a role', () => {
  const reference = async () => {
    const { seen } = await ask(healthy(), nobody);
    return JSON.stringify(seen, undefined, 1);
  };
  test.each(Object.entries(strangers))(
    'that %s, sees what everybody sees, at the same times',
    async (_, change) => {
      const expected = await reference();
      const subject = healthy();
      const { seen, calls } = await ask(subject, change(subject) ?? inputs);
      expect(JSON.stringify(seen, undefined, 1)).toBe(expected);
      // Nothing of it was looked through.
      expect(new Set(calls)).toEqual(new Set(['AssumeRole']));
    },
  );
  test('sees this: four waits, and after 21 seconds that nothing is told', async () => {
    const { seen, calls } = await ask(healthy(), missing);
    const untold = { withExternalId: 'untold', withoutExternalId: 'untold' };
    expect(seen).toMatchObject([
      { at: 1_000, what: { untilMs: 20_000 } },
      { at: 3_000, what: { untilMs: 18_000 } },
      { at: 7_000, what: { untilMs: 14_000 } },
      { at: 15_000, what: { untilMs: 6_000 } },
      { at: 21_000, what: [bucketLocation.id, { status: 'notCollected' }] },
      { at: 21_000, what: [spotReads.id, { status: 'notCollected' }] },
      {
        at: 21_000,
        what: [spotAssumption.id, { value: { ...untold, withOtherExternalId: 'untold' } }],
      },
    ]);
    expect(calls).toHaveLength(7);
  });
  test('an open role takes as many calls as any other, and so as much of the budget', async () => {
    const subject = healthy();
    setCondition(subject, undefined);
    expect((await ask(subject)).calls).toHaveLength(7);
  });
  test('asks again, and sees the same again: two tries, and how long ago the last was', async () => {
    const again = async (
      values = inputs,
      change: (subject: TestWorld) => void = () => undefined,
    ) => {
      const subject = healthy();
      change(subject);
      const signIns = startSignIns();
      await ask(subject, values, signIns);
      vi.advanceTimersByTime(30_000);
      return ask(subject, values, signIns);
    };
    const open = await again(inputs, (subject) => setCondition(subject, undefined));
    const foreign = await again({ ...inputs, externalId: 'another-one-1234567890123' });
    const none = await again(missing);
    expect(open).toEqual(foreign);
    expect(none).toEqual(foreign);
    expect(foreign.calls).toHaveLength(4);
    expect(foreign.seen).toMatchObject([
      { at: 1_000, what: { message: expect.stringMatching(/30 seconds ago either/) } },
      { at: 7_000 },
      { at: 7_000 },
      { at: 7_000, what: [spotAssumption.id, { value: { failedSecondsAgo: 30 } }] },
    ]);
  });
});

describe('the owner of a role, whose external ID it asks for', () => {
  const granted = {
    withExternalId: 'granted',
    withoutExternalId: 'refused',
    withOtherExternalId: 'refused',
  };
  test('is told at once, and the role is looked through', async () => {
    const { seen, calls } = await ask(healthy());
    expect(seen).toContainEqual({
      at: 0,
      what: [spotAssumption.id, { status: 'found', value: granted }],
    });
    expect(seen).toContainEqual({
      at: 0,
      what: [spotReads.id, expect.objectContaining({ status: 'found' })],
    });
    expect(calls.filter((operation) => operation === 'AssumeRole')).toHaveLength(3);
  });
  test('is told as soon as the role has spread', async () => {
    const subject = healthy();
    subject.role.effectiveAt = subject.world.clock.now() + 5_000;
    const { seen, calls } = await ask(subject);
    expect(seen).toContainEqual({
      at: 6_000,
      what: [spotAssumption.id, { status: 'found', value: granted }],
    });
    // Three refused, one at 2 s, one at 6 s, which was granted, so all three at that moment.
    expect(calls.filter((operation) => operation === 'AssumeRole')).toHaveLength(8);
  });
  test('is told as soon as an open role was closed', async () => {
    const subject = healthy();
    const opened = subject.world.clock.now();
    const { trustPolicy } = subject.role;
    const [statement] = trustPolicy.Statement as object[];
    const open = { ...trustPolicy, Statement: [{ ...statement, Condition: undefined }] };
    Object.defineProperty(subject.role, 'trustPolicy', {
      get: () => (subject.world.clock.now() < opened + 5_000 ? open : trustPolicy),
    });
    const { seen } = await ask(subject);
    expect(seen).toContainEqual({
      at: 6_000,
      what: [spotAssumption.id, { status: 'found', value: granted }],
    });
  });
  test('who fixed it is told at the next click, though it failed a moment ago', async () => {
    const subject = healthy();
    const signIns = startSignIns();
    const { trustPolicy } = subject.role;
    subject.role.trustPolicy = { ...trustPolicy, Statement: [] };
    await ask(subject, inputs, signIns);
    subject.role.trustPolicy = trustPolicy;
    subject.role.effectiveAt = subject.world.clock.now() + 5_000;
    const { seen } = await ask(subject, inputs, signIns);
    expect(seen).toContainEqual({
      at: 6_000,
      what: [spotAssumption.id, { status: 'found', value: granted }],
    });
  });
});

describe('what says nothing of any role is told, at once', () => {
  test.each([
    ['throttling', () => refuseOf('Throttling', 'Rate exceeded', 400), /slow down/],
    ['an expired sign-in of Spot', () => refuseOf('ExpiredToken', 'expired'), /own sign-in/],
    ['a fault of AWS', () => refuseOf('InternalFailure', 'oops', 500), /problem of its own/],
  ])('%s', async (_, answer, words) => {
    const subject = healthy();
    interceptAssumeRole(subject, answer);
    const { seen } = await ask(subject);
    expect(seen).toContainEqual({
      at: 0,
      what: [
        spotAssumption.id,
        expect.objectContaining({ status: 'unreachable', message: expect.stringMatching(words) }),
      ],
    });
  });
  test('a text that is no ARN', async () => {
    const { seen } = await ask(healthy(), { ...inputs, roleArn: 'not an arn, but long enough' });
    expect(JSON.stringify(seen)).toMatch(/does not accept this as the ARN/);
  });
});

test('33 verifications of one role that refuses take the calls of one', async () => {
  const subject = healthy();
  const signIns = startSignIns();
  const asked = await Promise.all(Array.from({ length: 33 }, () => ask(subject, missing, signIns)));
  expect(subject.world.calls).toHaveLength(7);
  expect(new Set(asked.map(({ seen }) => JSON.stringify(seen))).size).toBe(1);
});

test('33 roles of one client take no more than its budget, and the others are told when to come back', async () => {
  const subject = healthy();
  const signIns = createSharedSignIns({
    perClient: { burst: 60, perSecond: 1 },
    perSite: { burst: 150, perSecond: 30 },
    perInstance: { burst: 300, perSecond: 60 },
  });
  const asked = await Promise.all(
    Array.from({ length: 33 }, (_, index) =>
      ask(subject, { ...missing, roleArn: `${missing.roleArn}${index}` }, signIns),
    ),
  );
  // Eight times seven: for a ninth there are four left of sixty.
  expect(subject.world.calls).toHaveLength(56);
  const told = asked.map(({ seen }) => JSON.stringify(seen));
  expect(told.filter((one) => one.includes('Check again in 3 seconds'))).toHaveLength(25);
});
