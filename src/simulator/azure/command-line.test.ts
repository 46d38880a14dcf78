import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentFor, runScript } from '../command-line.ts';
import { Simulator } from '../index.ts';
import { type HttpsProxy, startProxy } from '../proxy.ts';
import { WarmStart } from '../warm-start/index.ts';
import {
  assignRole,
  createApplication,
  createSubscription,
  createTenant,
  createUser,
} from './seed.ts';
import type { AzureIdentity } from './state.ts';

const simulator = new Simulator();
let proxy: HttpsProxy;
let warmStart: WarmStart;
let home: string;

beforeAll(async () => {
  warmStart = await WarmStart.open();
  proxy = await startProxy(simulator);
  home = await mkdtemp(join(tmpdir(), 'az-test-'));
});
afterAll(async () => {
  await warmStart[Symbol.asyncDispose]();
  await proxy.stop();
  await rm(home, { recursive: true, force: true });
});

/** Runs a script in a terminal that is signed in to Azure. */
async function terminal(azure: AzureIdentity, script: string) {
  const environment = await environmentFor({ proxy, identities: { azure }, home, warmStart });
  return runScript(script, { environment, cwd: home, timeoutMs: 120_000 });
}

function contoso() {
  const world = simulator.createWorld();
  const tenant = createTenant(world);
  const subscription = createSubscription(world, { tenant });
  const owner = createUser(world, { tenant, upn: 'owner' });
  assignRole(world, {
    tenant,
    principalId: owner.objectId,
    role: 'Owner',
    scope: `/subscriptions/${subscription.id}`,
  });
  return { world, tenant, subscription, owner };
}

test('the real az registers an application as the guide does', { timeout: 180_000 }, async () => {
  const { world, tenant, subscription, owner } = contoso();
  const { exitCode, stdout, stderr } = await terminal(
    owner,
    `az account show --query "{sub:id,tenant:tenantId,state:state,user:user.name}" -o tsv
APP_ID=$(az ad app create --display-name Spot --sign-in-audience AzureADMyOrg --web-redirect-uris https://spot.io --query appId -o tsv)
az ad sp create --id $APP_ID --query id -o tsv
az ad app credential reset --id $APP_ID --append --display-name spot --end-date 2099-03-31T00:00:00Z --query password -o tsv
az ad app credential list --id $APP_ID --query "[].{n:displayName,end:endDateTime}" -o tsv
az rest --method get --url "https://graph.microsoft.com/v1.0/servicePrincipals(appId='$APP_ID')" --query accountEnabled`,
  );
  expect(stderr).not.toMatch(/ERROR/);
  expect(exitCode).toBe(0);
  const application = [...tenant.applications.values()][0];
  const principal = [...tenant.servicePrincipals.values()][0];
  expect(application).toMatchObject({
    displayName: 'Spot',
    signInAudience: 'AzureADMyOrg',
    webRedirectUris: ['https://spot.io'],
  });
  expect(application?.owners).toEqual([owner.objectId]);
  expect(principal?.appId).toBe(application?.appId);
  const [account, objectId, secret, credential, enabled] = stdout.trim().split('\n');
  expect(account?.split('\t')).toEqual([
    subscription.id,
    tenant.id,
    'Enabled',
    owner.userPrincipalName,
  ]);
  expect(objectId).toBe(principal?.id);
  expect(credential).toBe('spot\t2099-03-31T00:00:00Z');
  expect(enabled).toBe('true');
  expect(
    world.calls.some(
      ({ service, operation }) => service === 'graph' && operation === 'applications.addPassword',
    ),
  ).toBe(true);

  const { code, text } = await signInAsService(
    `${application?.appId}`,
    `${secret}`,
    tenant.id,
    owner,
  );
  expect({ code, text }).toMatchObject({ code: 0 });
});

/** `az login --service-principal` in a terminal of its own. */
async function signInAsService(
  clientId: string,
  secret: string,
  tenantId: string,
  as: AzureIdentity,
) {
  const script = `az login --service-principal -u ${clientId} -p '${secret}' --tenant ${tenantId} --allow-no-subscriptions --query "[].user.name" -o tsv`;
  const { exitCode, stdout, stderr } = await terminal(as, script);
  return { code: exitCode, text: stdout + stderr };
}

test('az login --service-principal says what is wrong with a secret', {
  timeout: 120_000,
}, async () => {
  const { world, tenant, owner } = contoso();
  const { application } = createApplication(world, { tenant });
  const secretId = application.passwordCredentials[0]?.keyId ?? '';
  const { code, text } = await signInAsService(application.appId, secretId, tenant.id, owner);
  expect(code).not.toBe(0);
  expect(text).toContain('AADSTS7000215');
  expect(text).toContain('not the client secret ID');
});

test('az ad app create shows the refusal of a directory that lets nobody register', {
  timeout: 120_000,
}, async () => {
  const { tenant, owner } = contoso();
  tenant.authorizationPolicy.allowedToCreateApps = false;
  const { exitCode, stderr } = await terminal(owner, 'az ad app create --display-name Spot');
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain('Insufficient privileges to complete the operation.');
  expect(tenant.applications.size).toBe(0);
});

test('a service principal can be signed in too', { timeout: 120_000 }, async () => {
  const { world, tenant, subscription } = contoso();
  const { identity } = createApplication(world, { tenant });
  assignRole(world, {
    tenant,
    principalId: identity.objectId,
    role: 'Reader',
    scope: `/subscriptions/${subscription.id}`,
  });
  const { exitCode, stdout, stderr } = await terminal(
    identity,
    `az account show --query "{sub:id,user:user.name,type:user.type}" -o tsv
az rest --method get --url "/subscriptions/${subscription.id}?api-version=2022-12-01" --query state -o tsv`,
  );
  expect(stderr).not.toMatch(/ERROR/);
  expect(exitCode).toBe(0);
  expect(stdout.trim().split('\n')).toEqual([
    `${subscription.id}\t${identity.clientId}\tservicePrincipal`,
    'Enabled',
  ]);
});
