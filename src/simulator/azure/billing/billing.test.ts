import { describe, expect, it } from 'vitest';
import { type Contoso, contoso, send } from '../arm/testing.ts';
import { createBillingAccount } from '../seed.ts';
import type { AzureIdentity, BillingAccount } from '../state.ts';

const preview = 'api-version=2019-10-01-preview';
const enrolmentReader = '24f8edb6-1668-4659-b5e2-40bb5f3a7d7e';
const purchaser = 'da6647fb-7651-49ee-be91-c43c4877f0c4';
const customerReader = '50000000-aaaa-bbbb-cccc-100000000002';
const guid = '5b1b6f9e-0f0e-4a3b-8a64-0f5c3c3f1c11';
const other = '6c2c7fae-0f0e-4a3b-8a64-0f5c3c3f1c22';
const idOf = ({ name }: Pick<BillingAccount, 'name'>) =>
  `/providers/Microsoft.Billing/billingAccounts/${name}`;

describe('billing accounts', () => {
  const names = async (place: Contoso, who: AzureIdentity) => {
    const { body } = await send(
      place.world,
      who,
      'GET',
      '/providers/Microsoft.Billing/billingAccounts?api-version=2020-05-01',
    );
    return body.value.map(({ name }: { name: string }) => name);
  };

  it('shows those with a billing role only: neither owning nor elevating counts', async () => {
    const place = contoso();
    await send(
      place.world,
      place.administrator,
      'POST',
      '/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01',
    );
    expect(await names(place, place.root)).toEqual([place.enrolment.name, place.customer.name]);
    expect([await names(place, place.owner), await names(place, place.administrator)]).toEqual([
      [],
      [],
    ]);
  });

  it('shows the account administrator of pay-as-you-go their own', async () => {
    const place = contoso();
    const administrators = [place.stranger.objectId];
    const account = createBillingAccount(place.world, {
      tenant: place.tenant,
      agreementType: 'MicrosoftOnlineServicesProgram',
      administrators,
    });
    expect(await names(place, place.stranger)).toEqual([account.name]);
    const { body } = await send(
      place.world,
      place.stranger,
      'GET',
      `${idOf(account)}?api-version=2020-05-01`,
    );
    expect(body.properties).toMatchObject({
      agreementType: 'MicrosoftOnlineServicesProgram',
      hasReadAccess: true,
    });
  });

  it.each(['7654321', '11111111-1111-1111-1111-111111111111'])('does not find %s', async (name) => {
    const place = contoso();
    const answered = await send(
      place.world,
      place.root,
      'GET',
      `${idOf({ name })}?api-version=2020-05-01`,
    );
    expect(answered).toMatchObject({ status: 404, code: 'NotFound' });
  });

  it('tells whether an enrolment shows charges, and has no such policy elsewhere', async () => {
    const place = contoso();
    const get = (account: BillingAccount) =>
      send(
        place.world,
        place.root,
        'GET',
        `${idOf(account)}/policies/default?api-version=2024-04-01`,
      );
    const seen = async () =>
      (await get(place.enrolment)).body.properties.enterpriseAgreementPolicies
        .accountOwnerViewCharges;
    expect(await seen()).toBe('Allowed');
    place.enrolment.policies.accountOwnerViewCharges = false;
    expect(await seen()).toBe('NotAllowed');
    expect(await get(place.customer)).toMatchObject({ status: 400, code: 'BadRequest' });
  });
});

describe('the roles of an enrolment', () => {
  const put = (
    place: Contoso,
    properties: object | undefined = {},
    { who = place.root, name = guid, account = place.enrolment } = {},
  ) =>
    send(place.world, who, 'PUT', `${idOf(account)}/billingRoleAssignments/${name}?${preview}`, {
      properties: {
        principalId: place.servicePrincipal.id,
        principalTenantId: place.tenant.id,
        roleDefinitionId: `${idOf(account)}/billingRoleDefinitions/${enrolmentReader}`,
        ...properties,
      },
    });
  const canRead = async (place: Contoso) =>
    (await send(place.world, place.app, 'GET', `${idOf(place.enrolment)}?api-version=2020-05-01`))
      .status === 200;

  it('lets an enrolment writer make a service principal a reader', async () => {
    const place = contoso();
    const { status, body } = await put(place);
    expect([status, body.properties.roleDefinitionId.split('/').at(-1)]).toEqual([
      200,
      enrolmentReader,
    ]);
    expect(await canRead(place)).toBe(true);
    expect((await put(place)).status).toBe(200);
  });

  it.each<[string, (place: Contoso) => Parameters<typeof put>, number, string]>([
    [
      'an owner of every subscription',
      (place) => [place, {}, { who: place.owner }],
      403,
      'AuthorizationFailed',
    ],
    [
      'a Global Administrator',
      (place) => [place, {}, { who: place.administrator }],
      403,
      'AuthorizationFailed',
    ],
    [
      'the id of another account',
      (place) => [place, {}, { account: { ...place.enrolment, name: '7654321' } }],
      404,
      'NotFound',
    ],
    ['a name that is no GUID', (place) => [place, {}, { name: 'spot' }], 400, 'BadRequest'],
    [
      'a role of another account',
      (place) => [place, { roleDefinitionId: `/x/${enrolmentReader}` }],
      400,
      'BadRequest',
    ],
    [
      'no tenant of the principal',
      (place) => [place, { principalTenantId: undefined }],
      400,
      'BadRequest',
    ],
    [
      'a customer agreement',
      (place) => [place, {}, { account: place.customer }],
      422,
      'UnprocessableEntity',
    ],
  ])('refuses %s', async (_, request, status, code) => {
    const place = contoso();
    expect(await put(...request(place))).toMatchObject({ status, code });
    expect(await canRead(place)).toBe(false);
  });

  it('refuses a reader of the enrolment who wants to give what they have', async () => {
    const place = contoso();
    await put(place);
    expect(
      await put(place, { principalId: other }, { who: place.app as never, name: other }),
    ).toMatchObject({ status: 403 });
  });

  it('says what a body without properties lacks, in a shape of its own', async () => {
    const place = contoso();
    const path = `${idOf(place.enrolment)}/billingRoleAssignments/${guid}?${preview}`;
    const { status, body } = await send(place.world, place.root, 'PUT', path, {
      principalId: place.servicePrincipal.id,
    });
    expect([status, body.title]).toEqual([400, 'One or more validation errors occurred.']);
    expect(Object.keys(body.errors)).toContain('Properties.RoleDefinitionId');
  });

  it('refuses a used name and a second role, without the usual shape', async () => {
    const place = contoso();
    await put(place);
    const used = await put(place, { principalId: other });
    expect(used).toMatchObject({ status: 409, code: 'Conflict', body: { code: 'Conflict' } });
    const second = {
      roleDefinitionId: `${idOf(place.enrolment)}/billingRoleDefinitions/${purchaser}`,
    };
    expect(await put(place, second, { name: other })).toMatchObject({
      status: 409,
      code: 'Conflict',
    });
  });

  it('takes the object id of the app registration, which helps nobody', async () => {
    const place = contoso();
    expect((await put(place, { principalId: place.application.id })).status).toBe(200);
    expect(await canRead(place)).toBe(false);
  });

  it('takes a role away', async () => {
    const place = contoso();
    await put(place);
    const path = `${idOf(place.enrolment)}/billingRoleAssignments/${guid}?${preview}`;
    expect((await send(place.world, place.root, 'DELETE', path)).status).toBe(200);
    expect(await canRead(place)).toBe(false);
    expect(await send(place.world, place.root, 'DELETE', path)).toMatchObject({
      status: 404,
      code: 'NotFound',
    });
  });
});

describe('the roles of a customer agreement', () => {
  const post = (
    place: Contoso,
    { who = place.root, account = place.customer, role = customerReader } = {},
  ) =>
    send(place.world, who, 'POST', `${idOf(account)}/createBillingRoleAssignment?${preview}`, {
      properties: {
        principalId: place.servicePrincipal.id,
        roleDefinitionId: `${idOf(account)}/billingRoleDefinitions/${role}`,
      },
    });

  it('lets an owner make a reader, whom the account then shows', async () => {
    const place = contoso();
    const { status, body } = await post(place);
    expect([status, body.name]).toEqual([201, `${customerReader}_${place.servicePrincipal.id}`]);
    expect(
      (await send(place.world, place.app, 'GET', `${idOf(place.customer)}?api-version=2020-05-01`))
        .status,
    ).toBe(200);
    expect(await post(place)).toMatchObject({ status: 409, code: 'Conflict' });
  });

  it('refuses everybody else, other agreements and other roles', async () => {
    const place = contoso();
    expect(await post(place, { who: place.administrator })).toMatchObject({
      status: 403,
      code: 'AuthorizationFailed',
    });
    expect(await post(place, { account: place.enrolment })).toMatchObject({ status: 422 });
    expect(await post(place, { role: enrolmentReader })).toMatchObject({
      status: 400,
      code: 'BadRequest',
    });
    expect(await post(place, { account: { ...place.customer, name: 'x' } })).toMatchObject({
      status: 404,
    });
  });
});

describe('costs', () => {
  const group = '/providers/Microsoft.Management/managementGroups/finops';
  const ask = (place: Contoso, who: AzureIdentity, scope: string, body: unknown = query) =>
    send(
      place.world,
      who,
      'POST',
      `${scope}/providers/Microsoft.CostManagement/query?api-version=2023-11-01`,
      body,
    );
  const query = { type: 'ActualCost', timeframe: 'MonthToDate', dataset: { granularity: 'None' } };

  it.each([
    ['the subscription', (place: Contoso) => place.scope],
    ['its management group', () => group],
  ])('shows Cost Management Reader those of %s', async (_, at) => {
    const place = contoso();
    const refusal = await ask(place, place.app, at(place));
    expect(refusal).toMatchObject({ status: 401, code: 'RBACAccessDenied' });
    place.grant(place.app, 'Cost Management Reader', at(place));
    const { status, body } = await ask(place, place.app, at(place));
    expect([status, body.properties.rows]).toEqual([200, []]);
  });

  it('hides them from Azure roles while the enrolment does not show charges', async () => {
    const place = contoso();
    place.grant(place.app, 'Cost Management Reader', group);
    place.enrolment.policies.accountOwnerViewCharges = false;
    expect(await ask(place, place.app, place.scope)).toMatchObject({
      status: 401,
      code: 'AccountCostDisabled',
    });
    expect(await ask(place, place.app, group)).toMatchObject({
      status: 401,
      code: 'AccountCostDisabled',
    });
    expect((await ask(place, place.root, idOf(place.enrolment))).status).toBe(200);
  });

  it('has none at a management group of customer agreement subscriptions', async () => {
    const place = contoso();
    place.grant(place.app, 'Cost Management Reader', group);
    place.subscription.billingAccount = place.customer.name;
    const refusal = await ask(place, place.app, group);
    expect(refusal).toMatchObject({ status: 400, code: 'BadRequest' });
    expect(refusal.message).toContain('does not have any valid subscriptions');
    expect((await ask(place, place.app, place.scope)).status).toBe(200);
  });

  it('asks billing roles at a billing account, and nothing else', async () => {
    const place = contoso();
    place.grant(place.app, 'Owner', '/');
    expect(await ask(place, place.app, idOf(place.enrolment))).toMatchObject({
      status: 401,
      code: '401',
    });
    expect(await ask(place, place.app, idOf(place.customer))).toMatchObject({
      status: 401,
      code: 'RBACAccessDenied',
    });
    expect(await ask(place, place.app, idOf({ name: '7' }))).toMatchObject({
      status: 404,
      code: 'NotFound',
    });
  });

  it.each([
    undefined,
    {},
    { ...query, type: 'Guess' },
    { ...query, timeframe: undefined },
    { ...query, dataset: undefined },
  ])('refuses %j as a query', async (body) => {
    const place = contoso();
    expect(await ask(place, place.owner, place.scope, body ?? null)).toMatchObject({
      status: 400,
      code: 'BadRequest',
    });
  });

  it('refuses a resource group and a management group that are not there', async () => {
    const place = contoso();
    expect(await ask(place, place.owner, `${place.scope}/resourceGroups/none`)).toMatchObject({
      status: 404,
      code: 'ResourceGroupNotFound',
    });
    expect(await ask(place, place.root, `${group}2`)).toMatchObject({
      status: 404,
      code: 'NotFound',
    });
  });
});
