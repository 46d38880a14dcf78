import { describe, expect, test } from 'vitest';
import { evidenceOfGcpError, readGcpError } from '../providers/gcp/errors.ts';
import type { EvidenceKind } from './define-evidence.ts';
import ancestorPolicies from './gcp/ancestor-policies.ts';
import billingInfo from './gcp/billing-info.ts';
import customRole from './gcp/custom-role.ts';
import keyCreationPolicy from './gcp/key-creation-policy.ts';
import keyFile from './gcp/key-file.ts';
import managedKeyCreationPolicy from './gcp/managed-key-creation-policy.ts';
import project from './gcp/project.ts';
import projectPolicy from './gcp/project-policy.ts';
import anyReaderRights, { defineReaderRights } from './gcp/reader-rights.ts';
import serviceAccount from './gcp/service-account.ts';
import serviceAccountKeys from './gcp/service-account-keys.ts';
import services from './gcp/services.ts';
import spotSignIn from './gcp/spot-sign-in.ts';
import { parsePasted } from './parse-pasted.ts';

/** The kinds of the same guide. */
const others = [
  ancestorPolicies,
  customRole,
  anyReaderRights,
  keyCreationPolicy,
  keyFile,
  managedKeyCreationPolicy,
  project,
  projectPolicy,
  serviceAccount,
  serviceAccountKeys,
  services,
  spotSignIn,
] as EvidenceKind[];

type Kind = Parameters<typeof parsePasted>[0];
const asked = { projectId: 'shop-1', serviceAccountId: 'spotbot', customRoleId: 'spot' };
const evidence = (kind: Kind, text: string, inputs: Record<string, string> = {}) => {
  const result = parsePasted(kind, text, inputs, others);
  return result.ok ? result.evidence : { refused: result.message };
};

const disabled = `ERROR: (gcloud.org-policies.describe) PERMISSION_DENIED: Organization Policy API has not been used in project 123 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/orgpolicy.googleapis.com/overview?project=123 then retry. This command is authenticated as alice@example.com which is the active account specified by the [core/account] property.
- '@type': type.googleapis.com/google.rpc.ErrorInfo
  domain: googleapis.com
  metadata:
    consumer: projects/123
    service: orgpolicy.googleapis.com
  reason: SERVICE_DISABLED`;

describe('answers about something else', () => {
  const key = (email: string, id = 'a1') => ({
    ...{ name: `projects/shop-1/serviceAccounts/${email}/keys/${id}`, keyType: 'USER_MANAGED' },
    ...{ validAfterTime: '2026-01-01T00:00:00Z', validBeforeTime: '9999-12-31T23:59:59Z' },
  });
  const account = (email: string) => ({ email, uniqueId: '1', projectId: 'shop-1' });
  const own = 'spotbot@shop-1.iam.gserviceaccount.com';
  const other = 'ci@shop-1.iam.gserviceaccount.com';
  const above = (id: string) => [{ type: 'project', id, policy: { etag: 'A' } }];
  const constraint = 'iam.disableServiceAccountKeyCreation';
  const keyPolicy = (of: string) => ({ name: `${of}/policies/${constraint}`, spec: { rules: [] } });
  const described = (projectId: string) => ({
    projectId,
    projectNumber: '7',
    lifecycleState: 'ACTIVE',
  });

  test.each([
    ['project', project, described('shop-1'), described('shop-2')],
    [
      'billing',
      billingInfo,
      { name: 'projects/shop-1/billingInfo' },
      { name: 'projects/shop-2/billingInfo' },
    ],
    [
      'billing, by its project',
      billingInfo,
      { name: 'projects/shop-1/billingInfo', projectId: 'shop-1' },
      { name: 'projects/shop-1/billingInfo', projectId: 'shop-2' },
    ],
    [
      'role',
      customRole,
      { name: 'projects/shop-1/roles/spot' },
      { name: 'projects/shop-1/roles/spot2' },
    ],
    [
      'role of the organization',
      customRole,
      { name: 'projects/shop-1/roles/spot' },
      { name: 'organizations/1/roles/spot' },
    ],
    ['account', serviceAccount, [account(own)], [account(other)]],
    [
      'accounts, the own among them',
      serviceAccount,
      [account(other), account(own)],
      [account(other)],
    ],
    [
      'account in another project',
      serviceAccount,
      [account(own)],
      [{ ...account(own), projectId: 'shop-2' }],
    ],
    ['keys', serviceAccountKeys, [key(own)], [key(other)]],
    [
      'keys of two accounts',
      serviceAccountKeys,
      [key(own), key(own, 'b2')],
      [key(own), key(other)],
    ],
    ['what is above', ancestorPolicies, above('shop-1'), above('shop-2')],
    ['policy', keyCreationPolicy, keyPolicy('projects/123'), keyPolicy('organizations/123')],
    [
      'policy, by its project',
      keyCreationPolicy,
      keyPolicy('projects/shop-1'),
      keyPolicy('projects/shop-2'),
    ],
  ] as [string, Kind, unknown, unknown][])('%s', (_, kind, right, wrong) => {
    const text = (value: unknown) => JSON.stringify(value, null, 2);
    expect(evidence(kind, text(right), asked)).toMatchObject({ status: 'found' });
    expect(evidence(kind, text(wrong), asked)).toHaveProperty('refused');
  });

  test('only the role that was asked about is missing', () => {
    const missing = (name: string) =>
      evidence(
        customRole,
        `ERROR: (gcloud.iam.roles.describe) NOT_FOUND: ${name} was not found.`,
        asked,
      );
    expect(missing('The role named projects/shop-1/roles/spot')).toMatchObject({
      status: 'absent',
    });
    for (const name of [
      'The role named projects/shop-1/roles/spot2',
      'The role named projects/shop-2/roles/spot',
      'The role named organizations/1/roles/spot',
      'Requested entity',
    ])
      expect(missing(name)).toHaveProperty('refused');
  });

  test('nothing but Google’s {} says that there is no right, and of nothing else does {} say that', () => {
    expect(evidence(defineReaderRights(['iam.roles.create']), '{}', asked)).toEqual({
      status: 'found',
      value: {},
    });
    for (const kind of [project, projectPolicy, customRole, keyCreationPolicy])
      expect(evidence(kind, '{}', asked)).toHaveProperty('refused');
  });
});

describe('errors that gcloud prints', () => {
  test.each([
    [
      'absent, for a kind that knows the code',
      customRole,
      'ERROR: (gcloud.iam.roles.describe) NOT_FOUND: The role named projects/shop-1/roles/spot was not found. This command is authenticated as a@b.c which is the active account specified by the [core/account] property',
      {
        status: 'absent',
        code: 'NOT_FOUND',
        message: 'The role named projects/shop-1/roles/spot was not found.',
      },
    ],
    [
      'denied, in the words of the older commands',
      project,
      'ERROR: (gcloud.projects.describe) [alice@example.com] does not have permission to access projects instance [x] (or it may not exist): The caller does not have permission. This command is authenticated as alice@example.com',
      { status: 'denied', code: 'PERMISSION_DENIED' },
    ],
    [
      'an API that is off, by its details',
      keyCreationPolicy,
      disabled,
      { status: 'denied', code: 'SERVICE_DISABLED' },
    ],
    [
      'an API that is off, by its words alone',
      services,
      'ERROR: (gcloud.services.list) PERMISSION_DENIED: Service Usage API has not been used in project 1 before or it is disabled.',
      { status: 'denied', code: 'SERVICE_DISABLED' },
    ],
    [
      'too many requests',
      projectPolicy,
      'ERROR: (gcloud.projects.get-iam-policy) RESOURCE_EXHAUSTED: Quota exceeded',
      { status: 'unreachable' },
    ],
    [
      'not found where that means nothing',
      project,
      'ERROR: (gcloud.projects.describe) NOT_FOUND: gone',
      { status: 'unreachable' },
    ],
    [
      'a file of gcloud’s own that is not there',
      customRole,
      'ERROR: (gcloud.iam.roles.describe) The file /home/a/.config/gcloud/x.json does not exist',
      { status: 'unreachable' },
    ],
    [
      'a file of gcloud’s own that may not be read',
      project,
      "ERROR: (gcloud.projects.describe) [Errno 13] Permission denied: '/home/a/.config/gcloud'",
      { status: 'unreachable' },
    ],
  ] as [string, Kind, string, object][])('%s', (_, kind, text, expected) =>
    expect(evidence(kind, text, asked)).toMatchObject(expected),
  );

  test('say what they mean where gcloud itself speaks, and keep the words of a rule', () => {
    const of = (words: string) => evidence(project, `ERROR: (gcloud.projects.describe) ${words}`);
    expect(of('The required property [project] is not currently set.')).toMatchObject({
      status: 'unreachable',
      message: expect.stringMatching(/^gcloud does not know which project is meant\. Run gcloud/),
    });
    expect(of('Something that nobody has heard of.')).toEqual({
      status: 'unreachable',
      message: 'gcloud answered: Something that nobody has heard of.',
    });
    expect(
      of('Your current active account [a@b.c] does not have any valid credentials'),
    ).toMatchObject({ status: 'denied', message: expect.stringMatching(/^gcloud is set to/) });
    const perimeter =
      "[a@b.c] does not have permission to access projects instance [x] (or it may not exist): Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: eYhDkfYCu-dOCju.";
    expect(of(perimeter)).toEqual({
      status: 'denied',
      code: 'PERMISSION_DENIED',
      message: perimeter,
    });
  });

  test('of a command whose name only begins alike are of another command', () => {
    const text = 'ERROR: (gcloud.projects.get-iam-policy) PERMISSION_DENIED: no';
    expect(evidence(projectPolicy, text)).toMatchObject({ status: 'denied' });
    expect(evidence(ancestorPolicies, text)).toMatchObject({
      refused: expect.stringContaining('another command (gcloud.projects.get-iam-policy)'),
    });
    expect(
      evidence(serviceAccount, 'ERROR: (gcloud.iam.service-accounts.keys.list) NOT_FOUND: x'),
    ).toHaveProperty('refused');
  });

  test('the last of several outputs counts', () => {
    const found = JSON.stringify({ projectId: 'p', projectNumber: '1', lifecycleState: 'ACTIVE' });
    const error = 'ERROR: (gcloud.projects.describe) PERMISSION_DENIED: no';
    expect(evidence(project, `${error}\n${found}`)).toMatchObject({ status: 'found' });
    expect(evidence(project, `${found}\n${error}`)).toMatchObject({ status: 'denied' });
  });

  test.each([
    ['bash: gcloud: command not found', /does not know the command gcloud/],
    ['ERROR: (gcloud.foo) You do not currently have an active account selected.', /not signed in/],
    ['You do not currently have an active account selected.', /not signed in/],
    [
      'jq: error: Could not open file spotinst_key.json: No such file or directory',
      /not where the command looks/,
    ],
    ['NAME  TITLE\nx: y', /--format=json/],
  ])('%s', (text, words) =>
    expect(evidence(keyFile, text)).toMatchObject({ refused: expect.stringMatching(words) }),
  );
});

describe('what curl prints', () => {
  const readerRights = defineReaderRights(['iam.roles.get']);
  test('the answer, and the refusal', () => {
    expect(evidence(readerRights, '{"permissions": ["iam.roles.get"]}')).toMatchObject({
      status: 'found',
    });
    const refusal =
      '{\n  "error": {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}\n}';
    expect(evidence(readerRights, refusal)).toMatchObject({
      status: 'denied',
      code: 'PERMISSION_DENIED',
    });
  });
});

describe('lists', () => {
  const key = {
    name: 'projects/p/serviceAccounts/a@p.iam.gserviceaccount.com/keys/1',
    validAfterTime: '2026-11-22T10:00:00Z',
    validBeforeTime: '9999-12-31T23:59:59Z',
    keyType: 'USER_MANAGED',
  };
  test('with entries and without', () => {
    expect(evidence(serviceAccountKeys, JSON.stringify([key], null, 2))).toMatchObject({
      status: 'found',
      value: [key],
    });
    expect(
      evidence(serviceAccountKeys, '$ gcloud iam service-accounts keys list\n[]'),
    ).toMatchObject({ status: 'found', value: [] });
  });
  test('of another command are refused', () => {
    expect(evidence(services, JSON.stringify([key], null, 2))).toMatchObject({
      refused: expect.stringContaining('looks like the output of'),
    });
  });
  test('one entry instead of the list is refused', () =>
    expect(evidence(serviceAccountKeys, JSON.stringify(key))).toHaveProperty('refused'));
});

describe('kinds that look alike', () => {
  const policy = (name: string) =>
    JSON.stringify({ name: `projects/1/policies/${name}`, spec: { rules: [{ enforce: true }] } });
  test('the two forms of the policy are not taken for each other', () => {
    expect(
      evidence(keyCreationPolicy, policy('iam.disableServiceAccountKeyCreation')),
    ).toMatchObject({ status: 'found' });
    expect(
      evidence(keyCreationPolicy, policy('iam.managed.disableServiceAccountKeyCreation')),
    ).toHaveProperty('refused');
    expect(
      evidence(managedKeyCreationPolicy, policy('iam.disableServiceAccountKeyCreation')),
    ).toHaveProperty('refused');
  });
  test('a role is no policy that grants nothing, and a policy of the organization no role', () => {
    expect(evidence(projectPolicy, '{"name": "projects/p/roles/r", "etag": "x"}')).toHaveProperty(
      'refused',
    );
    expect(evidence(customRole, policy('iam.disableServiceAccountKeyCreation'))).toHaveProperty(
      'refused',
    );
  });
});

describe('the key file', () => {
  test('without its private key is taken, with it refused and not quoted', () => {
    expect(evidence(keyFile, '{"type": "service_account", "private_key": 1704}')).toMatchObject({
      status: 'found',
      value: { private_key: 1704 },
    });
    expect(evidence(keyFile, '{"type": "service_account"}')).toMatchObject({ status: 'found' });
    const whole = evidence(
      keyFile,
      '{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\\nSECRET"}',
    );
    expect(whole).toMatchObject({ refused: expect.stringContaining('nobody should see it') });
    expect(JSON.stringify(whole)).not.toContain('SECRET');
  });
  test('what only Spot can try cannot be pasted', () =>
    expect(evidence(spotSignIn, '{"signedIn": true}')).toHaveProperty('refused'));
});

describe('evidenceOfGcpError', () => {
  test.each([
    [
      { code: 'UNAUTHENTICATED', message: 'm', status: 401 },
      { status: 'denied', code: 'UNAUTHENTICATED' },
    ],
    [
      { code: 'UNAUTHENTICATED', message: 'm', reason: 'ACCESS_TOKEN_EXPIRED', status: 401 },
      { status: 'denied', code: 'ACCESS_TOKEN_EXPIRED' },
    ],
    [
      { code: 'PERMISSION_DENIED', message: 'm', reason: 'IAM_PERMISSION_DENIED', status: 403 },
      { status: 'denied', code: 'PERMISSION_DENIED' },
    ],
    [{ code: 'UNAVAILABLE', message: 'm', status: 503 }, { status: 'unreachable' }],
    [{ code: 'FAILED_PRECONDITION', message: 'm', status: 400 }, { status: 'unreachable' }],
  ])('%o', (answer, expected) =>
    expect(evidenceOfGcpError(project, answer)).toMatchObject(expected),
  );

  test('reads the body of Compute Engine, which has no canonical code', () => {
    const body = {
      error: { code: 403, message: 'off', errors: [{ reason: 'accessNotConfigured' }] },
    };
    expect(readGcpError(body)).toEqual({
      code: 'PERMISSION_DENIED',
      message: 'off',
      status: 403,
      reason: 'SERVICE_DISABLED',
    });
    expect(readGcpError({ error: 'invalid_grant' })).toBeUndefined();
    expect(readGcpError('<html>')).toBeUndefined();
  });
});

describe('an empty answer beside what kept the command from asking', () => {
  const { command } = serviceAccountKeys;
  test.each([
    ['a sign-in', 'ERROR: (gcloud.auth) You do not currently have an active account selected.'],
    ['the network', 'HTTPSConnectionPool(host=iam): Max retries exceeded. Connection refused'],
  ])('%s: is no empty list', (_, words) => {
    for (const text of [`${words}\n[]\n`, `[]\n${words}\n`, `$ ${command}\n${words}\n[]`])
      expect(parsePasted(serviceAccountKeys, text)).toMatchObject({ ok: false });
  });
  test('a refusal: is that refusal', () => {
    const refused =
      'ERROR: (gcloud.iam.service-accounts.keys.list) PERMISSION_DENIED: Permission iam.serviceAccountKeys.list is required.';
    expect(parsePasted(serviceAccountKeys, `${refused}\n[]\n`)).toMatchObject({
      ok: true,
      evidence: { status: 'denied' },
    });
    // The run after it is another one.
    expect(parsePasted(serviceAccountKeys, `${refused}\n$ ${command}\n[]\n`)).toMatchObject({
      ok: true,
      evidence: { status: 'found' },
    });
  });
});
