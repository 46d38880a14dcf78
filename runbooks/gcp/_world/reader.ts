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

/**
 * The reader's program signs in with application default credentials, which name a project that pays for
 * each call: https://cloud.google.com/docs/quotas/quota-project
 */
export function signInByDefault({ world, reader }: GcpWorld): void {
  const token = reader.gcp && world.gcp.accessTokens.get(reader.gcp.accessToken);
  if (!token) throw new Error('The reader has no access token; nobody can be signed in with it.');
  token.client = 'adc';
}
