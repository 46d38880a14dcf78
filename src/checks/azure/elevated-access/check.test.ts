import { describe, expect, it } from 'vitest';
import evidence from '../../../evidence/azure/elevated-access.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import * as billing from '../_billing/testing.ts';
import {
  assignment,
  commands,
  denied,
  found,
  ids,
  look,
  owner,
  refusal,
  unreachable,
  userAccessAdministrator,
} from '../_billing/testing.ts';
import elevatedAccess from './check.ts';

const roles = (...value: object[]) => found(evidence, { value });
const own = assignment(userAccessAdministrator, '/', ids.reader);

describe('azure/elevated-access', () => {
  it('passes when Azure refuses to show the roles at /: whoever is elevated may see them', () =>
    expect(look(elevatedAccess).status).toBe('pass'));

  it('passes when the role there is another, one’s own or through a group', () => {
    const others = assignment(userAccessAdministrator, '/', ids.principal);
    const through = assignment(owner, '/', 'a-group');
    through.properties.principalType = 'Group';
    for (const row of [assignment(owner, '/', ids.reader), through])
      expect(look(elevatedAccess, roles(others, row)).status).toBe('pass');
  });

  it.each([
    ['another action', refusal('Microsoft.Authorization/roleAssignments/write', '/')],
    ['another scope', refusal('Microsoft.Authorization/roleAssignments/read', '/subscriptions/1')],
    [
      'somebody else',
      refusal('Microsoft.Authorization/roleAssignments/read', '/', '0f0f0f0f-aaaa-4bbb-8ccc-1'),
    ],
    ['nobody knows what', 'The client does not have authorization.'],
  ])('cannot tell from a refusal of %s', (_, message) =>
    expect(look(elevatedAccess, denied(evidence, 'AuthorizationFailed', message))).toMatchObject({
      status: 'undetermined',
      findings: [],
    }),
  );

  it.each([
    ['nobody', roles()],
    ['others only', roles(assignment(userAccessAdministrator, '/', ids.principal))],
  ])('cannot tell from a list of %s: who sees it is in it', (_, list) =>
    expect(look(elevatedAccess, list).status).toBe('undetermined'),
  );

  it('cannot tell for another directory, nor without knowing who looked', () => {
    expect(look(elevatedAccess, found(tenant, { value: [{ id: 'elsewhere' }] })).status).toBe(
      'undetermined',
    );
    expect(look(elevatedAccess, unreachable(signedInUser)).status).toBe('undetermined');
  });

  it('001: left on, with the assignment to delete', () => {
    const result = look(elevatedAccess, roles(own));
    expect(result).toMatchObject({
      status: 'fail',
      findings: [
        { code: 'AZB-ELEVATED-001', observed: 'alex@contoso.com: User Access Administrator at /' },
      ],
    });
    expect(commands(result)).toContain(own.id);
  });

  it.each([
    denied(evidence, 'ExpiredAuthenticationToken'),
    unreachable(evidence),
    { ...roles(own), ...unreachable(signedInUser) },
  ])('cannot tell from any other answer', (changes) =>
    expect(look(elevatedAccess, changes)).toMatchObject({ status: 'undetermined', findings: [] }),
  );
});

describe('near misses', () => {
  it('one’s role on a management group is no elevated access, and in no list at /', () => {
    const below = billing.assignment(
      billing.userAccessAdministrator,
      billing.rootGroup,
      billing.ids.reader,
    );
    const list = { value: [below] };
    expect(billing.look(elevatedAccess, billing.found(evidence, list)).status).toBe('undetermined');
    expect(evidence.findOtherSubject?.(evidence.schema.parse(list), {})).toContain(
      billing.rootGroup,
    );
  });
});
