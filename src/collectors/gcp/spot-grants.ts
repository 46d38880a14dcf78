import { z } from 'zod';
import { projectUrl } from '../../evidence/gcp/_shared/define-gcp-evidence.ts';
import {
  permissionsAsked,
  permissionsNeeded,
} from '../../evidence/gcp/_shared/spot-permissions.ts';
import spotGrants from '../../evidence/gcp/spot-grants.ts';
import { sleep } from '../kernel/sleep.ts';
import { urlFor } from '../kernel/url-for.ts';
import { read } from './_client/classify.ts';
import { defineGcpCollector } from './_client/context.ts';

const heldOf = z.object({ permissions: z.array(z.string()).default([]) });

/**
 * Grants spread within seconds, sometimes minutes: what is missing is asked for again for a while.
 */
export default defineGcpCollector({
  kind: spotGrants,
  collect: (kind, { client, inputs, propagation, signal, waiting }) =>
    read(kind, async () => {
      const needed = permissionsNeeded(inputs.roleChoice ?? '');
      const { timeoutMs = 20_000, intervalMs = 4_000, sleep: pause = sleep } = propagation ?? {};
      for (let left = timeoutMs; ; left -= intervalMs) {
        const answer = await client.post(urlFor(`${projectUrl}:testIamPermissions`, inputs), {
          permissions: permissionsAsked,
        });
        const held = new Set(heldOf.parse(answer).permissions);
        if (left < intervalMs || needed.every((one) => held.has(one))) return answer;
        waiting(
          'Spot lacks permissions so far. A new role takes some time to spread: trying again.',
          left,
        );
        await pause(intervalMs, signal);
      }
    }),
});
