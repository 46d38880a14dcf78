import { World } from '../../world.ts';
import { armService } from '../arm-service.ts';
import { accessTokenFor } from '../entra/tokens.ts';
import { answer } from '../pipeline.ts';
import {
  assignRole,
  createApplication,
  createBillingAccount,
  createManagementGroup,
  createSubscription,
  createTenant,
  createUser,
  enableManagementGroups,
  registerProvider,
} from '../seed.ts';
import type { AzureIdentity } from '../state.ts';

/** Status, body and code of an answer, for tests. */
export interface Answered {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies of every shape.
  body: any;
  /** Of the refusal, in ARM's shape or without the `error` around it. */
  code?: string;
  message?: string;
}

/**
 * Sends a request to ARM as somebody (a token may be given instead; none: without the header).
 * `path` has its api-version.
 */
export async function send(
  world: World,
  who: AzureIdentity | string | undefined,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answered> {
  const token = typeof who === 'object' ? await accessTokenFor(world, who) : who;
  const request = new Request(`https://management.azure.com${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await answer(armService, request, [world]);
  const text = await response.text();
  const parsed = text === '' ? undefined : JSON.parse(text);
  const refusal = parsed?.error ?? (response.status >= 400 ? parsed : undefined);
  return {
    status: response.status,
    body: parsed,
    ...(refusal ? { code: refusal.code, message: refusal.message } : {}),
  };
}

/**
 * A directory with management groups, one subscription below the group `finops`, people of every
 * kind, an app with its service principal, and a billing account of each agreement.
 */
export function contoso() {
  const world = new World();
  const tenant = createTenant(world);
  enableManagementGroups(tenant);
  const subscription = createSubscription(world, { tenant });
  subscription.resourceGroups.set('apps', { name: 'apps', location: 'westeurope', tags: {} });
  registerProvider(
    subscription,
    'Microsoft.Compute',
    'Microsoft.Network',
    'Microsoft.ContainerService',
    'Microsoft.Storage',
  );
  createManagementGroup(tenant, {
    id: 'finops',
    displayName: 'FinOps',
    subscriptions: [subscription],
  });
  const scope = `/subscriptions/${subscription.id}`;
  const owner = createUser(world, { tenant, upn: 'owner', subscriptionId: subscription.id });
  assignRole(world, { tenant, principalId: owner.objectId, role: 'Owner', scope });
  const administrator = createUser(world, {
    tenant,
    upn: 'admin',
    directoryRoles: ['Global Administrator'],
  });
  const root = createUser(world, { tenant, upn: 'root' });
  assignRole(world, { tenant, principalId: root.objectId, role: 'Owner', scope: '/' });
  const stranger = createUser(world, { tenant, upn: 'stranger' });
  const { application, servicePrincipal, identity: app } = createApplication(world, { tenant });
  const administrators = [root.objectId];
  const enrolment = createBillingAccount(world, {
    tenant,
    agreementType: 'EnterpriseAgreement',
    name: '1234567',
    administrators,
  });
  const customer = createBillingAccount(world, {
    tenant,
    agreementType: 'MicrosoftCustomerAgreement',
    administrators,
  });
  subscription.billingAccount = enrolment.name;
  return {
    world,
    tenant,
    subscription,
    scope,
    owner,
    administrator,
    root,
    stranger,
    application,
    servicePrincipal,
    app,
    enrolment,
    customer,
    /** Gives somebody exactly this role. */
    grant: (who: AzureIdentity, role: string, at = scope) =>
      assignRole(world, { tenant, principalId: who.objectId, role, scope: at }),
  };
}

export type Contoso = ReturnType<typeof contoso>;
