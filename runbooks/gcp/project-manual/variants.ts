import {
  bind,
  createFolder,
  createServiceAccountKey,
  createUser,
  setOrgPolicy,
} from '../../../src/simulator/gcp/seed.ts';
import type { Variant } from '../../define-faults.ts';
import {
  accountOf,
  createHealthyWorld,
  emailOf,
  type GcpWorld,
  type GcpWorldOptions,
  grantRole,
  memberOf,
  revokeRole,
} from '../gcp-world.ts';

export function variant(
  name: string,
  title: string,
  options: GcpWorldOptions,
  change: (subject: GcpWorld) => void = () => undefined,
): Variant<GcpWorld> {
  return {
    name,
    title,
    build(simulator) {
      const subject = createHealthyWorld(simulator, options);
      change(subject);
      return subject;
    },
  };
}

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<GcpWorld>[] = [
  variant('as-the-guide', 'Everything as the guide makes it', {}),
  variant('narrower-role', 'The reader chose the custom role', { roleChoice: 'custom' }),
  variant('no-organization', 'The project belongs to no organization', { standalone: true }),
  variant('other-names', 'Another name for the service account', { serviceAccountId: 'spotbot' }),
  variant(
    'keys-forbidden-again',
    'The organization forbids keys again, now that the key is made',
    {},
    ({ world, organization }) => {
      for (const constraint of [
        'iam.disableServiceAccountKeyCreation',
        'iam.managed.disableServiceAccountKeyCreation',
      ]) {
        setOrgPolicy(world, `organizations/${organization.id}`, constraint, { enforce: true });
      }
    },
  ),
  variant(
    'project-exempted',
    'The organization forbids keys, and exempts this project',
    {},
    (subject) => {
      const { world, organization, project } = subject;
      setOrgPolicy(
        world,
        `organizations/${organization.id}`,
        'iam.disableServiceAccountKeyCreation',
        { enforce: true },
      );
      setOrgPolicy(world, `projects/${project.projectId}`, 'iam.disableServiceAccountKeyCreation', {
        enforce: false,
      });
    },
  ),
  variant(
    'role-of-the-folder',
    'Editor is granted on the folder above the project',
    {},
    (subject) => {
      const { world, organization, project } = subject;
      const folder = createFolder(world, { parent: `organizations/${organization.id}` });
      project.parent = `folders/${folder.id}`;
      revokeRole(subject);
      bind(world, `folders/${folder.id}`, 'roles/editor', memberOf(subject));
    },
  ),
  variant(
    'reader-owns-the-project-only',
    'The reader is Owner of the project, and nobody above it',
    {},
    (subject) => {
      const { world, project } = subject;
      const { projectId } = project;
      const roles = { [`projects/${projectId}`]: ['roles/owner'] };
      subject.reader = { gcp: createUser(world, { email: 'bob@example.com', projectId, roles }) };
    },
  ),
  variant('key-rotated', 'The key was replaced by a new one', {}, (subject) => {
    accountOf(subject).keys.clear();
    subject.inputs.keyFile = createServiceAccountKey(subject.world, emailOf(subject));
  }),
  variant(
    'company-policy',
    'The policy of the project holds much else',
    {},
    ({ world, project }) => {
      const node = `projects/${project.projectId}`;
      createUser(world, { email: 'carol@example.com' });
      bind(world, node, 'roles/owner', 'user:carol@example.com');
      bind(world, node, 'roles/compute.viewer', 'user:carol@example.com', {
        title: 'for a while',
        expression: 'request.time < timestamp("2020-01-01T00:00:00Z")',
      });
      bind(world, node, 'roles/browser', 'domain:example.com');
    },
  ),
  variant('further-small-roles', 'The service account has a harmless role besides', {}, (subject) =>
    grantRole(subject, 'roles/browser'),
  ),
  variant(
    'granted-just-now',
    'The role was granted seconds ago and is not in effect yet',
    {},
    (subject) => {
      const { policy } = subject.project.policy;
      const without = {
        ...policy,
        bindings: policy.bindings.filter(({ members }) => !members.includes(memberOf(subject))),
      };
      subject.project.policy.earlier.push({
        policy: without,
        until: subject.world.clock.now() + 8_000,
      });
    },
  ),
];
