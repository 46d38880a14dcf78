import { z } from 'zod';
import { withConditions } from '../../evidence/gcp/_shared/allow-policy.ts';
import { projectUrl } from '../../evidence/gcp/_shared/define-gcp-evidence.ts';
import ancestorPolicies from '../../evidence/gcp/ancestor-policies.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
import { urlFor } from '../kernel/url-for.ts';
import { read } from './_client/classify.ts';
import { defineGcpCollector } from './_client/context.ts';

const ancestry = z.object({
  ancestor: z
    .array(z.object({ resourceId: z.object({ type: z.string(), id: z.string() }) }))
    .min(1),
});

/** Where Resource Manager keeps each type of ancestor. */
const addresses = new Map([
  ['project', 'https://cloudresourcemanager.googleapis.com/v1/projects'],
  ['folder', 'https://cloudresourcemanager.googleapis.com/v3/folders'],
  ['organization', 'https://cloudresourcemanager.googleapis.com/v1/organizations'],
]);

/**
 * Asks who is above the project, then for the policy of each of them. The first of the lineage is the
 * project itself.
 *
 * Source: https://cloud.google.com/resource-manager/reference/rest/v1/projects/getAncestry
 */
export default defineGcpCollector({
  kind: ancestorPolicies,
  collect: (kind, { client, inputs }) =>
    read(kind, async () => {
      const answer = await client.post(urlFor(`${projectUrl}:getAncestry`, inputs), {});
      const { ancestor } = ancestry.parse(answer);
      const own = ancestor[0]?.resourceId;
      if (own?.type !== 'project' || own.id !== inputs.projectId)
        throw new ForeignAnswer(`the ancestors of ${own?.type} ${own?.id} came back`);
      return Promise.all(
        ancestor.map(async ({ resourceId: { type, id } }) => ({
          type,
          id,
          policy: await client.post(`${addresses.get(type)}/${id}:getIamPolicy`, withConditions),
        })),
      );
    }),
});
