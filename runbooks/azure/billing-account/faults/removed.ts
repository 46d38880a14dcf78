import { createUser } from '../../../../src/simulator/azure/seed.ts';
import type { Fault } from '../../../define-faults.ts';
import { giveReader } from '../../_world/billing.ts';
import { addTenant } from '../../_world/world.ts';
import { mca, mosp } from '../paths.ts';
import { type BillingWorld, removeConnection } from '../worlds.ts';

/** The way back. */
export const removedFaults: readonly Fault<BillingWorld>[] = [
  {
    name: 'billing-nothing-removed',
    title: 'The connection was deleted in Spot only',
    step: 'undo',
    breaks: () => undefined,
    expected: { reader: ['AZB-REMOVED-001', 'AZB-REMOVED-002', 'AZB-REMOVED-003'] },
  },
  {
    name: 'billing-app-deleted-role-left',
    title: 'The app was deleted, and its role on the billing account was not',
    inputs: mca,
    step: 'undo',
    breaks(subject) {
      const roles = [...subject.billing.roleAssignments].filter(
        ([, { principalId }]) => principalId === subject.inputs.servicePrincipalId,
      );
      removeConnection(subject);
      for (const [name, role] of roles) subject.billing.roleAssignments.set(name, role);
    },
    expected: { reader: ['AZB-REMOVED-002'] },
  },
  {
    name: 'billing-elevation-left-after-undo',
    title: 'Everything was removed, and elevated access was left on',
    inputs: mosp,
    step: 'undo',
    breaks(subject) {
      removeConnection(subject);
      giveReader(subject, 'User Access Administrator', '/');
    },
    expected: { reader: ['AZB-REMOVED-004'] },
  },
  {
    name: 'billing-undo-seen-from-another-directory',
    title:
      'Nothing was removed, and the reader is signed in to another directory, where there is nothing',
    inputs: mosp,
    step: 'undo',
    breaks(subject) {
      const other = addTenant(subject);
      subject.reader = {
        azure: createUser(subject.world, {
          tenant: other,
          upn: 'alex',
          directoryRoles: ['Global Administrator'],
        }),
      };
    },
    expected: { reader: [] },
    expectedStatus: { check: 'azure/billing-removed', status: 'undetermined' },
    noCommand: 'The reader signs in to the right directory.',
  },
];
