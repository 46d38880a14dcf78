import { z } from 'zod';
import { withConditions } from '../../evidence/gcp/_shared/allow-policy.ts';
import { projectUrl } from '../../evidence/gcp/_shared/define-gcp-evidence.ts';
import ancestorPolicies from '../../evidence/gcp/ancestor-policies.ts';
import { urlFor } from '../kernel/url-for.ts';
import { read } from './_client/classify.ts';
import { defineGcpCollector } from './_client/context.ts';

const ancestry = z.object({
  ancestor: z
    .array(z.object({ resourceId: z.object({ type: z.string(), id: z.string() }) }))
    .default([]),
});

/** Where Resource Manager keeps each type of ancestor. */
const addresses = new Map([
  ['project', 'https://cloudresourcemanager.googleapis.com/v1/projects'],
  ['folder', 'https://cloudresourcemanager.googleapis.com/v3/folders'],
  ['organization', 'https://cloudresourcemanager.googleapis.com/v1/organizations'],
]);

/** Asks who is above the project, then for the policy of each of them. */
export default defineGcpCollector({
  kind: ancestorPolicies,
  collect: (kind, { client, inputs }) =>
    read(kind, async () => {
      const answer = await client.post(urlFor(`${projectUrl}:getAncestry`, inputs), {});
      return Promise.all(
        ancestry.parse(answer).ancestor.map(async ({ resourceId: { type, id } }) => ({
          type,
          id,
          policy: await client.post(`${addresses.get(type)}/${id}:getIamPolicy`, withConditions),
        })),
      );
    }),
});
