import { expect, test, vi } from 'vitest';
import { googleCloud } from './index.ts';
import {
  bind,
  createAccessToken,
  createProject,
  createUser,
  setOrgPolicy,
  setServices,
} from './seed.ts';
import { call, preparedWorld, project, requestToken } from './testing.ts';

const crm = `cloudresourcemanager.googleapis.com/v1/${project}`;

test('it owns the hosts of Google and no other', () => {
  for (const host of [
    'iam.googleapis.com',
    'oauth2.googleapis.com',
    'accounts.google.com',
    'metadata.google.internal',
  ])
    expect(googleCloud.owns(host)).toBe(true);
  for (const host of [
    'iam.amazonaws.com',
    'googleapis.com.example.com',
    'example.com',
    'management.azure.com',
  ])
    expect(googleCloud.owns(host)).toBe(false);
});

test('no machine of Google is under it', async () => {
  const answer = googleCloud.answer(
    new Request('http://metadata.google.internal/computeMetadata/v1/'),
    [],
  );
  await expect(answer).rejects.toMatchObject({ cause: { code: 'ENOTFOUND' } });
});

test('what nobody has simulated is answered 501 and shouted', async () => {
  const shout = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { world, admin } = preparedWorld();
  const headers = { authorization: `Bearer ${admin.accessToken}` };
  for (const url of [
    'https://sqladmin.googleapis.com/v1/x',
    'https://iam.googleapis.com/v1/projects/my-project/locations',
    'https://www.googleapis.com/drive/v3/files',
  ]) {
    const response = await googleCloud.answer(new Request(url, { headers }), [world]);
    expect([url, response.status]).toEqual([url, 501]);
    expect(await response.text()).toMatch(/Add .* to src\/simulator\/gcp\//);
  }
  expect(shout).toHaveBeenCalledTimes(3);
  shout.mockRestore();
});

test('calls are recorded, delayed and intercepted', async () => {
  const { world, admin } = preparedWorld();
  world.chaos = {
    latencyMs: 20,
    intercept: ({ operation }) =>
      operation === 'cloudresourcemanager.projects.get'
        ? new Response('{}', { status: 503 })
        : undefined,
  };
  expect((await call(world, admin.accessToken, 'GET', crm)).status).toBe(503);
  expect((await call(world, admin.accessToken, 'POST', `${crm}:getAncestry`, {})).status).toBe(200);
  const [first, second] = world.calls;
  expect(first).toMatchObject({
    service: 'cloudresourcemanager',
    operation: 'cloudresourcemanager.projects.get',
    status: 503,
  });
  expect(second).toMatchObject({
    operation: 'cloudresourcemanager.projects.getAncestry',
    principal: 'admin@example.com',
    status: 200,
  });
  expect((first?.endedAt ?? 0) - (first?.startedAt ?? 0)).toBeGreaterThanOrEqual(19);
});

test('a token names its world', async () => {
  const [one, two] = [preparedWorld(), preparedWorld()];
  const request = new Request(`https://${crm}`, {
    headers: { authorization: `Bearer ${two.admin.accessToken}` },
  });
  expect(await (await googleCloud.answer(request, [one.world, two.world])).json()).toMatchObject({
    projectNumber: two.number,
  });
  expect([one.world.calls.length, two.world.calls.length]).toEqual([0, 1]);
});

test('a body that is no JSON is refused', async () => {
  const { world, admin } = preparedWorld();
  const headers = { authorization: `Bearer ${admin.accessToken}` };
  const response = await googleCloud.answer(
    new Request(`https://${crm}:getIamPolicy`, { method: 'POST', headers, body: '{"a"' }),
    [world],
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: {
      status: 'INVALID_ARGUMENT',
      message: expect.stringMatching(/^Invalid JSON payload received\./),
    },
  });
});

test('the older list of errors is there unless the client asks for format 2', async () => {
  const { world, nobody } = preparedWorld();
  expect((await call(world, nobody.accessToken, 'GET', crm)).error?.errors).toEqual([
    { message: 'The caller does not have permission', domain: 'global', reason: 'forbidden' },
  ]);
  expect(
    (
      await call(world, nobody.accessToken, 'GET', crm, undefined, {
        'x-goog-api-format-version': '2',
      })
    ).error,
  ).not.toHaveProperty('errors');
});

test('a perimeter keeps out whoever is not let in, whatever their roles', async () => {
  const { world, admin } = preparedWorld();
  const perimeter = {
    title: 'production',
    projects: [project.replace('projects/', '')],
    restrictedServices: ['cloudresourcemanager.googleapis.com'],
    allowedMembers: [] as string[],
  };
  world.gcp.perimeters.push(perimeter);
  const refused = await call(world, admin.accessToken, 'GET', crm);
  expect([refused.status, refused.error?.details?.[1]?.reason]).toEqual([
    403,
    'SECURITY_POLICY_VIOLATED',
  ]);
  expect(refused.error?.message).toMatch(
    /^Request is prohibited by organization's policy\. vpcServiceControlsUniqueIdentifier: [\w-]{56}$/,
  );
  perimeter.allowedMembers = [`user:${admin.email}`];
  expect((await call(world, admin.accessToken, 'GET', crm)).status).toBe(200);
  perimeter.allowedMembers = [];
  perimeter.restrictedServices = ['compute.googleapis.com'];
  expect((await call(world, admin.accessToken, 'GET', crm)).status).toBe(200);
});

test('an organization policy says which services may be used, by a list of either kind', async () => {
  const { world, admin } = preparedWorld();
  const set = (rule: Parameters<typeof setOrgPolicy>[3]) =>
    setOrgPolicy(world, project, 'gcp.restrictServiceUsage', rule);
  const ask = async () => (await call(world, admin.accessToken, 'GET', crm)).error?.message;
  for (const rule of [
    { values: { allowedValues: ['compute.googleapis.com'] } },
    { values: { deniedValues: ['cloudresourcemanager.googleapis.com'] } },
    { denyAll: true },
  ]) {
    set(rule);
    expect(await ask()).toMatch(
      /^Request is disallowed by organization's constraints\/gcp\.restrictServiceUsage constraint for 'projects\/\d+' attempting to use service 'cloudresourcemanager\.googleapis\.com'\.$/,
    );
  }
  for (const rule of [
    { values: { allowedValues: ['is:cloudresourcemanager.googleapis.com'] } },
    { values: { deniedValues: ['compute.googleapis.com'] } },
    { allowAll: true },
  ]) {
    set(rule);
    expect(await ask()).toBeUndefined();
  }
});

test('a quota project must let the caller use it, and have the API on', async () => {
  const { world, admin, nobody } = preparedWorld();
  createProject(world, { projectId: 'quota-project' });
  const ask = (token: string) =>
    call(world, token, 'GET', crm, undefined, { 'x-goog-user-project': 'quota-project' });
  const refused = await ask(admin.accessToken);
  expect([refused.status, refused.error?.details?.[0]?.reason]).toEqual([
    403,
    'USER_PROJECT_DENIED',
  ]);
  expect(refused.error?.message).toMatch(
    /^Caller does not have required permission to use project quota-project\. Grant the caller the roles\/serviceusage\.serviceUsageConsumer role/,
  );
  for (const email of [admin.email, nobody.email])
    bind(
      world,
      'projects/quota-project',
      'roles/serviceusage.serviceUsageConsumer',
      `user:${email}`,
    );
  expect((await ask(admin.accessToken)).error?.details?.[0]).toMatchObject({
    reason: 'SERVICE_DISABLED',
  });
  setServices(world, 'quota-project', { on: ['cloudresourcemanager'] });
  expect((await ask(admin.accessToken)).status).toBe(200);
  expect((await ask(nobody.accessToken)).error?.message).toBe(
    'The caller does not have permission',
  );
});

test('application default credentials of a person need a quota project', async () => {
  const { world } = preparedWorld();
  const { refreshToken = '' } = createUser(world, {
    email: 'dev@example.com',
    roles: { [project]: ['roles/owner'] },
  });
  const client = '764086051850-6qr4p6gpi6hn506pt8ejuq83di341hur.apps.googleusercontent.com';
  const { body } = await requestToken([world], {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: client,
  });
  const token = String(body.access_token);
  expect((await call(world, token, 'GET', crm)).error?.message).toMatch(
    /^Your application is authenticating by using local Application Default Credentials\./,
  );
  expect(
    (await call(world, token, 'GET', crm, undefined, { 'x-goog-user-project': 'my-project' }))
      .status,
  ).toBe(200);
  expect(
    (await call(world, token, 'GET', `compute.googleapis.com/compute/v1/${project}/zones`)).status,
  ).toBe(200);
});

test('an API that was just turned on answers when the world says so', async () => {
  const { world, admin, account } = preparedWorld();
  setServices(world, 'my-project', { off: ['cloudresourcemanager'] });
  bind(world, project, 'roles/viewer', `serviceAccount:${account.email}`);
  const { accessToken } = createAccessToken(world, account.email);
  world.gcp.propagation.services = 120;
  const { body } = await call(
    world,
    admin.accessToken,
    'POST',
    `serviceusage.googleapis.com/v1/${project}/services/cloudresourcemanager.googleapis.com:enable`,
    {},
  );
  const operation = await call(
    world,
    admin.accessToken,
    'GET',
    `serviceusage.googleapis.com/v1/${body.name}`,
  );
  expect(operation.body).toMatchObject({ done: true, response: { service: { state: 'ENABLED' } } });
  expect((await call(world, accessToken, 'GET', crm)).status).toBe(403);
  world.clock.advance(121_000);
  expect(
    (await call(world, createAccessToken(world, account.email).accessToken, 'GET', crm)).status,
  ).toBe(200);
});
