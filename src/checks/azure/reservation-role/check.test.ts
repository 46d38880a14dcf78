import { describe, expect, it } from 'vitest';
import reservationReads from '../../../evidence/azure/billing-reservation-reads.ts';
import reservationAssignments from '../../../evidence/azure/reservation-assignments.ts';
import savingsPlanAssignments from '../../../evidence/azure/reservation-savings-plan-assignments.ts';
import { codes } from '../../testing.ts';
import * as billing from '../_billing/testing.ts';
import {
  assignment,
  commands,
  found,
  look,
  lookAsSpot,
  owner,
  reservationsReader,
  savingsPlanReader,
} from '../_billing/testing.ts';
import reservationRole from './check.ts';

const [capacity, benefits] = [
  '/providers/Microsoft.Capacity',
  '/providers/Microsoft.BillingBenefits',
];
const plans = found(savingsPlanAssignments, { value: [assignment(savingsPlanReader, benefits)] });
const roles = (...value: object[]) => ({ ...found(reservationAssignments, { value }), ...plans });
const purchaser = 'f7b75c60-3036-4b75-91c3-6b41c27c1689';
const refusal = {
  outcome: 'denied',
  code: 'AuthorizationFailed',
  message: 'no authorization over scope',
};

describe('azure/reservation-role', () => {
  it('passes for both eyes', () => {
    expect(look(reservationRole, roles(assignment(reservationsReader, capacity))).status).toBe(
      'pass',
    );
    expect(lookAsSpot(reservationRole).status).toBe('pass');
    expect(
      look(reservationRole, roles(assignment('acdd72a7-3385-48ef-bd42-f606fba81ae7', '/'))).status,
    ).toBe('pass');
  });

  it('001: none, or refused to Spot', () => {
    expect(codes(look(reservationRole, roles()))).toEqual(['AZB-RESERVATION-001']);
    const result = lookAsSpot(
      reservationRole,
      found(reservationReads, {
        reservations: refusal,
        savingsPlans: { outcome: 'ok', assignments: [assignment(savingsPlanReader, benefits)] },
      }),
    );
    expect(codes(result)).toEqual(['AZB-RESERVATION-001']);
    expect(commands(result)).toContain(`--role "Reservations Reader" --scope "${capacity}"`);
  });

  it('002: one order', () =>
    expect(
      codes(
        look(
          reservationRole,
          roles(assignment(reservationsReader, `${capacity}/reservationOrders/x`)),
        ),
      ),
    ).toEqual(['AZB-RESERVATION-002']));

  it('003: another role, though it lets Spot look', () => {
    expect(codes(look(reservationRole, roles(assignment(purchaser, capacity))))).toEqual([
      'AZB-RESERVATION-003',
    ]);
    const own = { outcome: 'ok', assignments: [assignment(purchaser, capacity)] };
    const seen = found(reservationReads, {
      reservations: own,
      savingsPlans: { outcome: 'ok', assignments: [assignment(savingsPlanReader, benefits)] },
    });
    expect(codes(lookAsSpot(reservationRole, seen))).toEqual(['AZB-RESERVATION-003']);
  });

  it('004: roles that change reservations', () => {
    const administrator = assignment('a8889054-8d42-49c9-bc1c-52486c10e7cd', capacity);
    expect(look(reservationRole, roles(administrator))).toMatchObject({
      status: 'warning',
      findings: [{ code: 'AZB-RESERVATION-004' }],
    });
    expect(codes(look(reservationRole, roles(assignment(owner, capacity))))).toEqual([
      'AZB-RESERVATION-004',
    ]);
  });

  it('005: savings plans', () => {
    const none = {
      ...roles(assignment(reservationsReader, capacity)),
      ...found(savingsPlanAssignments, { value: [] }),
    };
    expect(look(reservationRole, none)).toMatchObject({
      status: 'warning',
      findings: [{ code: 'AZB-RESERVATION-005' }],
    });
  });

  it('cannot tell without elevated access, or from a role nobody knows', () => {
    expect(look(reservationRole)).toMatchObject({ status: 'undetermined', findings: [] });
    const unknown = roles(assignment('abcdefab-0000-4000-8000-000000000000', capacity));
    expect(look(reservationRole, unknown)).toMatchObject({ status: 'undetermined', findings: [] });
    const withoutPlans = found(reservationAssignments, {
      value: [assignment(reservationsReader, capacity)],
    });
    expect(look(reservationRole, withoutPlans)).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    const unknownPlans = found(savingsPlanAssignments, {
      value: [assignment('abcdefab-0000-4000-8000-000000000000', benefits)],
    });
    expect(look(reservationRole, { ...withoutPlans, ...unknownPlans })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    const reservations = { outcome: 'ok', assignments: [assignment(reservationsReader, capacity)] };
    const noAnswer = found(reservationReads, { reservations, savingsPlans: { outcome: 'absent' } });
    expect(lookAsSpot(reservationRole, noAnswer)).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
});

describe('near misses', () => {
  it('a management group is not above reservations', () => {
    const roles = billing.found(reservationAssignments, {
      value: [billing.assignment(billing.reservationsReader, billing.rootGroup)],
    });
    const plans = billing.found(savingsPlanAssignments, {
      value: [
        billing.assignment(billing.savingsPlanReader, '/providers/Microsoft.BillingBenefits'),
      ],
    });
    expect(billing.look(reservationRole, { ...roles, ...plans }).status).toBe('fail');
  });

  it('whoever owns the savings plans may change them', () => {
    const roles = billing.found(reservationAssignments, {
      value: [billing.assignment(billing.reservationsReader, '/providers/Microsoft.Capacity')],
    });
    const plans = (guid: string) =>
      billing.found(savingsPlanAssignments, {
        value: [billing.assignment(guid, '/providers/Microsoft.BillingBenefits')],
      });
    expect(
      codes(
        billing.look(reservationRole, {
          ...roles,
          ...plans('433febaf-a31d-4d4f-8dc8-b4593b39bda5'),
        }),
      ),
    ).toEqual(['AZB-RESERVATION-006']);
    expect(
      billing.look(reservationRole, { ...roles, ...plans(billing.savingsPlanReader) }).status,
    ).toBe('pass');
  });
});

describe('whose rows they are', () => {
  it('does not take those of a user for those of the service principal', () => {
    const row = assignment(reservationsReader, capacity, 'somebody');
    row.properties.principalType = 'User';
    expect(codes(look(reservationRole, roles(row)))).toEqual(['AZB-RESERVATION-001']);
    expect(look(reservationRole, roles(row, assignment(reservationsReader, capacity))).status).toBe(
      'pass',
    );
  });

  it('cannot tell what an unknown role beside the right one allows, nor one under a condition', () => {
    const right = assignment(reservationsReader, capacity);
    const unknown = assignment('99999999-0000-4000-8000-000000000000', capacity);
    expect(look(reservationRole, roles(right, unknown))).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    const narrowed = { ...right, properties: { ...right.properties, condition: 'x' } };
    expect(look(reservationRole, roles(narrowed)).status).toBe('undetermined');
  });

  it('004: changes that read nothing are too much as well', () =>
    expect(
      codes(
        look(
          reservationRole,
          roles(assignment(reservationsReader, capacity), assignment(purchaser, capacity)),
        ),
      ),
    ).toEqual(['AZB-RESERVATION-004']));
});
