import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { judgingHere } from '../../src/server/testing.ts';
import { Simulator } from '../../src/simulator/index.ts';
import { Demo } from './demo.ts';
import { createDemoApp } from './demo-app.ts';

const simulator = new Simulator();
const server = setupServer(
  ...simulator.mswHandlers(),
  http.all('*', () => HttpResponse.error()),
);
beforeAll(() => server.listen());
afterAll(() => server.close());

const hour = 3_600_000;

/** The demo as `npm start` has it, without listening. */
function start() {
  const onReplaced = vi.fn();
  const demo = new Demo(simulator, onReplaced);
  const app = createDemoApp(demo, { judging: judgingHere, logger: pino({ level: 'silent' }) });
  const get = async (path: string) => (await app.request(path)).json();
  const post = async (path: string, body: unknown) => {
    const answer = await app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const verify = async (runbook: string, inputs: Record<string, string>, step?: string) =>
    (
      await post('/v1/verifications', {
        runbook,
        inputs,
        vantage: 'reader',
        ...(step ? { step } : {}),
      })
    ).body;
  return { demo, onReplaced, app, get, post, verify };
}

const codesOf = ({ steps }: { steps: { checks: { findings: { code: string }[] }[] }[] }) =>
  steps.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings.map(({ code }) => code)));

describe('worlds', () => {
  test('each runbook has one, with a reader of its own; a shell is told who when one is replaced, and only then', () => {
    const { demo, onReplaced } = start();
    const [way, end] = [demo.subject('spot/get-started'), demo.subject('spot/finish')];
    expect(way.world).not.toBe(end.world);
    expect(way.reader.spot?.token).not.toBe(end.reader.spot?.token);
    expect(demo.subject('spot/get-started')).toBe(way);
    expect(Object.keys(demo.subject('aws/management-account').reader)).toEqual(['aws']);
    expect(onReplaced).not.toHaveBeenCalled();
    demo.reset('spot/finish');
    expect(onReplaced).toHaveBeenCalledTimes(1);
    expect(demo.subject('spot/finish').reader.spot?.token).not.toBe(end.reader.spot?.token);
    expect(demo.subject('spot/get-started')).toBe(way);
  });
  test('who was signed in before is nobody after a reset', async () => {
    const { demo } = start();
    const { reader } = demo.subject('spot/finish');
    const ask = () =>
      fetch('https://api.spotinst.io/setup/account', {
        headers: { authorization: `Bearer ${reader.spot?.token}` },
      });
    expect((await ask()).status).toBe(200);
    demo.reset('spot/finish');
    expect((await ask()).status).toBe(401);
  });
  test('at first nobody has done anything: no step but the first is right', async () => {
    const { verify, demo } = start();
    const { spotAccountId: _, ...typed } = demo.subject('spot/get-started').inputs;
    const { status, steps } = await verify('spot/get-started', typed);
    expect(status).not.toBe('pass');
    expect(steps.map(({ status }: { status: string }) => status === 'pass')).toEqual([true, false]);
  });
  test('an unknown runbook is said to be one', () => {
    expect(() => start().demo.subject('aws/nothing')).toThrow(/no runbook aws\/nothing/);
    expect(() => start().demo.subject('toString')).toThrow(/no runbook toString/);
  });
});

describe('break', () => {
  test('makes the mistake, and hands over what its reader has typed', async () => {
    const { post, verify, onReplaced } = start();
    const runbook = 'spot/get-started';
    const { status, body } = await post('/demo/break', { runbook, fault: 'account-holds-another' });
    expect(status).toBe(200);
    expect(codesOf(await verify(runbook, body.inputs))).toEqual(['SPOT-ACCOUNT-002']);
    expect(onReplaced).not.toHaveBeenCalled();
    await post('/demo/break', { runbook, fault: 'account-deleted' });
    expect(onReplaced).toHaveBeenCalledTimes(1);
  });
  test('of another path comes with the inputs that choose it', async () => {
    const { post, verify, demo } = start();
    const runbook = 'spot/finish';
    const { body } = await post('/demo/break', { runbook, fault: 'key-never-uploaded' });
    expect(body.inputs).toMatchObject({
      cloud: 'gcp',
      serviceAccountEmail: expect.stringContaining('gserviceaccount.com'),
    });
    expect(Object.keys(demo.subject(runbook).reader)).toEqual(['spot', 'gcp']);
    const report = await verify(runbook, body.inputs);
    expect(report.steps.map(({ id }: { id: string }) => id)).toEqual(['token', 'connect-gcp']);
    expect(codesOf(report)).toHaveLength(1);
  });
  test("puts the session's external ID where the runbook has one, and nowhere else", async () => {
    const { post } = start();
    const externalId = '0123456789abcdef0123456789abcdef01234567';
    const trust = await post('/demo/break', {
      runbook: 'aws/management-account',
      fault: 'bucket-deleted',
      externalId,
    });
    expect(trust).toMatchObject({ status: 200, body: { inputs: { externalId } } });
    const other = await post('/demo/break', {
      runbook: 'spot/get-started',
      fault: 'account-deleted',
      externalId,
    });
    expect(other.body.inputs).not.toHaveProperty('externalId');
  });
  test('and then reset: the mistake is gone, and so is what was done', async () => {
    const { post, demo } = start();
    const runbook = 'spot/finish';
    await post('/demo/break', { runbook, fault: 'key-never-uploaded' });
    expect((await post('/demo/reset', { runbook })).status).toBe(200);
    expect(demo.subject(runbook).inputs.cloud).toBe('aws');
  });
});

describe('time', () => {
  test("each runbook's answers are in its own world's time", async () => {
    const { post, get } = start();
    const moved = await post('/demo/advance', { runbook: 'spot/finish', hours: 48 });
    const now = async (runbook: string) =>
      Date.parse((await get(`/v1/status?runbook=${runbook}`)).now);
    expect((await now('spot/finish')) - Date.now()).toBeGreaterThan(47.9 * hour);
    expect(Date.parse(moved.body.now) - (await now('spot/finish'))).toBeLessThan(1_000);
    expect(Math.abs((await now('spot/get-started')) - Date.now())).toBeLessThan(hour);
    expect(Math.abs((await now('aws/nothing')) - Date.now())).toBeLessThan(hour);
    expect(Date.parse((await get('/demo?runbook=spot/finish')).now) - Date.now()).toBeGreaterThan(
      47.9 * hour,
    );
  });
  test('checks judge by it', async () => {
    const { post, verify } = start();
    const runbook = 'aws/management-account';
    const { body } = await post('/demo/break', { runbook, fault: 'not-delivered-yet' });
    const statusOf = async () => (await verify(runbook, body.inputs, 'delivery')).steps[0].status;
    const before = await statusOf();
    await post('/demo/advance', { runbook, hours: 30 });
    expect([before, await statusOf()]).toEqual(['pending', 'pass']);
  });
  test('has an end, from which the demo starts again', async () => {
    const { post, demo } = start();
    const runbook = 'spot/finish';
    demo.advance(runbook, (9998 - demo.now(runbook).getUTCFullYear()) * 8766);
    const year = { runbook, hours: 8760 };
    const answers = [];
    for (let count = 0; count < 3; count++) answers.push(await post('/demo/advance', year));
    expect(answers.at(-1)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('Reset it') },
    });
    await post('/demo/reset', { runbook });
    expect((await post('/demo/advance', year)).status).toBe(200);
  });
  test.each([0, -1, 8761, '3', null])('%j hours are refused', async (hours) => {
    expect(await start().post('/demo/advance', { runbook: 'spot/finish', hours })).toMatchObject({
      status: 400,
    });
  });
});

describe('what is not there', () => {
  test.each(['advance', 'reset', 'break'])('%s of an unknown runbook', async (action) => {
    for (const runbook of ['aws/nothing', 'constructor', 7, undefined]) {
      const { status, body } = await start().post(`/demo/${action}`, {
        runbook,
        hours: 1,
        fault: 'x',
      });
      expect({ status, detail: body.detail }).toEqual({
        status: 404,
        detail: expect.stringMatching(/no such runbook.*spot\/finish/),
      });
    }
  });
  test('the demo bar of an unknown runbook, and an unknown fault', async () => {
    const { app, post, get, demo } = start();
    expect((await app.request('/demo?runbook=aws/nothing')).status).toBe(404);
    expect((await app.request('/demo')).status).toBe(404);
    const world = demo.subject('spot/finish');
    expect(
      await post('/demo/break', { runbook: 'spot/finish', fault: 'account-deleted' }),
    ).toMatchObject({ status: 404 });
    expect(demo.subject('spot/finish')).toBe(world);
    const { faults } = await get('/demo?runbook=spot/finish');
    expect(faults).toContainEqual({ name: 'key-never-uploaded', title: expect.any(String) });
  });
});

describe('a body that cannot be meant', () => {
  const send = (action: string, body: string, type = 'application/json') =>
    start().app.request(`/demo/${action}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
  test.each(['advance', 'reset', 'break'])(
    'is answered by %s with problem details',
    async (action) => {
      for (const [body, status] of [
        ['null', 400],
        ['7', 400],
        ['"x"', 400],
        ['true', 400],
        ['[]', 400],
        ['[{"runbook":"spot/finish"}]', 400],
        ['', 400],
        ['{"runbook":', 400],
        ['{}', 404],
        ['{"runbook":null}', 404],
        [JSON.stringify({ runbook: 'x'.repeat(100_000) }), 413],
      ] as const) {
        const answer = await send(action, body);
        expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect(await answer.json()).toMatchObject({
          type: expect.stringMatching(/^urn:spot-runbooks:problem:/),
          status,
          detail: expect.stringMatching(/\S/),
        });
        expect(answer.status).toBe(status);
      }
      expect((await send(action, '{"runbook":"spot/finish"}', 'text/plain')).status).toBe(415);
    },
  );
});

test('a demo holds no more after many verifications than after few', async () => {
  const { demo, verify } = start();
  const { world } = demo.subject('aws/management-account');
  const held = () => [
    world.calls.length,
    world.asked.size,
    world.aws.credentials.size,
    world.spot.recentCalls.size,
    process.getActiveResourcesInfo().length,
  ];
  const inputs = { accountId: demo.subject('aws/management-account').inputs.accountId as string };
  const look = () => verify('aws/management-account', inputs, 'account');
  for (let round = 0; round < 3; round++) await look();
  const before = held();
  for (let round = 0; round < 12; round++) await look();
  const grown = held().map((size, index) => size - (before[index] as number));
  expect(before[0]).toBe(0);
  for (const growth of grown) expect(growth).toBeLessThan(5);
});
