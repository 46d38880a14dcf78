import { describe, expect, test } from 'vitest';
import { sessionSchema } from '../verification/events.ts';
import { simulateAws, type TestWorld } from '../verification/testing/aws-world.ts';
import { eventsOf, startOver, typed, wanted } from './testing.ts';

const { healthy } = simulateAws();

type Change = (subject: TestWorld, externalId: string) => string | undefined;

const setId = ({ role }: TestWorld, Condition: unknown) => {
  const trust = role.trustPolicy as { Statement: { Condition?: unknown }[] };
  for (const statement of trust.Statement) statement.Condition = Condition;
  return undefined;
};
const roles: Record<string, Change> = {
  own: (subject, id) => setId(subject, { StringEquals: { 'sts:ExternalId': id } }),
  open: (subject) => setId(subject, undefined),
  'open to any ID': (subject) => setId(subject, { StringLike: { 'sts:ExternalId': '*' } }),
  "somebody else's": (subject) => setId(subject, { StringEquals: { 'sts:ExternalId': 'theirs' } }),
  missing: () => `${typed.roleArn}-gone`,
};

/** All that a client with a new session sees of a role, and all that this server notes of it, without times and names. */
async function look(change: Change, mode: 'hosted' | 'demo' = 'hosted') {
  const server = startOver(healthy(), { mode });
  const issued = sessionSchema.parse(await (await server.post('/v1/sessions', {})).json());
  const inputs = { ...typed };
  inputs.roleArn = change(server, issued.externalId) ?? typed.roleArn;
  const body = { ...wanted, step: 'connect', vantage: 'spot', inputs, session: issued.session };
  const stream = { accept: 'text/event-stream' };
  const events = await eventsOf(await server.post('/v1/verifications', body, stream));
  const metrics = await server.registry.metrics();
  const withoutTimes = (text: string) =>
    text
      .replace(/"(durationMs|time|startedAt|requestId|session)":("[^"]*"|[\d.]+),?/g, '')
      .split('\n')
      .filter((line) => !/_seconds_(bucket|sum)/.test(line))
      .join('\n');
  return {
    events: withoutTimes(JSON.stringify(events)),
    lines: server.lines.map(withoutTimes),
    metrics: withoutTimes(metrics),
    calls: server.world.calls.map(({ operation }) => operation),
  };
}

describe('a hosted server, as Spot', () => {
  test.each(['open', 'open to any ID', "somebody else's"])(
    'says and notes of a role that is %s what it does of one that is missing',
    async (name) => {
      const missing = await look(roles.missing as Change);
      expect(await look(roles[name] as Change)).toEqual(missing);
    },
  );
  test('tells the owner of a role, and the demo tells everybody', async () => {
    const missing = await look(roles.missing as Change);
    const own = await look(roles.own as Change);
    expect(own.events).not.toEqual(missing.events);
    expect(own.calls).toContain('GetObject');
    const open = await look(roles.open as Change, 'demo');
    expect(open.events).toContain('TEST-ACCESS-001');
  });
});

test('33 verifications of one client make no more AssumeRole calls than its budget, whatever they name', async () => {
  const start = async () => {
    // All at the same time: how many places one client has is another matter (slots.test.ts).
    const limits = { concurrent: 33, concurrentPerClient: 33 };
    const server = startOver(healthy(), { mode: 'hosted', limits });
    const { session } = sessionSchema.parse(await (await server.post('/v1/sessions', {})).json());
    const verify = async (name: string) => {
      const inputs = { ...typed, roleArn: `arn:aws:iam::111122223333:role/${name}` };
      const body = { ...wanted, step: 'connect', vantage: 'spot', inputs, session };
      const answer = await server.post('/v1/verifications', body);
      return answer.text();
    };
    const count = () => server.world.calls.length;
    return { verify, count };
  };
  const one = await start();
  await Promise.all(Array.from({ length: 33 }, () => one.verify('Nobody')));
  // All three ways at 0 s, and one call each at 2 s and 4 s, which is as long as this server waits.
  expect(one.count()).toBe(5);
  const many = await start();
  const said = await Promise.all(
    Array.from({ length: 33 }, (_, index) => many.verify(`Nobody${index}`)),
  );
  expect(many.count()).toBeLessThanOrEqual(60);
  expect(said.filter((text) => /Check again in \d+ second/.test(text)).length).toBeGreaterThan(0);
});
