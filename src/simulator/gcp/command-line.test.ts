import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { environmentFor, runScript } from '../command-line.ts';
import { type HttpsProxy, startProxy } from '../proxy.ts';
import { WarmStart } from '../warm-start/index.ts';
import { World } from '../world.ts';
import { gcloud } from './command-line.ts';
import { googleCloud } from './index.ts';
import {
  createAccessToken,
  createBillingAccount,
  createOrganization,
  createProject,
  createUser,
  setOrgPolicy,
} from './seed.ts';
import type { GcpIdentity } from './state.ts';

let proxy: HttpsProxy;
let warmStart: WarmStart;
let home: string;
let world: World;

beforeAll(async () => {
  warmStart = await WarmStart.open();
  proxy = await startProxy({ handle: (request) => googleCloud.answer(request, [world]) });
});
afterAll(async () => {
  await warmStart[Symbol.asyncDispose]();
  await proxy.stop();
});
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gcloud-test-'));
  world = new World();
  createOrganization(world, { id: '123456789012' });
  const { id } = createBillingAccount(world);
  createProject(world, {
    projectId: 'my-project',
    parent: 'organizations/123456789012',
    billingAccount: id,
  });
});
afterEach(() => rm(home, { recursive: true }));

const person = (roles: readonly string[], organizationRoles: readonly string[] = []): GcpIdentity =>
  createUser(world, {
    email: 'alice@example.com',
    projectId: 'my-project',
    roles: { 'projects/my-project': roles, 'organizations/123456789012': organizationRoles },
  });

const variables = `
PROJECT=my-project
SA=spotinst-role-act-550cdfc7@$PROJECT.iam.gserviceaccount.com
`;
async function run(identity: GcpIdentity, script: string) {
  const environment = await environmentFor({
    proxy,
    identities: { gcp: identity },
    home,
    warmStart,
  });
  return runScript(variables + script, { environment, cwd: home, timeoutMs: 150_000 });
}

/** Runs a script that must succeed; returns what it printed. */
async function succeed(identity: GcpIdentity, script: string): Promise<string> {
  const { exitCode, stdout, stderr } = await run(identity, script);
  expect(stderr).not.toMatch(/ERROR/);
  expect(exitCode, stderr).toBe(0);
  return stdout;
}

/** Prepares by calls that gcloud is proven to make elsewhere in this file. */
const makeAccount =
  'gcloud iam service-accounts create spotinst-role-act-550cdfc7 --display-name=Spotinst-role-act-550cdfc7 --project=$PROJECT';
const needed = [
  'roles/iam.serviceAccountCreator',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/resourcemanager.projectIamAdmin',
  'roles/serviceusage.serviceUsageAdmin',
];

// Debian has no gcloud. Where it is missing, npm test says that this is not proven.
describe.skipIf(!gcloud.find())('the real gcloud', { timeout: 180_000 }, () => {
  test('links a project by hand, with the roles that the guide asks for, and the key works', async () => {
    const alice = person(needed);
    await succeed(
      alice,
      `
gcloud services enable iam.googleapis.com cloudresourcemanager.googleapis.com compute.googleapis.com servicemanagement.googleapis.com --project=$PROJECT
${makeAccount}
gcloud projects add-iam-policy-binding $PROJECT --member="serviceAccount:$SA" --role=roles/editor --condition=None
gcloud iam service-accounts keys create spotinst_key.json --iam-account=$SA --key-file-type=json --project=$PROJECT
`,
    );
    const file = join(home, 'spotinst_key.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const key = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    const email = 'spotinst-role-act-550cdfc7@my-project.iam.gserviceaccount.com';
    expect(key).toMatchObject({
      type: 'service_account',
      project_id: 'my-project',
      client_email: email,
    });
    const evidence = await succeed(
      alice,
      `
gcloud services list --enabled --project=$PROJECT --filter="config.name:iam.googleapis.com" --format="value(config.name)"
gcloud iam service-accounts describe $SA --project=$PROJECT --format="value(email)"
gcloud projects get-iam-policy $PROJECT --flatten="bindings[].members" --filter="bindings.members:serviceAccount:$SA" --format="csv[no-heading](bindings.role,bindings.condition.title)"
gcloud iam service-accounts keys list --iam-account=$SA --managed-by=user --project=$PROJECT --format="value(name.basename())"
CLOUDSDK_CONFIG=$(mktemp -d) sh -c "gcloud auth activate-service-account --key-file=spotinst_key.json && gcloud compute zones list --project=$PROJECT --limit=1 --format='value(name)'"
gcloud config get account
`,
    );
    expect(evidence.trim().split('\n')).toEqual([
      'iam.googleapis.com',
      email,
      'roles/editor,',
      key.private_key_id,
      'us-central1-a',
      'alice@example.com',
    ]);
  });

  test('links a project by the script, and takes everything away again', async () => {
    const alice = person([...needed, 'roles/iam.roleAdmin', 'roles/iam.serviceAccountDeleter']);
    const role = {
      title: 'Spot',
      stage: 'GA',
      includedPermissions: ['compute.instances.list', 'compute.zones.list'],
    };
    await writeFile(join(home, 'spotinst_service_account_role.yml'), JSON.stringify(role));
    const printed = await succeed(
      alice,
      `
gcloud services enable servicemanagement.googleapis.com --project=$PROJECT
gcloud services enable iam.googleapis.com --project=$PROJECT
gcloud iam roles create spotinstCustomRoleact104fd388 --project=$PROJECT --file=spotinst_service_account_role.yml --quiet >/dev/null
${makeAccount}
gcloud projects add-iam-policy-binding $PROJECT --member="serviceAccount:$SA" --role=projects/$PROJECT/roles/spotinstCustomRoleact104fd388 --condition=None >/dev/null
gcloud projects add-iam-policy-binding $PROJECT --member="serviceAccount:$SA" --role=roles/iam.serviceAccountUser --condition=None >/dev/null
gcloud iam service-accounts keys create spotinst_key.json --iam-account=$SA --project=$PROJECT
gcloud iam roles describe spotinstCustomRoleact104fd388 --project=$PROJECT --format="value(includedPermissions)"
`,
    );
    expect(printed.trim()).toBe('compute.instances.list;compute.zones.list');
    const left = await succeed(
      alice,
      `
KEY_ID=$(gcloud iam service-accounts keys list --iam-account=$SA --managed-by=user --project=$PROJECT --format="value(name.basename())")
gcloud iam service-accounts keys delete "$KEY_ID" --iam-account=$SA --project=$PROJECT --quiet
gcloud projects remove-iam-policy-binding $PROJECT --member="serviceAccount:$SA" --role=roles/iam.serviceAccountUser --condition=None >/dev/null
gcloud iam service-accounts delete $SA --project=$PROJECT --quiet
gcloud iam roles delete spotinstCustomRoleact104fd388 --project=$PROJECT >/dev/null
gcloud projects get-iam-policy $PROJECT --flatten="bindings[].members" --filter="bindings.members~spotinst" --format="value(bindings.members)"
`,
    );
    expect(left).toMatch(
      /^deleted:serviceAccount:spotinst-role-act-550cdfc7@my-project\.iam\.gserviceaccount\.com\?uid=\d{21}\n$/,
    );
    const dead = await run(
      alice,
      'CLOUDSDK_CONFIG=$(mktemp -d) gcloud auth activate-service-account --key-file=spotinst_key.json',
    );
    expect(dead.exitCode).toBe(1);
    expect(dead.stderr).toMatch(/invalid_grant: Invalid grant: account not found/);
    const again = await run(
      alice,
      'gcloud iam roles create spotinstCustomRoleact104fd388 --project=$PROJECT --file=spotinst_service_account_role.yml --quiet',
    );
    expect(again.stderr).toMatch(
      /FAILED_PRECONDITION: You can't create a role with role_id \(spotinstCustomRoleact104fd388\) where there is an existing role/,
    );
    await succeed(
      alice,
      'gcloud iam roles undelete spotinstCustomRoleact104fd388 --project=$PROJECT',
    );
  });

  test('says in its own words what is refused', async () => {
    const alice = person(needed);
    const off = await run(alice, makeAccount);
    expect(off.exitCode).toBe(1);
    expect(off.stderr).toMatch(/API \[iam\.googleapis\.com\] not enabled on project/);
    expect(off.stderr).toMatch(/reason: SERVICE_DISABLED/);
    await succeed(
      alice,
      `gcloud services enable iam.googleapis.com --project=$PROJECT\n${makeAccount}`,
    );
    expect((await run(alice, makeAccount)).stderr).toMatch(
      /is the subject of a conflict: Service account spotinst-role-act-550cdfc7 already exists/,
    );
    const member = await run(
      alice,
      'gcloud projects add-iam-policy-binding $PROJECT --member=serviceAccount:gone@$PROJECT.iam.gserviceaccount.com --role=roles/editor --condition=None',
    );
    expect(member.stderr).toMatch(
      /INVALID_ARGUMENT: Service account gone@my-project\.iam\.gserviceaccount\.com does not exist\./,
    );
    expect((await run(alice, 'gcloud projects describe no-such-project')).stderr).toMatch(
      /\[alice@example\.com\] does not have permission to access projects instance \[no-such-project\] \(or it may not exist\): The caller does not have permission\./,
    );
    const role = await run(
      alice,
      'gcloud iam roles create mine --project=$PROJECT --permissions=compute.zones.list --quiet',
    );
    expect(role.stderr).toMatch(
      /does not have permission|You don't have permission to create a role in projects\/my-project\./,
    );
  });

  test('fixes an organization policy that forbids keys, both forms of it', async () => {
    for (const form of [
      'iam.disableServiceAccountKeyCreation',
      'iam.managed.disableServiceAccountKeyCreation',
    ]) {
      setOrgPolicy(world, 'organizations/123456789012', form, { enforce: true });
    }
    const alice = person(['roles/owner'], ['roles/orgpolicy.policyAdmin']);
    await succeed(
      alice,
      `gcloud services enable iam.googleapis.com orgpolicy.googleapis.com --project=$PROJECT\n${makeAccount}`,
    );
    const makeKey =
      'gcloud iam service-accounts keys create key.json --iam-account=$SA --project=$PROJECT';
    const refused = await run(alice, makeKey);
    expect(refused.stderr).toMatch(
      /FAILED_PRECONDITION: Key creation is not allowed on this service account\./,
    );
    expect(refused.stderr).toMatch(/type: constraints\/iam\.disableServiceAccountKeyCreation/);
    const enforced =
      'gcloud org-policies describe iam.disableServiceAccountKeyCreation --project=$PROJECT --effective --format="value(spec.rules[0].enforce)"';
    expect(await succeed(alice, enforced)).toBe('True\n');
    const name = 'projects/my-project/policies/iam.managed.disableServiceAccountKeyCreation';
    await writeFile(
      join(home, 'exempt.yaml'),
      JSON.stringify({ name, spec: { rules: [{ enforce: false }] } }),
    );
    await succeed(
      alice,
      'gcloud resource-manager org-policies disable-enforce iam.disableServiceAccountKeyCreation --project=$PROJECT',
    );
    expect((await run(alice, makeKey)).stderr).toMatch(
      /type: constraints\/iam\.managed\.disableServiceAccountKeyCreation/,
    );
    await succeed(
      alice,
      `gcloud org-policies set-policy exempt.yaml\n${makeKey}\ngcloud org-policies reset iam.disableServiceAccountKeyCreation --project=$PROJECT`,
    );
    await succeed(
      alice,
      'gcloud org-policies delete iam.disableServiceAccountKeyCreation --project=$PROJECT',
    );
    expect(await succeed(alice, enforced)).toBe('True\n');
  });

  test('reads projects, organizations and billing', async () => {
    const alice = person(
      ['roles/owner'],
      ['roles/browser', 'roles/resourcemanager.organizationAdmin'],
    );
    world.gcp.billingAccounts.get('01A2B3-C4D5E6-F70819')?.policy.policy.bindings.push({
      role: 'roles/billing.user',
      members: ['user:alice@example.com'],
    });
    const printed = await succeed(
      alice,
      `
gcloud projects list --format="csv[no-heading](projectId,lifecycleState)"
gcloud projects get-ancestors $PROJECT --format="csv[no-heading](id,type)"
gcloud organizations list --format="value(displayName)"
gcloud billing projects describe $PROJECT --format="value(billingEnabled)"
gcloud billing projects unlink $PROJECT --format="value(billingEnabled)"
gcloud billing accounts list --format="value(name)"
gcloud billing projects link $PROJECT --billing-account=01A2B3-C4D5E6-F70819 --format="value(billingEnabled)"
gcloud organizations add-iam-policy-binding 123456789012 --member=user:alice@example.com --role=roles/iam.organizationRoleAdmin --condition=None --format=none
gcloud organizations get-iam-policy 123456789012 --flatten="bindings[].members" --filter="bindings.role:roles/iam.organizationRoleAdmin" --format="value(bindings.members)"
`,
    );
    expect(printed.trim().split('\n').filter(Boolean)).toEqual([
      'my-project,ACTIVE',
      'my-project,project',
      '123456789012,organization',
      'example.com',
      'True',
      '01A2B3-C4D5E6-F70819',
      'True',
      'user:alice@example.com',
    ]);
  });

  test('stays signed in when the clock of the world moves, and tells of an expired token', async () => {
    const alice = person(['roles/viewer']);
    world.clock.advance(48 * 3_600_000);
    expect(
      await succeed(alice, 'gcloud projects describe $PROJECT --format="value(projectId)"'),
    ).toBe('my-project\n');
    // Without its cache it asks for a token with the refresh token.
    const renewed = await succeed(
      alice,
      'rm ~/.config/gcloud/access_tokens.db; gcloud projects describe $PROJECT --format="value(projectId)"',
    );
    expect(renewed).toBe('my-project\n');
    expect(world.calls.map(({ operation, status }) => [operation, status])).toContainEqual([
      'oauth2.token',
      200,
    ]);
    const expired = createAccessToken(world, 'alice@example.com', world.clock.now());
    const refused = await run(expired, 'gcloud projects describe $PROJECT');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(
      /UNAUTHENTICATED: Request had invalid authentication credentials/,
    );
  });
});
