import { reservationScope } from '../../../evidence/azure/reservation-assignments.ts';
import { assignRole, removeAssignments } from '../_billing/commands.ts';
import {
  describeElevation,
  type Elevation,
  elevateFirst,
  elevateInConsole,
} from '../_billing/elevated-access.ts';

export interface Who {
  servicePrincipalId: string;
  elevation: Elevation;
}

export const role = 'Reservations Reader';

export const planRole = 'Savings plan Reader';

export const expected = () => `${role} at ${reservationScope}`;

export const fixOf = (
  { servicePrincipalId, elevation }: Who,
  why: string,
  remove: readonly string[] = [],
) => ({
  summary: `${why} ${describeElevation(elevation)}`,
  commands: elevateFirst(
    elevation,
    assignRole(servicePrincipalId, role, reservationScope),
    ...(remove.length > 0 ? [removeAssignments(...remove)] : []),
  ),
  console: [
    ...elevateInConsole,
    'Open Reservations > Role assignment > Add > Add role assignment.',
    `Role: ${role}. Members: the app, by its name (its object ID is ${servicePrincipalId}). Choose Review + assign.`,
  ],
});
