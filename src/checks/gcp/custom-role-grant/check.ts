import { actAs } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import customRole from '../../../evidence/gcp/custom-role.ts';
import project from '../../../evidence/gcp/project.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { defineCheck } from '../../define-check.ts';
import { grantDiagnoses } from '../_grants/diagnoses.ts';
import { judgeGrants, type Wanted } from '../_grants/grants.ts';

const serviceAccountUser = 'roles/iam.serviceAccountUser';

export default defineCheck({
  id: 'gcp/custom-role-grant',
  title:
    'The service account has the custom role and Service Account User, and no role beyond that',
  needs: { policy: projectPolicy },
  mayUse: { above: ancestorPolicies, project, role: customRole },
  inputs: ['projectId', 'serviceAccountId', 'customRoleId'],
  after: ['gcp/service-account', 'gcp/custom-role'],
  diagnoses: grantDiagnoses,
  assess(evidence, inputs, judge) {
    const role = `projects/${inputs.projectId}/roles/${inputs.customRoleId}`;
    const { role: looked } = evidence;
    const holdsUser =
      looked.status === 'found' && looked.value.includedPermissions?.includes(actAs) === true;
    const held = holdsUser ? [serviceAccountUser] : [];
    const wanted: Wanted = {
      needed: [role, serviceAccountUser],
      tooBroad: ['roles/editor'],
      held,
    };
    judgeGrants(evidence, inputs, wanted, judge);
  },
});
