import { createFolder, setOrgPolicy } from '../../../src/simulator/gcp/seed.ts';
import type { GcpWorld } from './world.ts';

/** Constraints on keys, in their older and in their managed form. */
export const noKeys = 'iam.disableServiceAccountKeyCreation';
export const noKeysManaged = 'iam.managed.disableServiceAccountKeyCreation';

/** The organization enforces constraints, as those made since May 2024 do. */
export function enforce({ world, organization }: GcpWorld, ...constraints: string[]): void {
  for (const constraint of constraints)
    setOrgPolicy(world, `organizations/${organization.id}`, constraint, { enforce: true });
}

/** Puts a folder between the organization and the project; returns the folder's name. */
export function moveIntoFolder({ world, organization, project }: GcpWorld): string {
  const { id } = createFolder(world, { parent: `organizations/${organization.id}` });
  project.parent = `folders/${id}`;
  return project.parent;
}
