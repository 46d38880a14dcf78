import { z } from 'zod';
import { serviceAccountEmail, serviceAccountUrl } from './_shared/account.ts';
import { defineGcpEvidence } from './_shared/define-gcp-evidence.ts';

/**
 * Keys of the service account that people made; Google's own are not among them. Times are RFC
 * 3339.
 */
export default defineGcpEvidence({
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
  url: `${serviceAccountUrl}/keys?keyTypes=USER_MANAGED`,
  list: 'keys',
  command: `gcloud iam service-accounts keys list --iam-account=${serviceAccountEmail} --managed-by=user --project={{projectId}} --format=json`,
  absentCodes: ['NOT_FOUND'],
  permissions: ['iam.serviceAccountKeys.list'],
});
