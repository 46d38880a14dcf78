import { createRole } from '../../../src/simulator/gcp/seed.ts';
import { readInput } from '../../define-faults.ts';
import { formatProjectName, type GcpWorld } from './world.ts';

/** A custom role of that ID, with one permission. */
function addRole(subject: GcpWorld) {
  const { world, project } = subject;
  const roleId = readInput(subject, 'customRoleId');
  createRole(world, formatProjectName(subject), {
    roleId,
    includedPermissions: ['compute.instances.get'],
  });
  const role = project.roles.get(roleId);
  if (!role) throw new Error(`The project has not kept the role ${roleId}.`);
  return role;
}

/** Where rights are needed that a project without the role does not take (`runbooks/gcp/rights.ts`). */
export const circumstances: Readonly<Record<string, (subject: GcpWorld) => void>> = {
  'role-there': (subject) => void addRole(subject),
  'role-deleted': (subject) => {
    addRole(subject).deletedAt = subject.world.clock.now();
  },
};
