import { bind, createFolder } from '../../../src/simulator/gcp/seed.ts';
import type { Variant } from '../../define-faults.ts';
import { type GcpWorld, grantRole, memberOf, revokeRole, rolesOf } from '../gcp-world.ts';
import { variant } from '../project-manual/variants.ts';

const custom = { roleChoice: 'custom' };

/** Legitimate variants of what the script makes: nothing may be found in them. */
export const variants: readonly Variant<GcpWorld>[] = [
  variant('as-the-script', 'Everything as the script makes it', custom),
  variant('editor-chosen', 'The reader chose Editor', { roleChoice: 'editor' }),
  variant('no-organization', 'The project belongs to no organization', {
    ...custom,
    standalone: true,
  }),
  variant('other-names', 'Other names for service account and role', {
    ...{ ...custom, serviceAccountId: 'spot-9', customRoleId: 'Spot_role.v2' },
  }),
  variant(
    'more-permissions',
    'The custom role holds a harmless permission more',
    custom,
    (subject) => {
      for (const role of subject.project.roles.values())
        role.includedPermissions.push('compute.commitments.list');
    },
  ),
  variant(
    'user-of-the-folder',
    'Service Account User is granted on the folder above the project',
    custom,
    (subject) => {
      const { world, organization, project } = subject;
      const folder = createFolder(world, { parent: `organizations/${organization.id}` });
      project.parent = `folders/${folder.id}`;
      revokeRole(subject, 'roles/iam.serviceAccountUser');
      bind(world, `folders/${folder.id}`, 'roles/iam.serviceAccountUser', memberOf(subject));
    },
  ),
  variant(
    'granted-twice',
    'The role is granted for a while, and without an end',
    custom,
    (subject) => {
      const end = new Date(subject.world.clock.now() + 86_400_000).toISOString();
      grantRole(subject, rolesOf(subject)[0] as string, {
        title: 'at first',
        expression: `request.time < timestamp("${end}")`,
      });
    },
  ),
  variant('months-later', 'The connection was made months ago', custom, ({ world, reader }) => {
    world.clock.advance(100 * 24 * 3_600_000);
    const token = world.gcp.accessTokens.get(reader.gcp.accessToken);
    if (token) token.expiresAt = world.clock.now() + 3_600_000;
  }),
];
