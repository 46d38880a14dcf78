import { spotActions } from '../../../src/checks/azure/_role/spot-role.ts';
import {
  addSecret,
  assignRole,
  createApplication,
  createCustomRole,
  createGroup,
  createManagementGroup,
  createSubscription,
  createUser,
} from '../../../src/simulator/azure/seed.ts';
import type { Variant } from '../../define-faults.ts';
import { addPolicy, deny } from './faults/assignment.ts';
import { permit, roleOf, scopeOf, unassign } from './faults/changes.ts';
import {
  applicationOf,
  createHealthyWorld,
  principalOf,
  type SubscriptionOptions,
  type SubscriptionWorld,
} from './healthy.ts';

function variant(
  name: string,
  title: string,
  change: (subject: SubscriptionWorld) => void = () => undefined,
  options: SubscriptionOptions = {},
): Variant<SubscriptionWorld> {
  return {
    name,
    title,
    build(simulator) {
      const subject = createHealthyWorld(simulator, options);
      change(subject);
      return subject;
    },
  };
}

const day = 86_400_000;

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<SubscriptionWorld>[] = [
  variant('azure-as-the-guide', 'Everything as the guide makes it'),
  variant('other-names-in-azure', 'Other names for directory, app and role', undefined, {
    ...{
      tenantName: 'Example GmbH',
      roleName: 'Spot (Elastigroup) v2',
      appName: 'spot.io connection',
    },
  }),
  variant(
    'secret-being-renewed',
    'An older secret is still valid while the new one is taken over',
    (subject) => {
      addSecret(subject.world, applicationOf(subject), {
        displayName: 'last year',
        endAt: subject.world.clock.now() + 20 * day,
      });
    },
  ),
  variant('expired-secret-left', 'Secrets of former years are still listed', (subject) => {
    const endAt = subject.world.clock.now() - 100 * day;
    for (const name of ['2023', '2024', '2025'])
      addSecret(subject.world, applicationOf(subject), {
        displayName: name,
        startAt: endAt - day,
        endAt,
      });
  }),
  variant('two-year-secret', 'A secret of two years, as long as the portal allows', undefined, {
    secretDays: 730,
  }),
  variant(
    'expiry-in-another-time-zone',
    'The portal showed the expiry in local time, a day off',
    (subject) => {
      const typed = Date.parse(`${subject.inputs.expirationDate}T00:00:00Z`);
      subject.inputs.expirationDate = new Date(typed + day).toISOString().slice(0, 10);
    },
  ),
  variant(
    'assigned-above',
    'The role is assigned at a management group above the subscription',
    (subject) => {
      const { world, tenant, subscription, inputs } = subject;
      const { id } = createManagementGroup(tenant, {
        id: 'platform',
        subscriptions: [subscription],
      });
      const scope = `/providers/Microsoft.Management/managementGroups/${id}`;
      const { principalId } = unassign(subject);
      roleOf(subject).assignableScopes = [scope];
      assignRole(world, {
        tenant,
        principalId,
        role: inputs.roleName as string,
        scope,
        createdAt: world.clock.now() - day,
      });
    },
  ),
  variant('role-shared-by-subscriptions', 'Another subscription uses the same role', (subject) => {
    const other = createSubscription(subject.world, {
      tenant: subject.tenant,
      displayName: 'Staging',
    });
    roleOf(subject).assignableScopes.push(`/subscriptions/${other.id}`);
  }),
  variant('role-with-more-reads', 'The role may read everything, beside the list', (subject) =>
    permit(subject, { actions: [...spotActions, '*/read'] }),
  ),
  variant('role-in-other-case', 'The actions of the role are written in small letters', (subject) =>
    permit(subject, { actions: spotActions.map((action) => action.toLowerCase()) }),
  ),
  variant('not-actions-beside', 'NotActions that touch nothing of the list', (subject) =>
    permit(subject, { notActions: ['Microsoft.Sql/*'] }),
  ),
  variant('role-in-two-parts', 'A second custom role holds a part of the actions', (subject) => {
    const { world, tenant, subscription } = subject;
    createCustomRole(world, {
      tenant,
      roleName: 'Spot extras',
      assignableScopes: [`/subscriptions/${subscription.id}`],
      actions: ['Microsoft.Sql/servers/read'],
    });
    assignRole(world, {
      tenant,
      principalId: principalOf(subject).id,
      role: 'Spot extras',
      scope: scopeOf(subject),
      createdAt: world.clock.now() - day,
    });
  }),
  variant(
    'reader-role-for-cost-intelligence',
    'The app also has Reader, for another product of Spot',
    (subject) => {
      const { world, tenant } = subject;
      assignRole(world, {
        tenant,
        principalId: principalOf(subject).id,
        role: 'Reader',
        scope: scopeOf(subject),
      });
    },
  ),
  variant('others-have-the-role-too', 'Other apps and groups have roles as well', (subject) => {
    const { world, tenant, inputs } = subject;
    const scope = scopeOf(subject);
    const { servicePrincipal } = createApplication(world, { tenant, displayName: 'Backup' });
    assignRole(world, {
      tenant,
      principalId: servicePrincipal.id,
      role: inputs.roleName as string,
      scope,
    });
    assignRole(world, {
      tenant,
      principalId: createGroup(world, { tenant, displayName: 'Owners' }).id,
      role: 'Owner',
      scope,
    });
  }),
  variant(
    'denied-elsewhere',
    'Deny assignments that exclude the app, or are about something else',
    (subject) => {
      deny(subject, {
        actions: ['*/delete'],
        excludePrincipals: [{ id: principalOf(subject).id, type: 'ServicePrincipal' }],
      });
      deny(subject, { actions: ['Microsoft.Sql/*'] });
      deny(subject, { actions: ['*'], scope: `${scopeOf(subject)}/resourceGroups/stack` });
    },
  ),
  variant('policies-elsewhere', 'Azure Policies that limit no machine', (subject) => {
    addPolicy(subject, { enforcementMode: 'DoNotEnforce' });
    addPolicy(subject, {
      ...{
        name: 'audit',
        displayName: 'Audit usage of custom RBAC roles',
        policyDefinitionName: 'Audit usage of custom RBAC roles',
      },
      policyDefinitionId:
        '/providers/Microsoft.Authorization/policyDefinitions/a451c1ef-c6ca-483d-87ed-f49761e3ffb5',
    });
  }),
  variant(
    'policy-leaves-the-subscription-out',
    'A policy from above limits machines, and leaves this subscription out',
    (subject) =>
      addPolicy(subject, {
        scope: `/providers/Microsoft.Management/managementGroups/${subject.tenant.id}`,
        notScopes: [scopeOf(subject)],
      }),
  ),
  variant('more-redirect-addresses', 'The app has further redirect addresses', (subject) => {
    applicationOf(subject).webRedirectUris = ['https://example.com/callback', 'https://spot.io/'];
  }),
  variant(
    'application-developer',
    'Users may not register apps, and the reader has the role for it',
    (subject) => {
      const { world, tenant, subscription } = subject;
      tenant.authorizationPolicy.allowedToCreateApps = false;
      const reader = createUser(world, {
        tenant,
        upn: 'kim',
        directoryRoles: ['Application Developer'],
        subscriptionId: subscription.id,
      });
      assignRole(world, {
        tenant,
        principalId: reader.objectId,
        role: 'Owner',
        scope: scopeOf(subject),
      });
      subject.reader = { azure: reader };
    },
  ),
  variant(
    'two-roles-instead-of-owner',
    'The reader is Contributor and User Access Administrator',
    (subject) => {
      const { world, tenant, subscription } = subject;
      const reader = createUser(world, { tenant, upn: 'kim', subscriptionId: subscription.id });
      for (const role of ['Contributor', 'User Access Administrator'])
        assignRole(world, { tenant, principalId: reader.objectId, role, scope: scopeOf(subject) });
      subject.reader = { azure: reader };
    },
  ),
  variant(
    'owner-through-group',
    'The reader is Owner through a group, inherited from above',
    (subject) => {
      const { world, tenant, reader } = subject;
      for (const [id, { principalId }] of tenant.roleAssignments)
        if (principalId === reader.azure.objectId) tenant.roleAssignments.delete(id);
      const group = createGroup(world, {
        tenant,
        displayName: 'Platform team',
        members: [reader.azure.objectId],
      });
      assignRole(world, { tenant, principalId: group.id, role: 'Owner', scope: '/' });
    },
  ),
];
