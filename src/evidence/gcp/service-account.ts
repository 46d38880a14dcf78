import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { serviceAccountEmail } from './_shared/account.ts';
import { emailIn, findOther } from './_shared/subjects.ts';

/**
 * The service account for Spot: a list of one, or of none. A list, as `gcloud iam service-accounts
 * describe` asks without the project, and Google then answers a missing account with 403.
 *
 * Source: https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts/get
 */
export default defineEvidence({
  id: 'gcp/service-account',
  title: 'the service account',
  schema: z.array(
    z.object({
      email: z.string(),
      uniqueId: z.string().regex(/^\d+$/),
      projectId: z.string(),
      displayName: z.string().optional(),
      disabled: z.boolean().optional(),
    }),
  ),
  inputs: ['projectId', 'serviceAccountId'],
  command: `gcloud iam service-accounts list --project={{projectId}} --filter=email=${serviceAccountEmail} --format=json`,
  // Whoever lists without the filter sees others too.
  findOtherSubject: (accounts, inputs) =>
    accounts.some(({ email }) => email === emailIn(inputs))
      ? accounts
          .filter(({ email }) => email === emailIn(inputs))
          .map(({ projectId }) => findOther('a service account of', projectId, inputs.projectId))
          .find(Boolean)
      : findOther('the service account', accounts[0]?.email, emailIn(inputs)),
  absentCodes: [],
  permissions: ['iam.serviceAccounts.list'],
  vantages: ['reader', 'pasted'],
});
