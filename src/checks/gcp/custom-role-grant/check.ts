import { actAs, customRolePermissions } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import customRole from '../../../evidence/gcp/custom-role.ts';
import customRoles from '../../../evidence/gcp/custom-roles.ts';
import project from '../../../evidence/gcp/project.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { defineCheck } from '../../define-check.ts';
import { readCustomRoles } from '../_grants/custom-roles.ts';
import { grantDiagnoses } from '../_grants/diagnoses.ts';
import { judgeGrants, type Wanted } from '../_grants/grants.ts';

const serviceAccountUser = 'roles/iam.serviceAccountUser';

export default defineCheck({
  id: 'gcp/custom-role-grant',
  title:
    'The service account has the custom role and Service Account User, and no role beyond that',
  needs: { policy: projectPolicy },
  mayUse: { above: ancestorPolicies, project, role: customRole, roles: customRoles },
  inputs: ['projectId', 'serviceAccountId', 'customRoleId'],
  after: ['gcp/service-account', 'gcp/custom-role'],
  diagnoses: grantDiagnoses,
  assess(evidence, inputs, judge) {
    const role = `projects/${inputs.projectId}/roles/${inputs.customRoleId}`;
    const { role: looked, roles } = evidence;
    const wanted: Wanted = {
      needed: [role, serviceAccountUser],
      tooBroad: ['roles/editor'],
      purposes: { [role]: customRolePermissions, [serviceAccountUser]: [actAs] },
      customRoles: readCustomRoles(roles, looked.status === 'found' ? looked.value : null),
    };
    judgeGrants(evidence, inputs, wanted, judge);
  },
});
