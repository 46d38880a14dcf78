import { setTimeout as delay } from 'node:timers/promises';
import {
  permissionsAsked,
  permissionsNeeded,
  spotGrants,
  spotSignIn,
  spotZones,
} from '../../evidence/gcp/index.ts';
import { defineCollector } from '../define-collector.ts';
import { found } from './classify.ts';
import { allPages } from './clients.ts';
import { addresses, attempt, type GcpContext, gcpCollector } from './gcp-collector.ts';

export const spotSignInCollector = defineCollector<
  { signedIn: true } | { signedIn: false; error: string; description: string },
  GcpContext
>({
  kind: spotSignIn,
  collect: ({ signIn }) =>
    attempt(spotSignIn, async () => {
      if (!signIn) return { status: 'notCollected', message: 'Only Spot can try this.' };
      const session = await signIn();
      if (session.status === 'unusable')
        return { status: 'notCollected', message: session.message };
      return found(
        spotSignIn,
        session.status === 'granted'
          ? { signedIn: true }
          : { signedIn: false, error: session.error, description: session.description },
      );
    }),
});

const pause = (milliseconds: number, signal: AbortSignal) =>
  delay(milliseconds, undefined, { signal });

/**
 * Grants spread within seconds, sometimes minutes: what is missing is asked for again for a while.
 */
export const spotGrantsCollector = gcpCollector(
  spotGrants,
  async ({ client, inputs, propagation, signal, waiting }) => {
    const needed = permissionsNeeded(inputs.roleChoice ?? '');
    const { timeoutMs = 20_000, intervalMs = 4_000, sleep = pause } = propagation ?? {};
    for (let left = timeoutMs; ; left -= intervalMs) {
      const answer = (await client.post(`${addresses.project(inputs)}:testIamPermissions`, {
        permissions: permissionsAsked,
      })) as {
        permissions?: string[];
      };
      const held = new Set(answer.permissions);
      if (left < intervalMs || needed.every((one) => held.has(one))) return answer;
      waiting(
        'Spot lacks permissions so far. A new role takes some time to spread: trying again.',
        left,
      );
      await sleep(intervalMs, signal);
    }
  },
);

export const spotZonesCollector = defineCollector<{ items: { name: string }[] }, GcpContext>({
  kind: spotZones,
  needs: [spotGrants],
  collect: ({ client, inputs, need }) =>
    attempt(spotZones, async () => {
      // Until the grants are in effect Google refuses the zones, too.
      await need(spotGrants);
      const zones = await allPages(
        client,
        `https://compute.googleapis.com/compute/v1/projects/${inputs.projectId}/zones`,
        'items',
      );
      return found(spotZones, { items: zones });
    }),
});
