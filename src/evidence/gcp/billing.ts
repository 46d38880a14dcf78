import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * Whether the project is linked to a billing account, and whether that one is open.
 * `billingAccountName` is empty when it is linked to none.
 */
export const billingInfo = defineEvidence({
  id: 'gcp/billing-info',
  title: "the project's billing",
  schema: z.object({
    name: z.string().regex(/\/billingInfo$/),
    billingAccountName: z.string().optional(),
    billingEnabled: z.boolean().optional(),
  }),
  inputs: ['projectId'],
  command: 'gcloud billing projects describe {{projectId}} --format=json',
  absentCodes: [],
  permissions: ['resourcemanager.projects.get'],
  vantages: ['reader', 'pasted'],
});

/** Open billing accounts that the reader may use. */
export const billingAccounts = defineEvidence({
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
