import { allowPolicy, withConditions } from './_shared/allow-policy.ts';
import { defineGcpEvidence, projectUrl } from './_shared/define-gcp-evidence.ts';

/** Who has which role on the project itself. */
export default defineGcpEvidence({
  id: 'gcp/project-policy',
  title: 'who has which role in the project',
  schema: allowPolicy,
  inputs: ['projectId'],
  url: `${projectUrl}:getIamPolicy`,
  body: withConditions,
  command: 'gcloud projects get-iam-policy {{projectId}} --format=json',
  permissions: ['resourcemanager.projects.getIamPolicy'],
});
