import customRole from '../../../evidence/gcp/custom-role.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { type AccountInputs, consolePage, emailOf, revokeAll } from '../_fixes/commands.ts';
import { deletedMembers } from '../_grants/iam.ts';

export default defineCheck({
  id: 'gcp/removed',
  title: 'Nothing that this guide created is left in the project',
  needs: { account: serviceAccount, policy: projectPolicy },
  mayUse: { role: customRole },
  inputs: ['projectId', 'serviceAccountId', 'roleChoice'],
  diagnoses: {
    rolesLeft: diagnosis<AccountInputs & { grants: readonly { role: string; member: string }[] }>({
      code: 'GCP-REMOVED-001',
      severity: 'fail',
      title: 'Roles are still granted to the service account',
      explain: () =>
        'Take them away before the service account is deleted: otherwise they stay in the project as entries of a deleted account.',
      observed: ({ grants }) =>
        grants.map(({ role, member }) => `${role} for ${member}`).join(', '),
      expected: (inputs) => `no role for ${emailOf(inputs)}`,
      fix: ({ projectId, grants }) => ({
        summary: 'Take the roles away.',
        commands: [grants.map(({ role, member }) => revokeAll(projectId, member, role)).join('\n')],
        console: [
          `Open ${consolePage('iam-admin/iam', projectId)}, tick the service account, and choose Remove access.`,
        ],
        who: 'someone with the role Project IAM Admin',
      }),
    }),
    accountLeft: diagnosis<AccountInputs>({
      code: 'GCP-REMOVED-002',
      severity: 'fail',
      title: 'The service account is still there',
      explain: () =>
        'As long as it exists, its keys work: Spot, and whoever has the file, can sign in as it.',
      observed: emailOf,
      expected: (inputs) => `no ${emailOf(inputs)}`,
      fix: (inputs) => ({
        summary: 'Delete it, with all its keys.',
        commands: [
          `gcloud iam service-accounts delete ${emailOf(inputs)} --project=${inputs.projectId} --quiet`,
        ],
        console: [
          `Open ${consolePage('iam-admin/serviceaccounts', inputs.projectId)}, choose ${emailOf(inputs)}, then Delete.`,
        ],
        who: 'someone with the role Delete Service Accounts',
      }),
    }),
    customRoleLeft: diagnosis<{ projectId: string; name: string }>({
      code: 'GCP-REMOVED-003',
      severity: 'warning',
      title: 'The custom role is still there',
      explain: () =>
        'It grants nothing to anybody by itself. Delete it unless you want to connect again.',
      observed: ({ name }) => name,
      expected: () => 'no custom role',
      fix: ({ projectId, name }) => ({
        summary: 'Delete the role. Google keeps it for 7 days, marked as deleted.',
        commands: [
          `gcloud iam roles delete ${quote(name.slice(name.lastIndexOf('/') + 1))} --project=${projectId} --quiet`,
        ],
        console: [
          `Open ${consolePage('iam-admin/roles', projectId)}, choose the role, then Delete.`,
        ],
        who: 'someone with the role Role Administrator',
      }),
    }),
  },
  assess({ account, policy, role }, inputs, judge) {
    const bindings = policy?.bindings ?? [];
    const member = `serviceaccount:${emailOf(inputs).toLowerCase()}`;
    const live = bindings.flatMap(({ role: name, members }) =>
      members
        .filter((one) => one.toLowerCase() === member)
        .map((one) => ({ role: name, member: one })),
    );
    const left = [
      ...live,
      ...deletedMembers(bindings, emailOf(inputs)).map(({ role: name, member: one }) => ({
        role: name,
        member: one,
      })),
    ];
    const grants = [...new Map(left.map((one) => [`${one.role} ${one.member}`, one])).values()];
    if (grants.length > 0) judge.found('rolesLeft', { ...inputs, grants });
    if (account?.length) judge.found('accountLeft', inputs);
    if (role.status === 'found' && !role.value.deleted)
      judge.found('customRoleLeft', { projectId: inputs.projectId, name: role.value.name });
    else if (inputs.roleChoice === 'custom' && role.status !== 'found' && role.status !== 'absent')
      judge.cannotTell('Whether the custom role is gone could not be seen.', [customRole]);
  },
});
