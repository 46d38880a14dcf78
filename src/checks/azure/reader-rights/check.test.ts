import { expect, test } from 'vitest';
import azureSubscription from '../../../../runbooks/azure/subscription/runbook.ts';
import authorizationPolicy from '../../../evidence/azure/authorization-policy.ts';
import denyAssignments from '../../../evidence/azure/deny-assignments.ts';
import directoryRoles from '../../../evidence/azure/directory-roles.ts';
import policyAssignments from '../../../evidence/azure/policy-assignments.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import subscriptionPermissions from '../../../evidence/azure/subscription-permissions.ts';
import { codes, prints } from '../../testing.ts';
import { denied, look } from '../testing.ts';
import makeReaderRights from './check.ts';

const [check] = (azureSubscription.steps.subscription?.checks ?? []).filter(
  ({ id }) => id === 'azure/reader-rights',
);
if (!check) throw new Error('The guide does not check its reader’s rights.');

const may = (...actions: string[]) =>
  prints(subscriptionPermissions, { value: [{ actions, notActions: [] }] });
const closed = prints(authorizationPolicy, {
  defaultUserRolePermissions: { allowedToCreateApps: false },
});
const guest = prints(signedInUser, {
  id: 'u',
  userPrincipalName: 'sam_fabrikam',
  userType: 'Guest',
});
const has = (roleTemplateId: string) => prints(directoryRoles, { value: [{ roleTemplateId }] });

test('an owner who is a member passes', () => {
  expect(look(check).status).toBe('pass');
});

test('Contributor is refused at the steps that give rights, and only there', () => {
  const contributor = prints(subscriptionPermissions, {
    value: [
      {
        actions: ['*'],
        notActions: ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write'],
      },
    ],
  });
  const result = look(check, contributor);
  expect([codes(result), result.status]).toEqual([['AZ-READER-001'], 'warning']);
  expect(result.findings[0]?.explanation).toContain(
    '“Create the role” you lack Microsoft.Authorization/roleDefinitions/write',
  );
  expect(result.findings[0]?.explanation).not.toContain('Register the resource providers');
});

test('several roles count together', () => {
  const both = prints(subscriptionPermissions, {
    value: [
      { actions: ['Microsoft.Authorization/*', '*/read'], notActions: [] },
      { actions: ['*/register/action'], notActions: [] },
    ],
  });
  expect(look(check, both).status).toBe('pass');
  // The portal shows that the resource providers are registered: only the command is refused there.
  expect(codes(look(check, may('*/read')))).toEqual(['AZ-READER-001', 'AZ-READER-005']);
});

test('registering apps: forbidden to users, to guests; allowed by a role', () => {
  expect(codes(look(check, closed))).toEqual(['AZ-READER-002']);
  const asGuest = look(check, guest);
  expect([codes(asGuest), asGuest.findings[0]?.explanation.includes('guest')]).toEqual([
    ['AZ-READER-002'],
    true,
  ]);
  for (const id of ['62e90394-69f5-4237-9190-012177145e10', 'cf1c38e5-3621-4004-a7cb-879624dced7c'])
    expect(look(check, { ...closed, ...has(id) }).status).toBe('pass');
  expect(codes(look(check, { ...closed, ...has('88d8e3e3-8f55-4a1e-953a-9b9898b8876b') }))).toEqual(
    ['AZ-READER-002'],
  );
});

test('what cannot be looked up is not guessed', () => {
  expect(look(check, denied(subscriptionPermissions)).status).toBe('undetermined');
  expect(look(check, denied(authorizationPolicy)).status).toBe('undetermined');
  expect(look(check, { ...closed, ...denied(directoryRoles) }).status).toBe('undetermined');
  expect(look(check, denied(signedInUser)).status).toBe('undetermined');
  // A role that may is enough, whatever else cannot be seen.
  expect(
    look(check, {
      ...denied(signedInUser),
      ...denied(authorizationPolicy),
      ...has('9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3'),
    }).status,
  ).toBe('pass');
});

test('one sentence to send says who asks, where, for what, and what for', () => {
  const result = look(check, may('Microsoft.Authorization/*', '*/read'));
  expect(result.findings[0]?.fix.send).toMatch(
    /^I am \S+@\S+, and I connect the Azure subscription \S+ to Spot \(spot\.io\)\. Please give me Microsoft\.Compute\/register\/action, .* at “Register the resource providers” of/,
  );
});

const deny = (principal: string, ...actions: string[]) =>
  prints(denyAssignments, {
    value: [
      {
        id: '/subscriptions/11111111-2222-4333-8444-555555555555/providers/Microsoft.Authorization/denyAssignments/d',
        name: 'd',
        properties: {
          denyAssignmentName: 'Landing zone',
          permissions: [{ actions, notActions: [] }],
          scope: '/',
          principals: [{ id: principal, type: 'SystemDefined' }],
        },
      },
    ],
  });
const everyone = '00000000-0000-0000-0000-000000000000';

test('a deny assignment that takes what the roles allow', () => {
  const result = look(check, deny(everyone, 'Microsoft.Authorization/roleAssignments/write'));
  expect(codes(result)).toEqual(['AZ-READER-003']);
  expect(result.findings[0]?.observed).toBe(
    '“Landing zone” at / denies Microsoft.Authorization/roleAssignments/write',
  );
  expect(look(check, deny(everyone, 'Microsoft.Sql/*')).findings).toEqual([]);
});

const notAllowed = (types: string[], more: object = {}) =>
  prints(policyAssignments, {
    value: [
      {
        id: '/providers/Microsoft.Management/managementGroups/m/providers/Microsoft.Authorization/policyAssignments/p',
        properties: {
          displayName: 'No roles here',
          policyDefinitionId:
            '/providers/Microsoft.Authorization/policyDefinitions/6c112d4e-5bc7-47ae-a041-ea2d9dccd749',
          scope: '/providers/Microsoft.Management/managementGroups/m',
          parameters: { listOfResourceTypesNotAllowed: { value: types } },
          ...more,
        },
      },
    ],
  });

test('a policy that does not allow the kind of resource', () => {
  const roles = ['Microsoft.Authorization/roleAssignments'];
  expect(codes(look(check, notAllowed(roles)))).toEqual(['AZ-READER-004']);
  expect(look(check, notAllowed(['Microsoft.Sql/servers'])).status).toBe('pass');
  for (const more of [
    { enforcementMode: 'DoNotEnforce' },
    { notScopes: ['/subscriptions/11111111-2222-4333-8444-555555555555'] },
    { notScopes: ['/providers/Microsoft.Management/managementGroups/other'] },
  ])
    expect(look(check, notAllowed(roles, more)).status).toBe('pass');
});

test('which checks will not see', () => {
  const permissions = prints(subscriptionPermissions, {
    value: [{ actions: ['*'], notActions: ['Microsoft.Authorization/denyAssignments/read'] }],
  });
  const result = look(check, permissions);
  expect([codes(result), result.findings[0]?.observed]).toEqual([
    ['AZ-READER-006'],
    'without Microsoft.Authorization/denyAssignments/read',
  ]);
});

test('what one method takes and another does not', () => {
  const made = makeReaderRights('the role Owner')({
    methods: ['console', 'cli'],
    steps: [
      {
        title: 'Look',
        phase: 'connect',
        rights: [{ only: 'cli', actions: ['Microsoft.Compute/virtualMachines/read'] }],
      },
    ],
  });
  const nothing = prints(subscriptionPermissions, { value: [] });
  const result = look(made, nothing);
  expect(codes(result)).toEqual(['AZ-READER-005']);
  expect(result.findings[0]?.explanation).toBe(
    'With Azure CLI: At “Look” you lack Microsoft.Compute/virtualMachines/read. With Azure portal you lack nothing.',
  );
  expect(look(made, nothing, { method: 'console' }).status).toBe('pass');
  expect(codes(look(made, nothing, { method: 'cli' }))).toEqual(['AZ-READER-001']);
});
