import { describe, expect, it } from 'vitest';
import evidence from '../../../evidence/azure/elevated-access.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import * as billing from '../_billing/testing.ts';
import {
  assignment,
  commands,
  denied,
  found,
  ids,
  look,
  owner,
  unreachable,
  userAccessAdministrator,
} from '../_billing/testing.ts';
import elevatedAccess from './check.ts';

const roles = (...value: object[]) => found(evidence, { value });
const own = assignment(userAccessAdministrator, '/', ids.reader);

describe('azure/elevated-access', () => {
  it('passes when Azure refuses to show the roles at /: whoever is elevated may see them', () =>
    expect(look(elevatedAccess).status).toBe('pass'));

  it('passes when the roles there are others’', () => {
    expect(
      look(elevatedAccess, roles(assignment(userAccessAdministrator, '/', ids.principal))).status,
    ).toBe('pass');
    expect(look(elevatedAccess, roles(assignment(owner, '/', ids.reader))).status).toBe('pass');
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
  it('one’s role on a management group is no elevated access', () => {
    const below = billing.assignment(
      billing.userAccessAdministrator,
      billing.rootGroup,
      billing.ids.reader,
    );
    expect(billing.look(elevatedAccess, billing.found(evidence, { value: [below] })).status).toBe(
      'pass',
    );
  });
});
