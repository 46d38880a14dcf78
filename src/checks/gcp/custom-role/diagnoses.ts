import { customRolePermissions } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import askFirst from '../../ask-first.ts';
import { diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { consolePage } from '../_fixes/commands.ts';
import { createRole, nameOf, onRole, type RoleInputs, who } from './fixes.ts';

/** The ways in which `gcp/custom-role` fails, and their words. */
const diagnoses = {
  missing: diagnosis<RoleInputs & { near?: string }>({
    code: 'GCP-CUSTOMROLE-001',
    severity: 'fail',
    title: 'There is no such custom role in the project',
    explain: ({ near }) =>
      `You chose the narrower role, which is made for Spot in your project. ${near ? `The project has ${near}, which is spelled almost like it: if that is meant, correct the ID at the top of the page.` : 'It was not created yet, or has another ID: the page IAM & Admin > Roles lists those of the project.'}`,
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
    fix: (inputs) =>
      askFirst({
        summary: 'Ask who disabled it, and why.',
        who,
        send: `The custom role ${nameOf(inputs)}, which Spot needs for its work, is in the stage DISABLED. Was that done on purpose? If not, may its stage be GA again?`,
        console: [
          `Open ${consolePage('iam-admin/roles', inputs.projectId)}, and choose the role: it shows its launch stage.`,
        ],
        agreed: [onRole('update', inputs, ' --stage=GA')],
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
  further: diagnosis<RoleInputs & { further: readonly string[] }>({
    code: 'GCP-CUSTOMROLE-006',
    severity: 'warning',
    title: 'The custom role holds permissions that Spot does not need',
    explain: () =>
      'Whoever gets hold of the key could use them. They may have been put into the role on purpose, or Spot may have asked for them since this page was written.',
    observed: ({ further }) => further.join(', '),
    expected: () => `the ${customRolePermissions.length} permissions of this page`,
    fix: (inputs) => ({
      summary:
        'Ask who put them there, and what for. Take out what nobody needs; what another program needs goes into a role of its own.',
      // What somebody put there on purpose stays until they say so.
      commands: [],
      console: [
        `Open ${consolePage('iam-admin/roles', inputs.projectId)}, choose the role, and compare its permissions with the table of this page.`,
      ],
      who,
    }),
  }),
};

export default diagnoses;
