import { describe, expect, it } from 'vitest';
import application from '../../../evidence/azure/application.ts';
import billingRoleAssignments from '../../../evidence/azure/billing-role-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { codes } from '../../testing.ts';
import { billingAssignment, commands, denied, found, ids, look } from '../_billing/testing.ts';
import billingRole from './check.ts';

const enrollmentReader = '24f8edb6-1668-4659-b5e2-40bb5f3a7d7e';
const [mcaOwner, mcaReader] = [
  '50000000-aaaa-bbbb-cccc-100000000000',
  '50000000-aaaa-bbbb-cccc-100000000002',
];
const roles = (...value: object[]) => found(billingRoleAssignments, { value });
const mca = { agreement: 'mca', billingAccountId: ids.mca };

describe('azure/billing-role', () => {
  it('passes for both agreements', () => {
    expect(look(billingRole).status).toBe('pass');
    expect(look(billingRole, roles(billingAssignment(mcaReader)), mca).status).toBe('pass');
  });

  it('cannot tell of a role that nobody here knows, of no directory, or of an app switched off', () => {
    const reader = billingAssignment(enrollmentReader);
    const { principalTenantId: _, ...nowhere } = reader.properties;
    for (const seen of [
      roles(reader, { ...billingAssignment('99999999-0000-4000-8000-000000000000'), name: 'x' }),
      roles({ ...reader, properties: nowhere }),
      roles(billingAssignment('99999999-0000-4000-8000-000000000000')),
      found(servicePrincipal, { id: ids.principal, appId: ids.client, accountEnabled: false }),
    ])
      expect(look(billingRole, seen)).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('001: none; the role of the other agreement is none', () => {
    const result = look(billingRole, roles());
    expect(codes(result)).toEqual(['AZB-ROLE-001']);
    expect(commands(result)).toContain(`"principalId":"${ids.principal}"`);
    expect(commands(result)).toContain('--method put');
    expect(commands(look(billingRole, roles(), mca))).toContain(
      `/billingAccounts/${ids.mca}/createBillingRoleAssignment`,
    );
  });

  it.each([ids.registration, ids.client])('002: given to %s, which is taken away first', (id) => {
    const result = look(billingRole, roles(billingAssignment(enrollmentReader, id)));
    expect(result.findings[0]).toMatchObject({ code: 'AZB-ROLE-002' });
    expect(result.findings[0]?.fix.commands).toHaveLength(2);
    expect(result.findings[0]?.fix.commands[0]).toContain('--method delete');
  });

  it('002 needs the registration to be seen, else it is 001', () => {
    const changes = {
      ...roles(billingAssignment(enrollmentReader, ids.registration)),
      ...denied(application),
    };
    expect(codes(look(billingRole, changes))).toEqual(['AZB-ROLE-001']);
  });

  it('003: a role that shows too little', () => {
    const result = look(
      billingRole,
      roles(billingAssignment('db609904-a47f-4794-9be8-9bd86fbffd8a')),
    );
    expect(result.findings[0]).toMatchObject({
      code: 'AZB-ROLE-003',
      observed: 'DepartmentReader',
    });
  });

  it('004: a role that writes; beside the reading one only that goes', () => {
    const alone = look(billingRole, roles(billingAssignment(mcaOwner)), mca);
    expect(alone).toMatchObject({ status: 'warning', findings: [{ code: 'AZB-ROLE-004' }] });
    expect(alone.findings[0]?.fix.commands).toHaveLength(2);
    const beside = look(
      billingRole,
      roles(billingAssignment(mcaOwner), billingAssignment(mcaReader)),
      mca,
    );
    expect(beside.findings[0]?.fix.commands).toHaveLength(1);
  });

  it('005: another directory', () => {
    const other = billingAssignment(enrollmentReader);
    other.properties.principalTenantId = '99999999-0000-4000-8000-000000000000';
    expect(codes(look(billingRole, roles(other)))).toEqual(['AZB-ROLE-005']);
  });

  it('006: named after the role', () =>
    expect(
      codes(
        look(
          billingRole,
          roles(billingAssignment(enrollmentReader, ids.principal, { name: enrollmentReader })),
        ),
      ),
    ).toEqual(['AZB-ROLE-006']));

  it('goes by the service principal that is there, not by what was typed', () =>
    expect(look(billingRole, {}, { servicePrincipalId: ids.registration }).status).toBe('pass'));

  it('and by what was typed where it could not be seen', () =>
    expect(
      codes(look(billingRole, denied(servicePrincipal), { servicePrincipalId: ids.reader })),
    ).toContain('AZB-ROLE-004'));

  it('cannot tell without the list', () =>
    expect(look(billingRole, denied(billingRoleAssignments))).toMatchObject({
      status: 'undetermined',
      findings: [],
    }));
});
