import { customRolePermissions } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import customRole from '../../../evidence/gcp/custom-role.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { consolePage } from '../_fixes/commands.ts';

interface RoleInputs {
  projectId: string;
  customRoleId: string;
}

const nameOf = ({ projectId, customRoleId }: RoleInputs) =>
  `projects/${projectId}/roles/${customRoleId}`;
const onRole = (verb: string, { projectId, customRoleId }: RoleInputs, options = '') =>
  `gcloud iam roles ${verb} ${customRoleId} --project=${projectId} --quiet${options}`;
const who = 'someone with the role Role Administrator';

export const createRole = (inputs: RoleInputs) =>
  onRole(
    'create',
    inputs,
    ` --title="Spot" --stage=GA --permissions=${customRolePermissions.join(',')}`,
  );

/** Permissions with which the holder of a key could give themselves every other one. */
const escalating =
  /\.setIamPolicy$|^iam\.serviceAccountKeys\.create$|^iam\.serviceAccounts\.(getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$|^iam\.roles\.(create|update)$/;

export default defineCheck({
  id: 'gcp/custom-role',
  title: 'The custom role holds what Spot needs',
  needs: { role: customRole },
  inputs: ['projectId', 'customRoleId'],
  after: ['gcp/project'],
  diagnoses: {
    missing: diagnosis<RoleInputs>({
      code: 'GCP-CUSTOMROLE-001',
      severity: 'fail',
      title: 'There is no such custom role in the project',
      explain: () =>
        'You chose the narrower role, which is made for Spot in your project. It was not created yet, or has another ID, or is in another project.',
      observed: (inputs) => `no ${nameOf(inputs)}`,
      expected: nameOf,
      fix: (inputs) => ({
        summary: 'Create it.',
        commands: [createRole(inputs)],
        console: [
          `Open ${consolePage('iam-admin/roles/create', inputs.projectId)} and follow the step of this page.`,
        ],
        who,
      }),
    }),
    deleted: diagnosis<RoleInputs>({
      code: 'GCP-CUSTOMROLE-002',
      severity: 'fail',
      title: 'The custom role was deleted',
      explain: () =>
        'A deleted role grants nothing. Google keeps it for 7 days, in which it can be brought back; its ID cannot be used for a new role for another 30 days after that.',
      observed: (inputs) => `${nameOf(inputs)}, deleted`,
      expected: nameOf,
      fix: (inputs) => ({
        summary:
          'Bring it back. If more than 7 days went by, choose another ID at the top of the page.',
        commands: [onRole('undelete', inputs)],
        console: [
          `Open ${consolePage('iam-admin/roles', inputs.projectId)}, choose the role, then Undelete.`,
        ],
        who,
      }),
    }),
    disabled: diagnosis<RoleInputs>({
      code: 'GCP-CUSTOMROLE-003',
      severity: 'fail',
      title: 'The custom role is disabled',
      explain: () => 'In the launch stage DISABLED a role grants nothing to anybody.',
      observed: () => 'stage DISABLED',
      expected: () => 'stage GA',
      fix: (inputs) => ({
        summary: 'Set its stage to GA.',
        commands: [onRole('update', inputs, ' --stage=GA')],
        console: [
          `Open ${consolePage('iam-admin/roles', inputs.projectId)}, choose the role, then Edit role; Role launch stage: General availability.`,
        ],
        who,
      }),
    }),
    lacks: diagnosis<RoleInputs & { missing: readonly string[] }>({
      code: 'GCP-CUSTOMROLE-004',
      severity: 'fail',
      title: 'The custom role lacks permissions that Spot needs',
      explain: ({ missing }) =>
        `Spot is refused whatever needs ${missing.length === 1 ? 'it' : 'them'}. The table of this page says what each is for.`,
      observed: ({ missing }) => `without ${missing.join(', ')}`,
      expected: () => `the ${customRolePermissions.length} permissions of this page`,
      fix: ({ missing, ...inputs }) => ({
        summary: 'Add them.',
        commands: [onRole('update', inputs, ` --add-permissions=${missing.join(',')}`)],
        console: [
          `Open ${consolePage('iam-admin/roles', inputs.projectId)}, choose the role, then Edit role > Add permissions.`,
        ],
        who,
      }),
    }),
    escalates: diagnosis<RoleInputs & { extra: readonly string[] }>({
      code: 'GCP-CUSTOMROLE-005',
      severity: 'warning',
      title: 'The custom role holds permissions that give away the project',
      explain: () =>
        'Spot does not need them, and whoever gets hold of the key could use them to give themselves any right in the project.',
      observed: ({ extra }) => extra.join(', '),
      expected: () => 'a role without them',
      fix: ({ extra, ...inputs }) => ({
        summary: 'Take them out of the role.',
        commands: [onRole('update', inputs, ` --remove-permissions=${quote(extra.join(','))}`)],
        console: [
          `Open ${consolePage('iam-admin/roles', inputs.projectId)}, choose the role, then Edit role, and remove them.`,
        ],
        who,
      }),
    }),
  },
  assess({ role }, inputs, judge) {
    if (!role) return judge.found('missing', inputs);
    if (role.name !== nameOf(inputs))
      return judge.cannotTell(`What was looked at is ${role.name}, not ${nameOf(inputs)}.`);
    if (role.deleted) return judge.found('deleted', inputs);
    if (role.stage === 'DISABLED') judge.found('disabled', inputs);
    const included = new Set(role.includedPermissions ?? []);
    const missing = customRolePermissions.filter((one) => !included.has(one));
    if (missing.length > 0) judge.found('lacks', { ...inputs, missing });
    const extra = [...included].filter((one) => escalating.test(one));
    if (extra.length > 0) judge.found('escalates', { ...inputs, extra });
  },
});
