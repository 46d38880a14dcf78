import type { Fault } from '../../../define-faults.ts';
import { deleteApplication } from '../../_world/app.ts';
import { findRole } from '../../_world/role.ts';
import { removeConnection, type SubscriptionWorld } from '../worlds.ts';

/** Keeps a part of what the guide made, and takes the rest away. */
function leftFault(
  name: string,
  title: string,
  code: string,
  keep: (subject: SubscriptionWorld) => () => void,
): Fault<SubscriptionWorld> {
  return {
    name,
    title,
    step: 'undo',
    breaks(subject) {
      const putBack = keep(subject);
      removeConnection(subject);
      putBack();
    },
    expected: { reader: [code] },
  };
}

export const removedFaults: readonly Fault<SubscriptionWorld>[] = [
  {
    name: 'nothing-undone',
    title: 'Nothing was taken down',
    step: 'undo',
    breaks: () => undefined,
    expected: { reader: ['AZ-REMOVED-001', 'AZ-REMOVED-002', 'AZ-REMOVED-003'] },
  },
  leftFault('app-left', 'The app is left, with its secret', 'AZ-REMOVED-003', ({ tenant }) => {
    const apps = [...tenant.applications];
    return () => {
      for (const [id, app] of apps) tenant.applications.set(id, app);
    };
  }),
  leftFault(
    'custom-role-left',
    'The role is left, assigned to nobody',
    'AZ-REMOVED-002',
    (subject) => {
      const role = findRole(subject);
      return () => void subject.tenant.customRoles.set(role.name, role);
    },
  ),
  {
    name: 'app-deleted-role-left',
    title: 'Only the app was deleted: its assignment points at nobody',
    step: 'undo',
    breaks: deleteApplication,
    expected: { reader: ['AZ-REMOVED-001', 'AZ-REMOVED-002'] },
  },
];
