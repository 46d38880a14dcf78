import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { ask, envelope } from './envelope.ts';

/** The Spot accounts of the organisation. Only an organisation admin may list them all. */
export const accounts = defineEvidence({
  id: 'spot/accounts',
  title: "the organization's accounts in Spot",
  schema: envelope(
    z.object({
      accountId: z.string(),
      name: z.string(),
      organizationId: z.union([z.string(), z.number()]),
      /**
       * AWS account, Azure subscription or Google Cloud project; missing while nothing is
       * connected.
       */
      providerExternalId: z.string().nullish(),
      cloudProvider: z.string().nullish(),
    }),
  ),
  inputs: [],
  command: ask('/setup/account'),
  absentCodes: [],
  permissions: [],
  vantages: ['reader', 'pasted'],
});
