import { z } from 'zod';
import { defineSpotEvidence } from './_shared/define-spot-evidence.ts';
import { envelope } from './_shared/envelope.ts';

/** The Spot accounts of the organisation. Only an organisation admin may list them all. */
export default defineSpotEvidence({
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
  findOtherSubject: ({ response: { items = [] } }, { spotOrganizationId }) => {
    const other = items.find(
      ({ organizationId }) => spotOrganizationId && String(organizationId) !== spotOrganizationId,
    );
    return other && `the Spot organization ${other.organizationId}`;
  },
  inputs: [],
  path: '/setup/account',
});
