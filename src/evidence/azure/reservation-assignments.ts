import { defineRolesAt } from './_shared/roles-at.ts';

/** Reservations of the whole directory live here. */
export const reservationScope = '/providers/Microsoft.Capacity';

/**
 * What the service principal may do with reservations: its roles at, above and below
 * /providers/Microsoft.Capacity, through groups too.
 */
export default defineRolesAt({
  id: 'azure/reservation-assignments',
  title: "the service principal's roles on reservations",
  scope: reservationScope,
});
