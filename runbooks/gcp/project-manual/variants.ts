import {
  bind,
  createServiceAccountKey,
  createUser,
  setOrgPolicy,
} from '../../../src/simulator/gcp/seed.ts';
import { defineVariants, type Variant } from '../../define-faults.ts';
import { deleteKeys } from '../_world/key-file.ts';
import { enforce, moveIntoFolder, noKeys, noKeysManaged } from '../_world/organization.ts';
import { signInWithRoles } from '../_world/reader.ts';
import {
  createHealthyWorld,
  formatEmail,
  formatMember,
  formatProjectName,
  type GcpWorld,
  grantRole,
  revokeRole,
} from '../_world/world.ts';

const variant = defineVariants(createHealthyWorld);

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
    (subject) => enforce(subject, noKeys, noKeysManaged),
  ),
  variant(
    'project-exempted',
    'The organization forbids keys, and exempts this project',
    {},
    (subject) => {
      enforce(subject, noKeys);
      setOrgPolicy(subject.world, formatProjectName(subject), noKeys, { enforce: false });
    },
  ),
  variant(
    'role-of-the-folder',
    'Editor is granted on the folder above the project',
    {},
    (subject) => {
      const folder = moveIntoFolder(subject);
      revokeRole(subject);
      bind(subject.world, folder, 'roles/editor', formatMember(subject));
    },
  ),
  variant(
    'reader-owns-the-project-only',
    'The reader is Owner of the project, and nobody above it',
    {},
    (subject) => signInWithRoles(subject, 'roles/owner'),
  ),
  variant('key-rotated', 'The key was replaced by a new one', {}, (subject) => {
    deleteKeys(subject);
    subject.inputs.keyFile = createServiceAccountKey(subject.world, formatEmail(subject));
  }),
  variant('company-policy', 'The policy of the project holds much else', {}, (subject) => {
    const { world } = subject;
    const node = formatProjectName(subject);
    createUser(world, { email: 'carol@example.com' });
    bind(world, node, 'roles/owner', 'user:carol@example.com');
    bind(world, node, 'roles/compute.viewer', 'user:carol@example.com', {
      title: 'for a while',
      expression: 'request.time < timestamp("2020-01-01T00:00:00Z")',
    });
    bind(world, node, 'roles/browser', 'domain:example.com');
  }),
  variant('further-small-roles', 'The service account has a harmless role besides', {}, (subject) =>
    grantRole(subject, 'roles/browser'),
  ),
  variant('viewer-besides', 'The service account is Viewer besides Editor', {}, (subject) =>
    grantRole(subject, 'roles/viewer'),
  ),
  variant(
    'granted-just-now',
    'The role was granted seconds ago and is not in effect yet',
    {},
    (subject) => {
      const { policy } = subject.project.policy;
      const without = {
        ...policy,
        bindings: policy.bindings.filter(({ members }) => !members.includes(formatMember(subject))),
      };
      subject.project.policy.earlier.push({
        policy: without,
        until: subject.world.clock.now() + 8_000,
      });
    },
  ),
];
