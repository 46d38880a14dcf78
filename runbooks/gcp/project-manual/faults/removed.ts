import type { Fault } from '../../../define-faults.ts';
import { deleteAccount } from '../../_world/account.ts';
import { type GcpWorld, revokeRole } from '../../_world/world.ts';

export const removedFaults: readonly Fault<GcpWorld>[] = [
  {
    name: 'nothing-removed',
    title: 'Nothing was taken down',
    step: 'undo',
    breaks: () => undefined,
    expected: { reader: ['GCP-REMOVED-001', 'GCP-REMOVED-002'] },
  },
  {
    name: 'account-left',
    title: 'The service account is left, without a role',
    step: 'undo',
    breaks: (subject) => revokeRole(subject),
    expected: { reader: ['GCP-REMOVED-002'] },
  },
  {
    name: 'roles-of-the-deleted-account-left',
    title: 'The service account was deleted before its role was taken away',
    step: 'undo',
    breaks: deleteAccount,
    expected: { reader: ['GCP-REMOVED-001'] },
  },
];
