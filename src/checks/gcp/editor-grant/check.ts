import { permissionsNeeded } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import project from '../../../evidence/gcp/project.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { defineCheck } from '../../define-check.ts';
import { grantDiagnoses } from '../_grants/diagnoses.ts';
import { judgeGrants } from '../_grants/grants.ts';

/** What Editor is there for. */
const purposes = { 'roles/editor': permissionsNeeded('editor') };

export default defineCheck({
  id: 'gcp/editor-grant',
  title: 'The service account is Editor of the project, and has no role beyond that',
  needs: { policy: projectPolicy },
  mayUse: { above: ancestorPolicies, project },
  inputs: ['projectId', 'serviceAccountId'],
  after: ['gcp/service-account'],
  diagnoses: grantDiagnoses,
  assess: (evidence, inputs, judge) =>
    judgeGrants(evidence, inputs, { needed: ['roles/editor'], purposes }, judge),
});
