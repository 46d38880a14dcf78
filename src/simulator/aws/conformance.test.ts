import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { World } from '../world.ts';
import { type Answer, type Credentials, conformanceClient } from './conformance/client.ts';
import { documented, isDocumented } from './conformance/documented.ts';
import type { Refusal, Row } from './conformance/row.ts';
import { rows } from './conformance/rows/index.ts';
import { declaredErrors } from './conformance/service-model.ts';
import {
  addPolicy,
  managementId,
  memberId,
  type Prepared,
  policy,
  prepare,
  snapshot,
  statement,
  strangerId,
  user,
} from './conformance/world.ts';
import { createAccessKey } from './seed.ts';
import type { WireProtocol } from './service.ts';
import { awsServices } from './services.ts';

const { simulator, server, call } = conformanceClient();
let world: World;
let prepared: Prepared;

beforeAll(() => server.listen());
afterAll(() => server.close());
beforeEach(() => {
  world = simulator.createWorld();
  prepared = prepare(world);
});

// A world is found by its access key: hundreds of old ones make every call slower.
afterEach(() => simulator.removeWorld(world));

const operations = awsServices.flatMap(({ name, protocol, operations }) =>
  Object.keys(operations).map((operation) => ({
    service: name,
    protocol,
    operation,
    row: rows[name]?.[operation] as Row,
  })),
);

/** HEAD answers have no body: their status is all there is. */
const isHead = (operation: string) => operation.startsWith('Head');

/** The error code in a service's own shape; fails when the answer has another shape. */
function codeOf(protocol: WireProtocol, answer: Answer): string {
  if (protocol === 'json') {
    const { __type, Message, message } = JSON.parse(answer.body) as Record<string, string>;
    expect(answer.contentType).toBe('application/x-amz-json-1.1');
    expect(Message ?? message).toBeTypeOf('string');
    return __type as string;
  }
  expect(answer.contentType).toMatch(protocol === 'query' ? /^text\/xml/ : /^application\/xml/);
  const shape =
    protocol === 'query'
      ? /^<ErrorResponse xmlns="[^"]+"><Error><Type>Sender<\/Type><Code>([^<]+)<\/Code><Message>[\s\S]*<\/Error><RequestId>[^<]+<\/RequestId><\/ErrorResponse>$/
      : /^<\?xml version="1.0" encoding="UTF-8"\?>\n<Error><Code>([^<]+)<\/Code><Message>[\s\S]*<RequestId>[^<]+<\/RequestId><HostId>[^<]*<\/HostId><\/Error>$/;
  expect(answer.body).toMatch(shape);
  return shape.exec(answer.body)?.[1] as string;
}

const messageOf = ({ body }: Answer) => body.replaceAll('&quot;', '"');

/** Each code must be one that AWS sends for this operation, with its status. */
function expectDeclared(service: string, operation: string, code: string, status: number): void {
  const declared = declaredErrors(service, operation);
  const expectedStatus = declared.get(code);
  if (declared.has(code) && expectedStatus !== undefined)
    expect({ code, status }).toEqual({ code, status: expectedStatus });
  else if (!declared.has(code))
    expect({
      service,
      operation,
      code,
      status,
      documented: isDocumented(service, operation, code, status),
    }).toMatchObject({
      documented: true,
    });
}

async function refused(
  where: (typeof operations)[number],
  input: object,
  credentials: Credentials | undefined,
  code: string,
  status: number,
  region?: string,
): Promise<string> {
  const { service, protocol, operation } = where;
  const before = snapshot(world);
  const answer = await call(service, operation, input, credentials, region);
  const head = isHead(operation);
  expect({ status: answer.status, code: head ? code : codeOf(protocol, answer) }).toEqual({
    status,
    code,
  });
  if (head) expect(answer.body).toBe('');
  expectDeclared(service, operation, code, status);
  expect({ changed: snapshot(world) !== before }).toEqual({ changed: false });
  return messageOf(answer);
}

test('every operation of every simulated service has a row, and every row an operation', () => {
  const simulated = operations.map(({ service, operation }) => `${service}:${operation}`);
  const described = Object.entries(rows).flatMap(([service, table]) =>
    Object.keys(table).map((operation) => `${service}:${operation}`),
  );
  expect(described.sort()).toEqual(simulated.sort());
});

describe.each(operations)('$service:$operation', (where) => {
  const { service, operation, protocol, row } = where;
  const { action = `${service}:${operation}`, exception } = row ?? {};
  const denial: [string, number] =
    protocol === 'json' ? ['AccessDeniedException', 400] : ['AccessDenied', 403];

  test('succeeds for an administrator, so that what follows is refused for its own reason', async () => {
    const answer = await call(
      service,
      operation,
      row.input(prepared.management),
      user(world, managementId),
    );
    expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status < 300) });
    expect(world.calls.at(-1)).toMatchObject({ service, operation });
  });

  test('refuses who has no, unknown, wrong or expired credentials', async () => {
    const input = row.input(prepared.management);
    const known = user(world, managementId);
    const unknown = { accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: 'x' };
    const codes = {
      query: [
        'MissingAuthenticationToken',
        'InvalidClientTokenId',
        'SignatureDoesNotMatch',
        'ExpiredToken',
      ],
      json: [
        'MissingAuthenticationTokenException',
        'UnrecognizedClientException',
        'InvalidSignatureException',
        'ExpiredTokenException',
      ],
      s3: ['AccessDenied', 'InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken'],
    }[protocol] as [string, string, string, string];
    const status = protocol === 'json' ? 400 : 403;
    await refused(where, input, undefined, codes[0], status);
    await refused(where, input, unknown, codes[1], status);
    await refused(where, input, { ...known, secretAccessKey: 'wrong' }, codes[2], status);
    const expired = createAccessKey(
      world,
      managementId,
      { type: 'user', name: 'somebody' },
      world.clock.now() - 1,
    );
    await refused(where, input, expired, codes[3], protocol === 'query' ? 403 : 400);
  });

  /** Asserts the refusal of somebody whose policies do not let them, and its words. */
  async function denied(credentials: Credentials, accountId: string, words: string): Promise<void> {
    const subject = accountId === managementId ? prepared.management : prepared.member;
    const input = row.input(subject);
    if (exception?.kind === 'open')
      return expect((await call(service, operation, input, credentials)).status).toBe(200) as never;
    if (exception?.kind === 'perKey') {
      const before = snapshot(world);
      const answer = await call(service, operation, input, credentials);
      expect(answer).toMatchObject({
        status: 200,
        body: expect.stringMatching(/<Error><Key>key<\/Key><Code>AccessDenied<\/Code>/),
      });
      expect(answer.body).toContain(words);
      expect({ changed: snapshot(world) !== before }).toEqual({ changed: false });
      return;
    }
    const message = await refused(where, input, credentials, ...denial);
    if (isHead(operation)) return;
    const arn = `arn:aws:iam::${accountId}:user/somebody`;
    expect(message).toContain(`User: ${arn} is not authorized to perform: ${action} on resource: `);
    if (exception?.kind === 'opaque') expect(message).not.toMatch(/because|explicit deny/);
    else expect(message).toContain(words);
  }

  test('refuses a principal without any policy', () =>
    denied(
      user(world, managementId, { administrator: false }),
      managementId,
      `because no identity-based policy allows the ${action} action`,
    ));

  test('obeys an explicit deny in an identity policy', () =>
    denied(
      user(world, managementId, { deny: action }),
      managementId,
      'with an explicit deny in an identity-based policy',
    ));

  test('obeys a service control policy of a member account', async () => {
    const credentials = user(world, memberId);
    prepared.organization.serviceControlPolicies.set(memberId, [
      { name: 'Frozen', document: policy(statement('Deny', action)) },
    ]);
    await denied(credentials, memberId, 'with an explicit deny in a service control policy');
  });

  test('obeys a permissions boundary', async () => {
    const boundary = addPolicy(prepared.management.account, 'Boundary', [
      policy(statement('Allow', 'ec2:*')),
    ]);
    await denied(
      user(world, managementId, { boundary }),
      managementId,
      `because no permissions boundary allows the ${action} action`,
    );
  });

  for (const refusal of row?.refusals ?? []) {
    test(`refuses: ${refusal.when} (${refusal.code})`, async () => {
      const { management, member } = prepared;
      refusal.prepare?.(world, management);
      const input = refusal.input(refusal.as === 'member' ? member : management);
      await refused(where, input, callerOf(refusal), refusal.code, refusal.status, refusal.region);
      expect(world.calls.at(-1)).toMatchObject({
        service,
        operation,
        code: refusal.code,
        status: refusal.status,
      });
    });
  }
});

function callerOf({ as }: Refusal): Credentials {
  if (as === 'root') return createAccessKey(world, managementId, { type: 'root' });
  return user(world, as === 'stranger' ? strangerId : as === 'member' ? memberId : managementId);
}

/**
 * Codes that a service's own files can send, read from `new AwsError('Code', status` in its errors.
 */
function codesIn(service: string): string[] {
  const text = readFileSync(join(import.meta.dirname, service, 'errors.ts'), 'utf8');
  return [
    ...new Set(
      [...text.matchAll(/new AwsError\(\s*'([^']+)',\s*(\d+)/g)]
        .filter(([, , status]) => status !== '501')
        .map(([, code]) => code as string),
    ),
  ];
}

test.each(awsServices.map(({ name }) => name))(
  'every error code of %s has been seen in a refusal',
  (service) => {
    const seen = new Set(
      Object.values(rows[service] ?? {}).flatMap(({ refusals }) =>
        refusals.map(({ code }) => code),
      ),
    );
    expect(codesIn(service).filter((code) => !seen.has(code))).toEqual([]);
  },
);

test('every documented exception to the service models says where it is documented, and is needed', () => {
  for (const { code, source, services, operations } of documented) {
    expect(source.length).toBeGreaterThan(20);
    const declaredEverywhere = services.every((service) =>
      (operations ?? Object.keys(rows[service] ?? {})).every((operation) =>
        declaredErrors(service, operation).has(code),
      ),
    );
    expect({ code, declaredEverywhere }).toEqual({ code, declaredEverywhere: false });
  }
});
