import { spotActions } from '../../../src/checks/azure/_role/spot-role.ts';
import {
  addSecret,
  createApplication,
  createCustomRole,
  createGroup,
  createManagementGroup,
  createSubscription,
  createUser,
} from '../../../src/simulator/azure/seed.ts';
import { defineVariants, type Variant } from '../../define-faults.ts';
import { day, formatDay } from '../../time.ts';
import { findApplication, findServicePrincipal } from '../_world/app.ts';
import {
  addCustomPolicy,
  addPolicy,
  assign,
  denyActions,
  findRole,
  formatScope,
  setPermissions,
  takeRoles,
  unassign,
} from '../_world/role.ts';
import { formatRootGroupScope, formatSubscriptionScope } from '../_world/world.ts';
import { createHealthyWorld, type SubscriptionWorld } from './worlds.ts';

const variant = defineVariants(createHealthyWorld);

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<SubscriptionWorld>[] = [
  variant('azure-as-the-guide', 'Everything as the guide makes it', {}),
  variant('other-names-in-azure', 'Other names for directory, app and role', {
    tenantName: 'Example GmbH',
    roleName: 'Spot (Elastigroup) v2',
    appName: 'spot.io connection',
  }),
  variant(
    'secret-being-renewed',
    'An older secret is still valid while the new one is taken over',
    {},
    (subject) => {
      addSecret(subject.world, findApplication(subject), {
        displayName: 'last year',
        endAt: subject.world.clock.now() + 20 * day,
      });
    },
  ),
  variant('expired-secret-left', 'Secrets of former years are still listed', {}, (subject) => {
    const endAt = subject.world.clock.now() - 100 * day;
    for (const name of ['2023', '2024', '2025'])
      addSecret(subject.world, findApplication(subject), {
        displayName: name,
        startAt: endAt - day,
        endAt,
      });
  }),
  variant('two-year-secret', 'A secret of two years, as long as the portal allows', {
    secretDays: 730,
  }),
  variant(
    'expiry-in-another-time-zone',
    'The portal showed the expiry in local time, a day off',
    {},
    (subject) => {
      const typed = Date.parse(`${subject.inputs.expirationDate}T00:00:00Z`);
      subject.inputs.expirationDate = formatDay(typed + day);
    },
  ),
  variant(
    'assigned-above',
    'The role is assigned at a management group above the subscription',
    {},
    (subject) => {
      const { world, tenant, subscription } = subject;
      const { id } = createManagementGroup(tenant, {
        id: 'platform',
        subscriptions: [subscription],
      });
      const scope = `/providers/Microsoft.Management/managementGroups/${id}`;
      const { principalId } = unassign(subject);
      findRole(subject).assignableScopes = [scope];
      assign(subject, principalId, { scope, createdAt: world.clock.now() - day });
    },
  ),
  variant(
    'role-shared-by-subscriptions',
    'Another subscription uses the same role',
    {},
    (subject) => {
      const other = createSubscription(subject.world, {
        tenant: subject.tenant,
        displayName: 'Staging',
      });
      findRole(subject).assignableScopes.push(formatSubscriptionScope(other));
    },
  ),
  variant('role-with-more-reads', 'The role may read everything, beside the list', {}, (subject) =>
    setPermissions(subject, { actions: [...spotActions, '*/read'] }),
  ),
  variant(
    'role-in-other-case',
    'The actions of the role are written in small letters',
    {},
    (subject) =>
      setPermissions(subject, { actions: spotActions.map((action) => action.toLowerCase()) }),
  ),
  variant('not-actions-beside', 'NotActions that touch nothing of the list', {}, (subject) =>
    setPermissions(subject, { notActions: ['Microsoft.Sql/*'] }),
  ),
  variant(
    'role-in-two-parts',
    'A second custom role holds a part of the actions',
    {},
    (subject) => {
      const { world, tenant } = subject;
      createCustomRole(world, {
        tenant,
        roleName: 'Spot extras',
        assignableScopes: [formatScope(subject)],
        actions: ['Microsoft.Sql/servers/read'],
      });
      assign(subject, findServicePrincipal(subject).id, {
        role: 'Spot extras',
        createdAt: world.clock.now() - day,
      });
    },
  ),
  variant(
    'rights-split-over-two-roles',
    'The role holds the half of the list that reads, and another one of the app the rest',
    {},
    (subject) => {
      const { world, tenant } = subject;
      const [reads, changes] = [
        spotActions.filter((action) => action.endsWith('/read')),
        spotActions.filter((action) => !action.endsWith('/read')),
      ];
      setPermissions(subject, { actions: reads });
      createCustomRole(world, {
        tenant,
        roleName: 'Spot changes',
        assignableScopes: [formatScope(subject)],
        actions: changes,
      });
      assign(subject, findServicePrincipal(subject).id, {
        role: 'Spot changes',
        createdAt: world.clock.now() - day,
      });
    },
  ),
  variant(
    'taken-by-one-role-given-by-another',
    'NotActions of the role take an action that another role of the app gives back',
    {},
    (subject) => {
      const { world, tenant } = subject;
      const action = 'Microsoft.Compute/virtualMachines/delete';
      setPermissions(subject, { notActions: [action] });
      createCustomRole(world, {
        tenant,
        roleName: 'Delete machines',
        assignableScopes: [formatScope(subject)],
        actions: [action],
      });
      assign(subject, findServicePrincipal(subject).id, {
        role: 'Delete machines',
        createdAt: world.clock.now() - day,
      });
    },
  ),
  variant('pay-as-you-go', 'The subscription is paid by credit card', {}, ({ subscription }) => {
    subscription.quotaId = 'PayAsYouGo_2014-09-01';
  }),
  variant(
    'reader-role-for-cost-intelligence',
    'The app also has Reader, for another product of Spot',
    {},
    (subject) => assign(subject, findServicePrincipal(subject).id, { role: 'Reader' }),
  ),
  variant('others-have-the-role-too', 'Other apps and groups have roles as well', {}, (subject) => {
    const { world, tenant } = subject;
    const { servicePrincipal } = createApplication(world, { tenant, displayName: 'Backup' });
    assign(subject, servicePrincipal.id);
    const group = createGroup(world, { tenant, displayName: 'Owners' });
    assign(subject, group.id, { role: 'Owner' });
  }),
  variant(
    'denied-elsewhere',
    'Deny assignments that exclude the app and the reader, or are about something else',
    {},
    (subject) => {
      denyActions(subject, {
        actions: ['*/delete'],
        excludePrincipals: [
          { id: findServicePrincipal(subject).id, type: 'ServicePrincipal' },
          { id: subject.reader.azure.objectId, type: 'User' },
        ],
      });
      denyActions(subject, { actions: ['Microsoft.Sql/*'] });
      denyActions(subject, {
        actions: ['*'],
        scope: `${formatScope(subject)}/resourceGroups/stack`,
      });
    },
  ),
  variant('policies-elsewhere', 'Azure Policies that limit no machine', {}, (subject) => {
    addPolicy(subject, { enforcementMode: 'DoNotEnforce' });
    addPolicy(subject, {
      name: 'audit',
      displayName: 'Audit usage of custom RBAC roles',
      policyDefinitionName: 'Audit usage of custom RBAC roles',
      policyDefinitionId:
        '/providers/Microsoft.Authorization/policyDefinitions/a451c1ef-c6ca-483d-87ed-f49761e3ffb5',
    });
  }),
  variant(
    'policies-of-the-company',
    'Policies that the company wrote itself: one audits machines, one refuses databases',
    {},
    (subject) => {
      // biome-ignore-start lint/suspicious/noThenProperty: the language of Azure Policy
      addCustomPolicy(subject, {
        name: 'audit-machines',
        rule: {
          if: { field: 'type', equals: 'Microsoft.Compute/virtualMachines' },
          then: { effect: 'audit' },
        },
      });
      addCustomPolicy(subject, {
        name: 'no-databases',
        rule: {
          if: {
            allOf: [
              { field: 'type', in: ['Microsoft.Sql/servers', 'Microsoft.Sql/servers/databases'] },
              { field: 'location', notEquals: 'westeurope' },
            ],
          },
          then: { effect: 'deny' },
        },
      });
      // biome-ignore-end lint/suspicious/noThenProperty: the language of Azure Policy
    },
  ),
  variant(
    'policy-leaves-the-subscription-out',
    'A policy from above limits machines, and leaves this subscription out',
    {},
    (subject) =>
      addPolicy(subject, {
        scope: formatRootGroupScope(subject),
        notScopes: [formatScope(subject)],
      }),
  ),
  variant('more-redirect-addresses', 'The app has further redirect addresses', {}, (subject) => {
    findApplication(subject).webRedirectUris = ['https://example.com/callback', 'https://spot.io/'];
  }),
  variant(
    'application-developer',
    'Users may not register apps, and the reader has the role for it',
    {},
    (subject) => {
      const { world, tenant, subscription } = subject;
      tenant.authorizationPolicy.allowedToCreateApps = false;
      const reader = createUser(world, {
        tenant,
        upn: 'kim',
        directoryRoles: ['Application Developer'],
        subscriptionId: subscription.id,
      });
      assign(subject, reader.objectId, { role: 'Owner' });
      subject.reader = { azure: reader };
    },
  ),
  variant(
    'two-roles-instead-of-owner',
    'The reader is Contributor and User Access Administrator',
    {},
    (subject) => {
      const { world, tenant, subscription } = subject;
      const reader = createUser(world, { tenant, upn: 'kim', subscriptionId: subscription.id });
      for (const role of ['Contributor', 'User Access Administrator'])
        assign(subject, reader.objectId, { role });
      subject.reader = { azure: reader };
    },
  ),
  variant(
    'owner-through-group',
    'The reader is Owner through a group, inherited from above',
    {},
    (subject) => {
      const { world, tenant, reader } = subject;
      takeRoles(subject, reader.azure.objectId);
      const group = createGroup(world, {
        tenant,
        displayName: 'Platform team',
        members: [reader.azure.objectId],
      });
      assign(subject, group.id, { role: 'Owner', scope: '/' });
    },
  ),
];
