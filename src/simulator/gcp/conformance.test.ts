import { describe, expect, test } from 'vitest';
import { permissions } from './authorization/permissions.ts';
import type { Row } from './conformance/row.ts';
import { cloudresourcemanagerRows } from './conformance/rows/cloudresourcemanager.ts';
import { iamRows } from './conformance/rows/iam.ts';
import { otherRows } from './conformance/rows/others.ts';
import { findOperation } from './router.ts';
import { bind, createAccessToken, createRole, createUser, setServices } from './seed.ts';
import { services } from './services.ts';
import { type Answer, call, organization, type Prepared, preparedWorld } from './testing.ts';

const rows: readonly Row[] = [...cloudresourcemanagerRows, ...iamRows, ...otherRows];
const named = rows.map(
  (row) => [`${row.id} ${row.method} ${row.input(preparedWorld()).path}`, row] as const,
);

/** Somebody with exactly these rights, each at its resource. */
function personWith({ world }: Prepared, rights: readonly (readonly [string, string])[]): string {
  const { accessToken, email } = createUser(world, { email: 'limited@example.com' });
  rights.forEach(([permission, resource], index) => {
    const role = createRole(world, organization, {
      roleId: `only_${index}`,
      includedPermissions: [permission],
    });
    bind(world, resource, role, `user:${email}`);
  });
  return accessToken;
}

function ask(row: Row, subject: Prepared, token: string | undefined): Promise<Answer> {
  const { path, body } = row.input(subject);
  return call(subject.world, token, row.method, `${row.host}${path}`, body);
}

function prepared(row: Row): Prepared {
  const subject = preparedWorld();
  row.prepare?.(subject);
  return subject;
}

test('every operation has a row, and every row its operation', () => {
  const covered = new Set(
    rows.map((row) => {
      const service = services.find(({ host }) => host === row.host);
      const found =
        service &&
        findOperation(
          service,
          row.method,
          new URL(`https://x${row.input(preparedWorld()).path}`).pathname,
        );
      expect(found?.operation.id, row.id).toBe(row.id);
      return found?.operation;
    }),
  );
  const missing = services.flatMap(({ operations }) =>
    operations
      .filter((operation) => !covered.has(operation))
      .map(({ method, path }) => `${method} ${path}`),
  );
  expect(missing).toEqual([]);
});

test('every permission that a row names exists', () => {
  for (const row of rows)
    for (const [permission] of row.permissions) expect(permissions).toContain(permission);
});

describe.each(named)('%s', (_, row) => {
  test('the administrator may', async () => {
    const subject = prepared(row);
    const { status, body } = await ask(row, subject, subject.admin.accessToken);
    expect(body).not.toHaveProperty('error');
    expect(status).toBe(200);
    expect(subject.world.calls.at(-1)).toMatchObject({
      operation: row.id,
      principal: 'admin@example.com',
      status: 200,
    });
  });

  test('without a token it is refused', async () => {
    const { status, error } = await ask(row, prepared(row), undefined);
    expect([status, error?.status]).toEqual([401, 'UNAUTHENTICATED']);
    expect(error?.message).toMatch(/^Request is missing required authentication credential\./);
    expect(error?.details?.[0]).toMatchObject({ reason: 'CREDENTIALS_MISSING' });
  });

  test('an expired or unknown token is refused', async () => {
    const subject = prepared(row);
    const { accessToken } = createAccessToken(
      subject.world,
      'admin@example.com',
      subject.world.clock.now() - 1,
    );
    for (const token of [accessToken, 'ya29.unknown']) {
      const { status, error, headers } = await ask(row, subject, token);
      expect([status, error?.status]).toEqual([401, 'UNAUTHENTICATED']);
      expect(error?.message).toMatch(/^Request had invalid authentication credentials\./);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer /);
    }
  });

  test('exactly its permissions are enough', async () => {
    const subject = prepared(row);
    const { status, body } = await ask(row, subject, personWith(subject, row.permissions));
    expect(body).not.toHaveProperty('error');
    expect(status).toBe(200);
    if (row.exception?.kind === 'filtered') expect(body).not.toEqual({});
  });

  for (const [lacking, resource] of row.permissions) {
    test(`without ${lacking} it is ${row.exception ? 'empty' : 'refused'}, whatever else the caller may`, async () => {
      const subject = prepared(row);
      const others = [...permissions].filter((permission) => permission !== lacking);
      const role = createRole(subject.world, organization, {
        roleId: 'everything_else',
        includedPermissions: others,
      });
      const { accessToken, email } = createUser(subject.world, { email: 'limited@example.com' });
      for (const place of [
        resource,
        organization,
        'projects/my-project',
        `billingAccounts/${subject.billing.id}`,
      ])
        bind(subject.world, place, role, `user:${email}`);
      const { status, body, error } = await ask(row, subject, accessToken);
      if (row.exception) expect([status, body]).toEqual([200, {}]);
      else expect([status, error?.code, error?.status]).toEqual([403, 403, 'PERMISSION_DENIED']);
    });
  }

  for (const refusal of row.refusals) {
    test(`refused when ${refusal.when}`, async () => {
      const subject = preparedWorld();
      refusal.prepare?.(subject);
      const { path, body } = refusal.input(subject);
      const { status, error } = await call(
        subject.world,
        subject.admin.accessToken,
        row.method,
        `${row.host}${path}`,
        body,
      );
      expect(error?.message).toMatch(refusal.message);
      expect([status, error?.status, error?.code]).toEqual([
        refusal.status,
        refusal.code,
        refusal.status,
      ]);
    });
  }
});

/** The rows of every API once: whether it is on is asked before anything else. */
describe.each(services.map((service) => [service.host, service] as const))(
  '%s turned off',
  (host, service) => {
    const row = rows.find(
      (one) => one.host === host && one.input(preparedWorld()).path.includes('projects/my-project'),
    ) as Row;

    test('a service account of the project is told which API, where, and how to turn it on', async () => {
      const subject = prepared(row);
      bind(
        subject.world,
        'projects/my-project',
        'roles/owner',
        `serviceAccount:${subject.account.email}`,
      );
      setServices(subject.world, 'my-project', { off: [host] });
      const { status, error } = await ask(
        row,
        subject,
        createAccessToken(subject.world, subject.account.email).accessToken,
      );
      const url = `https://console.developers.google.com/apis/api/${host}/overview?project=${subject.number}`;
      expect([status, error?.status]).toEqual([403, 'PERMISSION_DENIED']);
      expect(error?.message).toBe(
        `${service.title} has not been used in project ${subject.number} before or it is disabled. Enable it by visiting ${url} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
      );
      expect(error?.details?.[0]).toMatchObject({
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'SERVICE_DISABLED',
        domain: 'googleapis.com',
        metadata: { service: host, consumer: `projects/${subject.number}`, activationUrl: url },
      });
    });

    test('a user of gcloud is refused only where the API goes by the resource', async () => {
      const subject = prepared(row);
      setServices(subject.world, 'my-project', { off: [host] });
      const { status } = await ask(row, subject, subject.admin.accessToken);
      expect(status).toBe(service.consumer === 'resource' ? 403 : 200);
    });
  },
);
