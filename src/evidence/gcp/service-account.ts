import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { serviceAccountEmail } from './account.ts';

/**
 * The service account for Spot: a list of one, or of none. A list, as `gcloud iam service-accounts
 * describe` asks without the project, and Google then answers a missing account with 403. Source:
 * IAM v1, `projects.serviceAccounts.get`, on the wildcard `-`.
 */
export const serviceAccount = defineEvidence({
  id: 'gcp/service-account',
  title: 'the service account',
  schema: z.array(
    z.object({
      email: z.string(),
      uniqueId: z.string(),
      projectId: z.string(),
      displayName: z.string().optional(),
      disabled: z.boolean().optional(),
    }),
  ),
  inputs: ['projectId', 'serviceAccountId'],
  command: `gcloud iam service-accounts list --project={{projectId}} --filter=email=${serviceAccountEmail} --format=json`,
  absentCodes: [],
  permissions: ['iam.serviceAccounts.list'],
  vantages: ['reader', 'pasted'],
});

/**
 * Keys of the service account that people made; Google's own are not among them. Times are RFC
 * 3339.
 */
export const serviceAccountKeys = defineEvidence({
  id: 'gcp/service-account-keys',
  title: 'the keys of the service account',
  schema: z.array(
    z.object({
      /** `projects/…/serviceAccounts/…/keys/KEY_ID` */
      name: z.string().regex(/\/keys\//),
      validAfterTime: z.string().optional(),
      validBeforeTime: z.string().optional(),
      disabled: z.boolean().optional(),
      keyType: z.string().optional(),
    }),
  ),
  inputs: ['projectId', 'serviceAccountId'],
  command: `gcloud iam service-accounts keys list --iam-account=${serviceAccountEmail} --managed-by=user --project={{projectId}} --format=json`,
  absentCodes: ['NOT_FOUND'],
  permissions: ['iam.serviceAccountKeys.list'],
  vantages: ['reader', 'pasted'],
});
