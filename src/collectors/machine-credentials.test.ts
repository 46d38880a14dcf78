import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import callerIdentity from '../evidence/aws/caller-identity.ts';
import subscription from '../evidence/azure/subscription.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import project from '../evidence/gcp/project.ts';
import type { Failure } from '../providers/dialect.ts';
import { classify as classifyAws } from './aws/_client/classify.ts';
import { awsMachineCredentials } from './aws/_client/machine-credentials.ts';
import { classify as classifyAzure } from './azure/_client/classify.ts';
import { azureMachineCredentials } from './azure/_client/machine-credentials.ts';
import { classify as classifyGcp } from './gcp/_client/classify.ts';
import { gcpMachineCredentials } from './gcp/_client/machine-credentials.ts';
import { findMachineCredentials } from './index.ts';

const server = setupServer();
let folder: string;
beforeAll(async () => {
  server.listen({ onUnhandledFrame: 'error' });
  folder = await mkdtemp(join(tmpdir(), 'machine-credentials-'));
});
beforeEach(() => {
  for (const name of Object.keys(process.env))
    if (/^(AWS|AZURE|GOOGLE|GCE|CLOUDSDK)_/.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.resetHandlers();
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const never = new AbortController().signal;
const write = async (name: string, text: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, text);
  await chmod(file, 0o700);
  return file;
};

test("the reader's token at Spot comes from SPOT_TOKEN; without it there is none", async () => {
  expect(await findMachineCredentials({ SPOT_TOKEN: ' abc\n' }).spot?.()).toBe('abc');
  expect(findMachineCredentials({}).spot).toBeUndefined();
  expect(findMachineCredentials({ SPOT_TOKEN: ' ' }).spot).toBeUndefined();
});

test('each cloud has its own', () => {
  expect(Object.keys(findMachineCredentials({}))).toEqual(['aws', 'gcp', 'azure']);
});

/** What comes of a sign-in, as a fact has it. */
async function outcomeOf(
  run: Promise<unknown>,
  classify: (kind: EvidenceKind, error: unknown) => Failure,
  kind: EvidenceKind,
): Promise<Failure | 'signed in'> {
  return run.then(
    () => 'signed in' as const,
    (error: unknown) => classify(kind, error),
  );
}

const page = '<!DOCTYPE html><html><body>Sign in to the network</body></html>';
const html = (status: number) => () =>
  new HttpResponse(page, { status, headers: { 'content-type': 'text/html' } });
const hang = () => new Promise<never>(() => undefined);
const endless = () =>
  new HttpResponse(
    new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(64 * 1024).fill(32)) }),
    { headers: { 'content-type': 'application/json' } },
  );

/** Whatever is between a machine and who signs it in; none of it is the reader's mistake. */
const between: [string, () => Response | Promise<never>][] = [
  ['nobody', () => HttpResponse.error()],
  ['nobody ever', hang],
  ['a web page', html(200)],
  ['a web page that refuses', html(403)],
  ['a broken gateway', html(502)],
  ['trouble in JSON', () => HttpResponse.json({ error: 'internal_failure' }, { status: 503 })],
  ['too many requests', () => HttpResponse.json({ error: 'slow_down' }, { status: 429 })],
  // A proxy, or the sign-in of a network, refuses in a form of its own that is much like theirs.
  ['a proxy', () => HttpResponse.json({ error: 'forbidden' }, { status: 403 })],
  [
    'a proxy that explains',
    () =>
      HttpResponse.json(
        { error: 'access_denied', error_description: 'Blocked by the policy of your network.' },
        { status: 401 },
      ),
  ],
  [
    'a proxy with an object',
    () =>
      HttpResponse.json({ error: { status: 'blocked', message: 'Not here.' } }, { status: 403 }),
  ],
  [
    'a proxy that wants a sign-in',
    () =>
      HttpResponse.json(
        { error: 'invalid_client', error_description: 'Sign in at the proxy.' },
        { status: 407 },
      ),
  ],
  ['an empty object', () => HttpResponse.json({})],
  ['nothing', () => new HttpResponse(null, { status: 200 })],
  [
    'half an answer',
    () => new HttpResponse('{"access', { headers: { 'content-type': 'application/json' } }),
  ],
  ['an answer without end', endless],
  [
    'a redirect',
    () => new HttpResponse(null, { status: 302, headers: { location: 'https://x.example' } }),
  ],
];

describe('Google Cloud: application default credentials', () => {
  const ask = () =>
    outcomeOf(
      gcpMachineCredentials({ requestTimeoutMs: 200, patienceMs: 600 }).accessToken(never),
      classifyGcp,
      project,
    );
  const answer = (respond: () => Response | Promise<never>) =>
    server.use(http.post('https://oauth2.googleapis.com/token', respond));
  beforeEach(async () => {
    const credentials = {
      ...{ type: 'authorized_user', client_id: 'x', client_secret: 'y', refresh_token: 'z' },
    };
    vi.stubEnv(
      'GOOGLE_APPLICATION_CREDENTIALS',
      await write('adc.json', JSON.stringify(credentials)),
    );
  });
  test.each(between)('%s answers: could not look', async (_, respond) => {
    answer(respond);
    expect(await ask()).toEqual({
      status: 'unreachable',
      message: expect.stringContaining('Google Cloud’s sign-in (oauth2.googleapis.com)'),
    });
  });
  test('Google refuses: no credentials', async () => {
    answer(() =>
      HttpResponse.json(
        { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
        { status: 400 },
      ),
    );
    expect(await ask()).toMatchObject({
      status: 'denied',
      code: 'NO_CREDENTIALS',
      message: expect.stringContaining('invalid_grant: Token has been expired or revoked.'),
    });
  });
  test('a file that is none: no credentials, and nobody is asked', async () => {
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', join(folder, 'missing.json'));
    expect(await ask()).toMatchObject({ status: 'denied', code: 'NO_CREDENTIALS' });
  });
  test('one sign-in is for all that ask at once, and is kept while it lasts', async () => {
    let calls = 0;
    answer(() => {
      calls += 1;
      return HttpResponse.json({ access_token: 't', expires_in: 3600, token_type: 'Bearer' });
    });
    const tokens = gcpMachineCredentials();
    expect(await Promise.all([tokens.accessToken(never), tokens.accessToken(never)])).toEqual([
      't',
      't',
    ]);
    expect(await tokens.accessToken(never)).toBe('t');
    expect(calls).toBe(1);
  });
});

describe('Azure', () => {
  const ask = () =>
    outcomeOf(
      azureMachineCredentials({
        requestTimeoutMs: 200,
        programTimeoutMs: 1_000,
        patienceMs: 2_000,
      }).accessToken('https://management.azure.com', never),
      classifyAzure,
      subscription,
    );
  describe('a secret of the environment', () => {
    beforeEach(() => {
      vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'EnvironmentCredential');
      vi.stubEnv('AZURE_TENANT_ID', '11111111-2222-4333-8444-555555555555');
      vi.stubEnv('AZURE_CLIENT_ID', '11111111-2222-4333-8444-555555555555');
      vi.stubEnv('AZURE_CLIENT_SECRET', 'x');
    });
    const answer = (respond: () => Response | Promise<never>) =>
      server.use(http.all('https://login.microsoftonline.com/*', respond));
    test.each(between)('%s answers: could not look', async (_, respond) => {
      answer(respond);
      expect(await ask()).toEqual({
        status: 'unreachable',
        message: expect.stringContaining('Azure’s sign-in (login.microsoftonline.com)'),
      });
    });
    test('Microsoft Entra refuses: not signed in', async () => {
      answer(() =>
        HttpResponse.json(
          {
            error: 'invalid_client',
            error_description: 'AADSTS7000215: Invalid client secret provided. Trace ID: 1',
          },
          { status: 401 },
        ),
      );
      expect(await ask()).toMatchObject({
        status: 'denied',
        code: 'CredentialUnavailable',
        message: expect.stringContaining('AADSTS7000215'),
      });
    });
  });

  describe('az', () => {
    const az = async (script: string) => {
      await write('az', `#!/bin/sh\n${script}\n`);
      vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'AzureCliCredential');
      vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
    };
    test.each([
      [
        'finds no name',
        'echo "HTTPSConnectionPool(host=login.microsoftonline.com): Max retries exceeded (Caused by NameResolutionError: Temporary failure in name resolution)" >&2; exit 1',
      ],
      ['gets no connection', 'echo "[Errno 111] Connection refused" >&2; exit 1'],
      ['trusts nobody', 'echo "SSLError: CERTIFICATE_VERIFY_FAILED" >&2; exit 1'],
      [
        'meets trouble of Microsoft',
        'echo "AADSTS90033: A transient error has occurred." >&2; exit 1',
      ],
      ['does not end', 'exec sleep 30'],
    ])('%s: could not look', async (_, script) => {
      await az(script);
      expect(await ask()).toEqual({
        status: 'unreachable',
        message: expect.stringContaining('Azure’s sign-in (az account get-access-token)'),
      });
    });
    test.each([
      [
        'nobody is signed in',
        'echo "ERROR: Please run \'az login\' to setup account." >&2; exit 1',
      ],
      [
        'the sign-in is over',
        'echo "ERROR: AADSTS70043: The refresh token has expired." >&2; exit 1',
      ],
    ])('%s: not signed in', async (_, script) => {
      await az(script);
      expect(await ask()).toMatchObject({ status: 'denied', code: 'CredentialUnavailable' });
    });
  });
});

describe('AWS', () => {
  const ask = (patienceMs = 2_500) =>
    outcomeOf(
      awsMachineCredentials({ requestTimeoutMs: 200, patienceMs })(),
      classifyAws,
      callerIdentity,
    );
  beforeEach(() => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'no-config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'no-credentials'));
  });
  test('none at all: no credentials', async () => {
    expect(await ask()).toMatchObject({ status: 'denied', code: 'CredentialsProviderError' });
  });

  describe('a role of a web identity', () => {
    beforeEach(async () => {
      vi.stubEnv('AWS_ROLE_ARN', 'arn:aws:iam::111122223333:role/Reader');
      vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', await write('token', 'token'));
    });
    const answer = (respond: () => Response | Promise<never>) =>
      server.use(http.all('https://sts.us-east-1.amazonaws.com/', respond));
    const xml = (status: number, code: string) => () =>
      new HttpResponse(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>said so</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
        { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'r' } },
      );
    test.each([
      ...between,
      ['AWS, asked too often,', xml(400, 'Throttling')] as (typeof between)[number],
    ])('%s answers: could not look', async (_, respond) => {
      answer(respond);
      expect(await ask()).toEqual({
        status: 'unreachable',
        message: expect.stringContaining('AWS’s sign-in (sts.us-east-1.amazonaws.com)'),
      });
    });
    test('AWS refuses: no credentials', async () => {
      answer(xml(403, 'AccessDenied'));
      expect(await ask()).toMatchObject({
        status: 'denied',
        code: 'CredentialsProviderError',
        message: expect.stringContaining('said so'),
      });
    });
  });

  describe('a program of the profile', () => {
    const profile = async (script: string) => {
      const program = await write('credentials.sh', `#!/bin/sh\n${script}\n`);
      const config = `[default]\ncredential_process = ${program}\n`;
      vi.stubEnv('AWS_CONFIG_FILE', await write('config', config));
    };
    test.each([
      [
        'gets no connection',
        'echo "curl: (7) Failed to connect to sso.example: Connection refused" >&2; exit 1',
      ],
      ['does not end', 'exec sleep 30'],
    ])('%s: could not look', async (_, script) => {
      await profile(script);
      expect(await ask()).toEqual({
        status: 'unreachable',
        message: expect.stringContaining('AWS’s sign-in on this machine'),
      });
    });
    test('says nothing: no credentials', async () => {
      await profile('exit 1');
      expect(await ask()).toMatchObject({ status: 'denied', code: 'CredentialsProviderError' });
    });
  });

  test.each([
    [500, 'unreachable'],
    [403, 'denied'],
  ])(
    'credentials of a container, HTTP %i: %s',
    async (status, expected) => {
      vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', 'http://127.0.0.1:9/role');
      server.use(http.get('http://127.0.0.1:9/role', () => HttpResponse.json({}, { status })));
      expect(await ask(15_000)).toMatchObject({ status: expected });
    },
    20_000,
  );
});
