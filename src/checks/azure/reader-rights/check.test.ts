import { expect, test } from 'vitest';
import azureSubscription from '../../../../runbooks/azure/subscription/runbook.ts';
import authorizationPolicy from '../../../evidence/azure/authorization-policy.ts';
import directoryRoles from '../../../evidence/azure/directory-roles.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import subscriptionPermissions from '../../../evidence/azure/subscription-permissions.ts';
import { codes, prints } from '../../testing.ts';
import { denied, look } from '../testing.ts';

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
      { actions: ['Microsoft.Authorization/*'], notActions: [] },
      { actions: ['*/register/action'], notActions: [] },
    ],
  });
  expect(look(check, both).status).toBe('pass');
  expect(codes(look(check, may('*/read')))).toEqual(['AZ-READER-001']);
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
