import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/** Open billing accounts that the reader may use. */
export default defineEvidence({
  id: 'gcp/billing-accounts',
  title: 'your billing accounts',
  schema: z.array(
    z.object({
      name: z.string().regex(/^billingAccounts\//),
      displayName: z.string().optional(),
      open: z.boolean().optional(),
    }),
  ),
  inputs: [],
  command: 'gcloud billing accounts list --filter=open=true --format=json',
  absentCodes: [],
  permissions: ['billing.accounts.list'],
  vantages: ['reader', 'pasted'],
});
