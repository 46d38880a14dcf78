import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createManagementGroup } from '../seed.ts';
import type { AzureIdentity } from '../state.ts';
import { type Contoso, contoso, send } from './testing.ts';

describe('management groups', () => {
  const path = '/providers/Microsoft.Management/managementGroups';
  const get = (place: Contoso, who: AzureIdentity, rest = '', query = '') =>
    send(place.world, who, 'GET', `${path}${rest}?api-version=2021-04-01${query}`);

  it('lists the groups that somebody may read', async () => {
    const place = contoso();
    const names = async (who: AzureIdentity) =>
      (await get(place, who)).body.value.map(({ name }: { name: string }) => name);
    expect(await names(place.root)).toEqual([place.tenant.id, 'finops']);
    place.grant(place.stranger, 'Management Group Reader', `${path}/finops`);
    expect(await names(place.stranger)).toEqual(['finops']);
  });

  it('hides from strangers whether a group is there', async () => {
    const place = contoso();
    expect(await get(place, place.stranger, '/nowhere')).toMatchObject({
      status: 403,
      code: 'AuthorizationFailed',
    });
    expect(await get(place, place.root, '/nowhere')).toMatchObject({
      status: 404,
      code: 'NotFound',
    });
    expect(await get(place, place.root, '/FinOps')).toMatchObject({
      status: 200,
      body: { name: 'finops' },
    });
  });

  it('shows children and descendants', async () => {
    const place = contoso();
    createManagementGroup(place.tenant, {
      id: 'inner',
      parent: 'finops',
      subscriptions: [place.subscription],
    });
    const { body } = await get(
      place,
      place.root,
      `/${place.tenant.id}`,
      '&$expand=children&$recurse=true',
    );
    const [finops] = body.properties.children;
    expect([finops.name, finops.children[0].name, finops.children[0].children[0].name]).toEqual([
      'finops',
      'inner',
      place.subscription.id,
    ]);
    const { body: below } = await get(place, place.root, '/finops/descendants');
    expect(below.value.map(({ name }: { name: string }) => name)).toEqual([
      'inner',
      place.subscription.id,
    ]);
  });
});

describe('reservations and savings plans', () => {
  const order = {
    name: randomUUID(),
    itemName: randomUUID(),
    displayName: 'r',
    sku: 's',
    term: 'P3Y' as const,
    createdAt: 0,
  };
  it.each([
    ['Reservations Reader', '/providers/Microsoft.Capacity', 'reservations', '2022-11-01'],
    ['Reservations Reader', '/providers/Microsoft.Capacity', 'reservationOrders', '2022-11-01'],
    [
      'Savings plan Reader',
      '/providers/Microsoft.BillingBenefits',
      'savingsPlanOrders',
      '2022-11-01',
    ],
    ['Savings plan Reader', '/providers/Microsoft.BillingBenefits', 'savingsPlans', '2022-11-01'],
  ])(
    'shows %s at %s the %s, and an owner of the subscription none',
    async (role, at, type, version) => {
      const place = contoso();
      Object.assign(place.tenant, { reservationOrders: [order], savingsPlanOrders: [order] });
      const list = async (who: AzureIdentity) =>
        (await send(place.world, who, 'GET', `${at}/${type}?api-version=${version}`)).body.value;
      expect([(await list(place.app)).length, (await list(place.owner)).length]).toEqual([0, 0]);
      place.grant(place.app, role, at);
      expect((await list(place.app)).length).toBe(1);
    },
  );
});

describe('permissions', () => {
  it('tells whoever may read them what they may do', async () => {
    const place = contoso();
    const address = `${place.scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
    expect(await send(place.world, place.app, 'GET', address)).toMatchObject({
      status: 403,
      code: 'AuthorizationFailed',
    });
    place.grant(place.app, 'Reader');
    const { body } = await send(place.world, place.app, 'GET', address);
    expect(body.value).toEqual([
      { actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] },
    ]);
  });
});

describe('elevated access', () => {
  const elevate = (place: Contoso, who: AzureIdentity) =>
    send(
      place.world,
      who,
      'POST',
      '/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01',
    );

  it('is for Global Administrators, whatever else somebody owns', async () => {
    const place = contoso();
    const refusal = await elevate(place, place.owner);
    expect(refusal).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
    expect(refusal.message).toContain("'Microsoft.Authorization/elevateAccess/action'");
  });

  it('lets them read everything, and assign', async () => {
    const place = contoso();
    const read = () =>
      send(place.world, place.administrator, 'GET', `${place.scope}?api-version=2022-12-01`);
    expect((await read()).status).toBe(403);
    const answered = await elevate(place, place.administrator);
    expect(answered).toEqual({ status: 200, body: undefined });
    expect((await read()).status).toBe(200);
  });
});
