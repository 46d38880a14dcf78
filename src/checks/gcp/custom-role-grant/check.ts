import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import project from '../../../evidence/gcp/project.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { defineCheck } from '../../define-check.ts';
import { grantDiagnoses } from '../_grants/diagnoses.ts';
import { judgeGrants } from '../_grants/grants.ts';

export default defineCheck({
  id: 'gcp/custom-role-grant',
  title:
    'The service account has the custom role and Service Account User, and none of the roles that hand the project over',
  needs: { policy: projectPolicy },
  mayUse: { above: ancestorPolicies, project },
  inputs: ['projectId', 'serviceAccountId', 'customRoleId'],
  after: ['gcp/service-account', 'gcp/custom-role'],
  diagnoses: grantDiagnoses,
  assess: (evidence, inputs, judge) =>
    judgeGrants(
      evidence,
      inputs,
      [`projects/${inputs.projectId}/roles/${inputs.customRoleId}`, 'roles/iam.serviceAccountUser'],
      ['roles/editor'],
      judge,
    ),
});
