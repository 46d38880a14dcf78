import { serviceAccountUrl } from '../../evidence/gcp/_shared/account.ts';
import serviceAccount from '../../evidence/gcp/service-account.ts';
import { urlFor } from '../kernel/url-for.ts';
import { read } from './_client/classify.ts';
import { defineGcpCollector } from './_client/context.ts';
import { GcpRefusal } from './_client/refusals.ts';

/** Asks for the one account, which is quicker than the list that gcloud filters. */
export default defineGcpCollector({
  kind: serviceAccount,
  collect: (kind, { client, inputs }) =>
    read(kind, async () => {
      try {
        return [await client.get(urlFor(serviceAccountUrl, inputs))];
      } catch (error) {
        if (error instanceof GcpRefusal && error.answer.code === 'NOT_FOUND') return [];
        throw error;
      }
    }),
});
