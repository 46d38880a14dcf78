import spotGrants from '../../evidence/gcp/spot-grants.ts';
import spotZones from '../../evidence/gcp/spot-zones.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
import { urlFor } from '../kernel/url-for.ts';
import { read } from './_client/classify.ts';
import { readAllPages } from './_client/client.ts';
import { defineGcpCollector } from './_client/context.ts';

const zones = 'https://compute.googleapis.com/compute/v1/projects/{{projectId}}/zones';

/** Waits for the grants: until they are in effect Google refuses the zones, too. */
export default defineGcpCollector({
  kind: spotZones,
  needs: [spotGrants],
  collect: (kind, { client, inputs, need }) =>
    read(kind, async () => {
      await need(spotGrants);
      const items = await readAllPages(client, urlFor(zones, inputs), 'items');
      // Every project sees all zones of Google.
      if (items.length === 0) throw new ForeignAnswer('a list without zones came back');
      return { items };
    }),
});
