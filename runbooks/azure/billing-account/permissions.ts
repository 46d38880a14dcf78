import { definePermissions } from '../../define-permissions.ts';

/** Reader roles, on the bill and on what it is for. */
export default definePermissions([
  {
    purpose: 'Read the bill.',
    resource: 'your billing account',
    actions: [
      {
        action: 'EnrollmentReader',
        reason:
          'Enterprise Agreement: reads usage and prices of the enrollment. It can change nothing.',
      },
      {
        action: 'Billing account reader',
        reason:
          'Microsoft Customer Agreement: reads invoices, usage and prices. It can change and buy nothing.',
      },
    ],
  },
  {
    purpose: 'Read costs and commitments.',
    resource: 'the scope that your agreement supports',
    actions: [
      {
        action: 'Cost Management Reader',
        reason: 'Reads costs by resource, to see what a commitment would cover.',
      },
      {
        action: 'Reservations Reader',
        reason: 'Reads the reservations that you have, so that none is planned twice.',
      },
      {
        action: 'Savings plan Reader',
        reason: 'Reads the savings plans that you have, so that none is planned twice.',
      },
    ],
  },
]);
