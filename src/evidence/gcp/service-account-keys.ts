import { z } from 'zod';
import { serviceAccountEmail, serviceAccountUrl } from './_shared/account.ts';
import { defineGcpEvidence } from './_shared/define-gcp-evidence.ts';
import { emailIn, findOther } from './_shared/subjects.ts';

/** `projects/PROJECT/serviceAccounts/EMAIL/keys/KEY_ID` */
const nameOfKey = /^projects\/[^/]+\/serviceAccounts\/([^/]+)\/keys\/[^/]+$/;

/**
 * Keys of the service account that people made; Google's own are not among them. Times are RFC
 * 3339. Why a key is disabled, and whether Google found it in a public place, stands in fields of
 * their own, whose words may grow.
 *
 * Source: https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys
 */
export default defineGcpEvidence({
  id: 'gcp/service-account-keys',
  title: 'the keys of the service account',
  schema: z.array(
    z.object({
      name: z.string().regex(nameOfKey),
      validAfterTime: z.string(),
      validBeforeTime: z.string(),
      keyType: z.string(),
      disabled: z.boolean().optional(),
      /** `SERVICE_ACCOUNT_KEY_DISABLE_REASON_…` */
      disableReason: z.string().optional(),
      /** Keys are `SERVICE_ACCOUNT_KEY_EXTENDED_STATUS_KEY_…`. */
      extendedStatus: z
        .array(z.object({ key: z.string().optional(), value: z.string().optional() }))
        .optional(),
    }),
  ),
  inputs: ['projectId', 'serviceAccountId'],
  url: `${serviceAccountUrl}/keys?keyTypes=USER_MANAGED`,
  list: 'keys',
  command: `gcloud iam service-accounts keys list --iam-account=${serviceAccountEmail} --managed-by=user --project={{projectId}} --format=json`,
  absentCodes: ['NOT_FOUND'],
  findOtherSubject: (keys, inputs) =>
    keys
      .map(({ name }) => findOther('the keys of', nameOfKey.exec(name)?.[1], emailIn(inputs)))
      .find(Boolean),
  permissions: ['iam.serviceAccountKeys.list'],
});
