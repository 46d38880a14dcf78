import { describe, expect, test } from 'vitest';
import {
  markers,
  quotingCollectors,
  secretInputs,
  secretRunbook,
} from '../verification/testing/secrets.ts';
import type { ServerOptions } from './options.ts';
import { eventsOf, problem, serve } from './testing.ts';

const wanted = { runbook: secretRunbook.id, vantage: 'reader', inputs: secretInputs };
const { clientSecret: _, keyFile: __, ...withoutSecrets } = secretInputs;

function start(options: Partial<ServerOptions>) {
  const collectors = quotingCollectors();
  const server = serve({
    runbooks: { [secretRunbook.id]: secretRunbook },
    collectorsFor: () => collectors,
    ...options,
  });
  return { ...server, collectors };
}

describe('a hosted server', () => {
  const bodies: [string, Record<string, unknown>, string][] = [
    [
      'a client secret',
      { ...wanted, vantage: 'pasted', inputs: { clientSecret: secretInputs.clientSecret } },
      'clientSecret',
    ],
    [
      'a key file',
      { ...wanted, vantage: 'pasted', inputs: { keyFile: secretInputs.keyFile } },
      'keyFile',
    ],
    ['a secret beside other values', { ...wanted, vantage: 'pasted' }, 'clientSecret'],
    [
      'a secret that cannot be one',
      { ...wanted, vantage: 'pasted', inputs: { keyFile: 'MARKER' } },
      'keyFile',
    ],
    ['a secret with a vantage that it has not', { ...wanted, vantage: 'spot' }, 'clientSecret'],
    ['a secret with an unknown step', { ...wanted, step: 'nothing' }, 'clientSecret'],
  ];
  test.each(bodies)(
    'refuses %s, says that it is lost, and keeps nothing',
    async (_name, body, input) => {
      const { post, lines, collectors, registry } = start({ mode: 'hosted' });
      for (const accept of ['application/json', 'text/event-stream']) {
        const answer = await problem(post('/v1/verifications', body, { accept }));
        expect(answer).toMatchObject({
          ...{
            status: 422,
            type: 'urn:spot-runbooks:problem:secret-refused',
            errors: [{ pointer: `/inputs/${input}` }],
          },
          detail: expect.stringMatching(/takes no secrets.*Make a new one, delete the old/),
        });
        for (const marker of markers) expect(JSON.stringify(answer)).not.toContain(marker);
      }
      expect(collectors.given).toEqual([]);
      const numbers = await registry.metrics();
      for (const marker of markers) expect(lines.join('') + numbers).not.toContain(marker);
      expect(lines.filter((line) => line.includes('"status":422'))).toHaveLength(2);
    },
  );
  test('has no eyes of Spot for a runbook that takes secrets, and says so everywhere', async () => {
    const { app, post } = start({ mode: 'hosted' });
    expect(await (await app.request('/v1/status?runbook=test/secrets')).json()).toMatchObject({
      vantages: ['pasted'],
    });
    expect((await (await app.request('/v1/runbooks')).json()).runbooks).toMatchObject([
      { id: 'test/secrets', vantages: ['pasted'] },
    ]);
    const answer = await problem(
      post('/v1/verifications', { ...wanted, vantage: 'spot', inputs: withoutSecrets }),
    );
    expect(answer).toMatchObject({
      status: 422,
      detail: expect.stringContaining('It has: pasted.'),
    });
  });
  test('judges what is pasted, without the secret', async () => {
    const answer = await start({ mode: 'hosted' }).post('/v1/verifications', {
      ...wanted,
      vantage: 'pasted',
      inputs: withoutSecrets,
    });
    expect(answer.status).toBe(200);
  });
});

describe.each(['local', 'demo'] as const)('a %s server', (mode) => {
  const options = {
    mode,
    ...(mode === 'local' ? { allowedHosts: ['localhost'], startToken: 't' } : {}),
  };
  const headers = { 'x-start-token': 't' };
  test.each(['reader', 'spot'] as const)(
    'hands a secret to the collectors of %s, and says and logs nothing of it',
    async (vantage) => {
      const { post, lines, collectors, registry } = start(options);
      const body = { ...wanted, vantage };
      // No session: this runbook takes nothing from one.
      const json = await (await post('/v1/verifications', body, headers)).text();
      const stream = await post('/v1/verifications', body, {
        ...headers,
        accept: 'text/event-stream',
      });
      const raw = await stream.clone().text();
      const types = (await eventsOf(stream)).map(({ type }) => type);
      expect(types).toEqual(
        expect.arrayContaining(['plan', 'waiting', 'evidence', 'check', 'report']),
      );
      expect(collectors.given.length).toBeGreaterThan(1);
      for (const given of collectors.given) expect(given).toEqual(secretInputs);
      const numbers = await registry.metrics();
      expect(lines.filter((line) => line.includes('"msg":"verification"'))).toHaveLength(2);
      for (const marker of markers)
        expect([json, raw, numbers, ...lines].join('\n')).not.toContain(marker);
    },
  );
  test('no refusal quotes a secret', async () => {
    const { post, lines, collectors } = start({
      ...options,
      limits: { concurrent: 0, waiting: 0 },
    });
    const { clientSecret } = secretInputs;
    const bodies = [
      { ...wanted, step: 'nothing' },
      { ...wanted, inputs: { ...secretInputs, clientSecret: `${clientSecret} ${clientSecret}` } },
      { ...wanted, inputs: { ...secretInputs, keyFile: secretInputs.keyFile.slice(0, -5) } },
      {
        ...wanted,
        inputs: { ...secretInputs, keyFile: `{"private_key": "MARKER${'x'.repeat(9_000)}"}` },
      },
      { ...wanted, inputs: { ...secretInputs, tenantId: clientSecret } },
      { ...wanted, inputs: { ...secretInputs, clientId: clientSecret } },
      { ...wanted, inputs: { ...secretInputs, keyFile: clientSecret } },
      { ...wanted, inputs: { ...secretInputs, clientSecret: [clientSecret] } },
      { ...wanted, evidence: { 'azure/nothing': clientSecret } },
      wanted,
    ];
    for (const body of bodies) {
      const answer = await problem(post('/v1/verifications', body, headers));
      for (const marker of markers) expect(JSON.stringify(answer)).not.toContain(marker);
    }
    expect(
      await problem(post('/v1/verifications', JSON.stringify(wanted).slice(0, -3), headers)),
    ).toMatchObject({ status: 400 });
    for (const marker of markers) expect(lines.join('')).not.toContain(marker);
    expect(collectors.given).toEqual([]);
  });
  test('a failure of ours tells and logs nothing of it', async () => {
    const { post, lines } = start({
      ...options,
      collectorsFor: () => {
        throw new Error(
          `failed with\n    at ${secretInputs.clientSecret}\n    at ${secretInputs.keyFile}`,
        );
      },
    });
    for (const accept of ['application/json', 'text/event-stream']) {
      const text = await (await post('/v1/verifications', wanted, { ...headers, accept })).text();
      for (const marker of markers) expect(text).not.toContain(marker);
    }
    expect(lines.filter((line) => line.includes('"msg":"unexpected"'))).toHaveLength(2);
    for (const marker of markers) expect(lines.join('')).not.toContain(marker);
  });
});

describe('limits', () => {
  const keyOf = (length: number) => `{"private_key":"${'\\n'.repeat((length - 18) / 2)}"}`;
  const reply = async (keyFile: string) => {
    const { post, collectors } = start({ mode: 'demo' });
    const answer = await post('/v1/verifications', { ...wanted, inputs: { keyFile } });
    return { answer, collectors };
  };
  test('a key file of 8 KB fits, however its line breaks are written', async () => {
    const keyFile = keyOf(8192);
    expect(keyFile).toHaveLength(8192);
    const { answer, collectors } = await reply(keyFile);
    expect(answer.status).toBe(200);
    expect(collectors.given[0]?.keyFile).toBe(keyFile);
  });
  test('a longer one is refused, and so is any other value that is as long', async () => {
    expect(await problem((await reply(keyOf(8194))).answer)).toMatchObject({
      status: 422,
      errors: [{ pointer: '/inputs/keyFile' }],
    });
    const { post } = start({ mode: 'demo' });
    const answer = await problem(
      post('/v1/verifications', { ...wanted, inputs: { clientSecret: 'x'.repeat(257) } }),
    );
    expect(answer).toMatchObject({
      status: 422,
      detail: expect.stringMatching(/257 characters long/),
    });
  });
});
