import { createUser } from '../../../src/simulator/gcp/seed.ts';
import { formatProjectName, type GcpWorld } from './world.ts';

/** The reader is somebody else, with these roles in the project, and nobody above it. */
export function signInWithRoles(subject: GcpWorld, ...roles: string[]): void {
  const { world, project } = subject;
  subject.reader = {
    gcp: createUser(world, {
      email: 'bob@example.com',
      projectId: project.projectId,
      roles: roles.length > 0 ? { [formatProjectName(subject)]: roles } : {},
    }),
  };
}
