import { bind, createRole } from '../../../src/simulator/gcp/seed.ts';
import { defineVariants, type Variant } from '../../define-faults.ts';
import { day, hour } from '../../time.ts';
import { moveIntoFolder } from '../_world/organization.ts';
import {
  createHealthyWorld,
  findCustomRole,
  formatMember,
  formatProjectName,
  type GcpWorld,
  grantRole,
  listRoles,
  revokeRole,
} from '../_world/world.ts';

const variant = defineVariants(createHealthyWorld);
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
    ...custom,
    serviceAccountId: 'spot-9',
    customRoleId: 'Spot_role.v2',
  }),
  variant(
    'more-permissions',
    'The custom role holds a harmless permission more',
    custom,
    (subject) => void findCustomRole(subject).includedPermissions.push('compute.commitments.list'),
  ),
  variant(
    'rights-in-two-roles',
    'What Spot needs is spread over two custom roles',
    custom,
    (subject) => {
      const own = findCustomRole(subject);
      const rest = own.includedPermissions.filter((one) => one.startsWith('container.'));
      own.includedPermissions = own.includedPermissions.filter((one) => !rest.includes(one));
      createRole(subject.world, formatProjectName(subject), {
        roleId: 'spotClusters',
        title: 'Spot, for clusters',
        includedPermissions: rest,
      });
      grantRole(subject, `${formatProjectName(subject)}/roles/spotClusters`);
    },
  ),
  variant(
    'user-in-the-custom-role',
    'The custom role itself lets Spot act as service accounts',
    custom,
    (subject) => {
      revokeRole(subject, 'roles/iam.serviceAccountUser');
      findCustomRole(subject).includedPermissions.push('iam.serviceAccounts.actAs');
    },
  ),
  variant(
    'reads-the-export-of-the-bill',
    'The service account also reads the export of the bill, as Eco does',
    custom,
    (subject) => {
      for (const role of ['roles/bigquery.dataViewer', 'roles/bigquery.jobUser'])
        grantRole(subject, role);
    },
  ),
  variant(
    'user-of-the-folder',
    'Service Account User is granted on the folder above the project',
    custom,
    (subject) => {
      const folder = moveIntoFolder(subject);
      revokeRole(subject, 'roles/iam.serviceAccountUser');
      bind(subject.world, folder, 'roles/iam.serviceAccountUser', formatMember(subject));
    },
  ),
  variant(
    'granted-twice',
    'The role is granted for a while, and without an end',
    custom,
    (subject) => {
      const end = new Date(subject.world.clock.now() + day).toISOString();
      grantRole(subject, listRoles(subject)[0], {
        title: 'at first',
        expression: `request.time < timestamp("${end}")`,
      });
    },
  ),
  variant('months-later', 'The connection was made months ago', custom, ({ world, reader }) => {
    world.clock.advance(100 * day);
    const token = world.gcp.accessTokens.get(reader.gcp.accessToken);
    if (token) token.expiresAt = world.clock.now() + hour;
  }),
];
