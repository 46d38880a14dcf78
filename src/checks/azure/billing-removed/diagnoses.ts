import { diagnosis } from '../../define-check.ts';
import { removeAssignments, takeBillingRole } from '../_billing/commands.ts';
import { type Elevation, elevateFirst } from '../_billing/elevated-access.ts';

/** The ways in which `azure/billing-removed` fails, and their words. */
const diagnoses = {
  appLeft: diagnosis<{ clientId: string; what: string; command: string }>({
    code: 'AZB-REMOVED-001',
    severity: 'fail',
    title: 'The app is still there',
    explain: () =>
      'As long as it exists, Spot can sign in with the secret, and whatever roles it has are in effect.',
    observed: ({ what }) => what,
    expected: ({ clientId }) => `no app with the client ID ${clientId}`,
    fix: ({ command }) => ({
      summary: 'Delete it. Azure can bring it back for 30 days.',
      commands: [command],
      console: ['Open Microsoft Entra ID > App registrations > the app > Delete.'],
    }),
  }),
  billingRoleLeft: diagnosis<{ billingAccountId: string; names: readonly string[] }>({
    code: 'AZB-REMOVED-002',
    severity: 'warning',
    title: 'The role on the billing account is still there',
    explain: () =>
      'It gives nobody access once the app is deleted, but it stays in the list of the billing account, and would work again if the app is brought back.',
    observed: ({ names }) => names.join(', '),
    expected: () => 'no role of the service principal on the billing account',
    fix: ({ billingAccountId, names }) => ({
      summary: 'Take the role away.',
      commands: names.map((name) => takeBillingRole(billingAccountId, name)),
      console: [
        'MCA: open Cost Management + Billing > the billing account > Access control (IAM), choose the entry > Remove. EA: the command only.',
      ],
    }),
  }),
  rolesLeft: diagnosis<{ ids: readonly string[]; elevation: Elevation }>({
    code: 'AZB-REMOVED-003',
    severity: 'warning',
    title: 'Roles on management groups or subscriptions are still there',
    explain: () =>
      'They give nobody access once the app is deleted. The portal shows them as “Identity not found”, and they count towards the limit of 4,000 a subscription.',
    observed: ({ ids }) => ids.join(', '),
    expected: () => 'no role of the service principal',
    fix: ({ ids, elevation }) => ({
      summary:
        'Delete the assignments. For one on a management group you need elevated access, which the first command takes: give it back after that.',
      commands: ids.some((id) => /managementGroups/i.test(id))
        ? elevateFirst(elevation, removeAssignments(...ids))
        : [removeAssignments(...ids)],
      console: [
        'Open the management group or subscription > Access control (IAM) > Role assignments, tick the entry, and choose Delete.',
      ],
    }),
  }),
  elevationLeft: diagnosis<{ ids: readonly string[] }>({
    code: 'AZB-REMOVED-004',
    severity: 'fail',
    title: 'Your elevated access is still on',
    explain: () =>
      'You took it to remove roles at the top of the directory. It stays until somebody removes it.',
    observed: () => 'your role User Access Administrator at /',
    expected: () => 'no role of yours at /',
    fix: ({ ids }) => ({
      summary: 'Give it back.',
      commands: [removeAssignments(...ids)],
      console: [
        'Open Microsoft Entra ID > Properties. Under “Access management for Azure resources” choose No, and Save.',
      ],
    }),
  }),
};

export default diagnoses;
