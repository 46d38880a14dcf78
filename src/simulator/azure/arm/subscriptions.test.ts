import { describe, expect, it } from 'vitest';
import { createSubscription, createTenant } from '../seed.ts';
import type { AzureIdentity } from '../state.ts';
import { type Contoso, contoso, send } from './testing.ts';

const subscriptions = async (place: Contoso, who: AzureIdentity) => {
  const { body } = await send(place.world, who, 'GET', '/subscriptions?api-version=2019-11-01');
  return body.value.map(({ subscriptionId }: { subscriptionId: string }) => subscriptionId);
};
const resources = '2021-04-01';

describe('subscriptions', () => {
  it.each([
    [
      'a role at a resource group',
      (place: Contoso) =>
        place.grant(place.stranger, 'Reader', `${place.scope}/resourceGroups/apps`),
    ],
    [
      'a role above',
      (place: Contoso) =>
        place.grant(
          place.stranger,
          'Reader',
          '/providers/Microsoft.Management/managementGroups/finops',
        ),
    ],
    [
      'a role that permits no reading',
      (place: Contoso) => place.grant(place.stranger, 'Storage Blob Data Reader'),
    ],
  ])('lists a subscription to somebody with %s', async (_, give) => {
    const place = contoso();
    give(place);
    expect(await subscriptions(place, place.stranger)).toEqual([place.subscription.id]);
  });

  it('shows nothing of another directory, and says which tenant to ask', async () => {
    const place = contoso();
    const foreign = createTenant(place.world, { displayName: 'Fabrikam' });
    const theirs = createSubscription(place.world, { tenant: foreign });
    expect(await subscriptions(place, place.root)).toEqual([place.subscription.id]);
    const refusal = await send(
      place.world,
      place.root,
      'GET',
      `/subscriptions/${theirs.id}?api-version=2022-12-01`,
    );
    expect(refusal).toMatchObject({ status: 401, code: 'InvalidAuthenticationTokenTenant' });
  });

  it('shows the state of a disabled one, and forgets a deleted one', async () => {
    const place = contoso();
    const get = () =>
      send(place.world, place.owner, 'GET', `${place.scope}?api-version=2022-12-01`);
    place.subscription.state = 'Disabled';
    expect(await get()).toMatchObject({
      status: 200,
      body: { state: 'Disabled', tenantId: place.tenant.id },
    });
    place.subscription.state = 'Deleted';
    expect(await get()).toMatchObject({ status: 404, code: 'SubscriptionNotFound' });
    expect(await subscriptions(place, place.owner)).toEqual([]);
  });

  it('asks for read at the subscription: a role at a group below is not enough', async () => {
    const place = contoso();
    place.grant(place.stranger, 'Owner', `${place.scope}/resourceGroups/apps`);
    const refusal = await send(
      place.world,
      place.stranger,
      'GET',
      `${place.scope}?api-version=2022-12-01`,
    );
    expect(refusal).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
  });
});

describe('resource groups', () => {
  const put = (place: Contoso, name: string, body: unknown, who: AzureIdentity = place.owner) =>
    send(
      place.world,
      who,
      'PUT',
      `${place.scope}/resourcegroups/${name}?api-version=${resources}`,
      body,
    );

  it('makes one, and takes a second time for an update', async () => {
    const place = contoso();
    expect((await put(place, 'New', { location: 'eastus' })).status).toBe(201);
    expect(await put(place, 'new', { location: 'East US', tags: { a: 'b' } })).toMatchObject({
      status: 200,
      body: { name: 'New' },
    });
  });

  it.each([
    ['no location', 'new', {}, 400, 'LocationRequired'],
    [
      'a location that is none',
      'new',
      { location: 'moon' },
      400,
      'LocationNotAvailableForResourceGroup',
    ],
    ['a bad name', 'new!', { location: 'eastus' }, 400, 'InvalidResourceGroup'],
    [
      'another location than it has',
      'apps',
      { location: 'eastus' },
      409,
      'InvalidResourceGroupLocation',
    ],
  ])('refuses %s', async (_, name, body, status, code) => {
    expect(await put(contoso(), name, body)).toMatchObject({ status, code });
  });

  it('refuses readers, disabled subscriptions and what Azure Policy denies', async () => {
    const place = contoso();
    place.grant(place.stranger, 'Reader');
    expect(await put(place, 'new', { location: 'eastus' }, place.stranger)).toMatchObject({
      status: 403,
      code: 'AuthorizationFailed',
    });
    place.tenant.policyAssignments.push({
      name: 'p',
      displayName: 'p',
      scope: place.scope,
      notScopes: [],
      policyDefinitionId: '/d',
      policyDefinitionName: 'd',
      enforcementMode: 'Default',
      deniesResourceTypes: ['Microsoft.Resources/subscriptions/resourceGroups'],
    });
    expect(await put(place, 'new', { location: 'eastus' })).toMatchObject({
      status: 403,
      code: 'RequestDisallowedByPolicy',
    });
    place.tenant.policyAssignments[0]!.enforcementMode = 'DoNotEnforce';
    place.subscription.state = 'Disabled';
    expect(await put(place, 'new', { location: 'eastus' })).toMatchObject({
      status: 409,
      code: 'ReadOnlyDisabledSubscription',
    });
  });

  it('does not find what is not there, and lists the groups that somebody has', async () => {
    const place = contoso();
    const missing = await send(
      place.world,
      place.owner,
      'GET',
      `${place.scope}/resourcegroups/none?api-version=${resources}`,
    );
    expect(missing).toMatchObject({ status: 404, code: 'ResourceGroupNotFound' });
    place.subscription.resourceGroups.set('other', { name: 'other', location: 'eastus', tags: {} });
    place.grant(place.stranger, 'Reader', `${place.scope}/resourceGroups/apps`);
    const { body } = await send(
      place.world,
      place.stranger,
      'GET',
      `${place.scope}/resourcegroups?api-version=${resources}`,
    );
    expect(body.value.map(({ name }: { name: string }) => name)).toEqual(['apps']);
  });
});

describe('resource providers', () => {
  const ask = (place: Contoso, method: string, rest: string, who: AzureIdentity = place.owner) =>
    send(place.world, who, method, `${place.scope}/providers/${rest}?api-version=${resources}`);

  it('registers at once, or in its time', async () => {
    const place = contoso();
    expect(await ask(place, 'POST', 'microsoft.insights/register')).toMatchObject({
      status: 200,
      body: { registrationState: 'Registered' },
    });
    place.world.azure.propagation.providerRegistrationMs = 60_000;
    const started = await ask(place, 'POST', 'Microsoft.KeyVault/register');
    expect(started).toMatchObject({
      body: { namespace: 'Microsoft.KeyVault', registrationState: 'Registering' },
    });
    const state = async () =>
      (await ask(place, 'GET', 'Microsoft.KeyVault')).body.registrationState;
    expect(await state()).toBe('Registering');
    place.world.clock.advance(60_000);
    expect(await state()).toBe('Registered');
  });

  it('knows namespaces only', async () => {
    expect(await ask(contoso(), 'GET', 'Microsoft.Compte')).toMatchObject({
      status: 404,
      code: 'InvalidResourceNamespace',
    });
  });

  it('names the action of the namespace when it refuses', async () => {
    const place = contoso();
    place.grant(place.stranger, 'Reader');
    const refusal = await ask(place, 'POST', 'Microsoft.Insights/register', place.stranger);
    expect(refusal).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
    expect(refusal.message).toContain(
      `'Microsoft.Insights/register/action' over scope '${place.scope}'`,
    );
  });

  it.each([
    ['Microsoft.Compute', 'virtualMachines', '2024-07-01'],
    ['Microsoft.Network', 'virtualNetworks', '2023-09-01'],
    ['Microsoft.ContainerService', 'managedClusters', '2024-09-01'],
  ])('serves nothing of %s unless it is registered', async (namespace, type, version) => {
    const place = contoso();
    const list = () =>
      send(
        place.world,
        place.owner,
        'GET',
        `${place.scope}/providers/${namespace}/${type}?api-version=${version}`,
      );
    expect(await list()).toMatchObject({ status: 200, body: { value: [] } });
    await ask(place, 'POST', `${namespace}/unregister`);
    const refusal = await list();
    expect(refusal).toMatchObject({ status: 409, code: 'MissingSubscriptionRegistration' });
    expect(refusal.message).toContain(`'${namespace}'`);
  });
});
