import clientSecret from '../../evidence/azure/client-secret.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { defineAzureCollector } from './_client/context.ts';

/** The first characters and the length; nothing else of the secret leaves here. */
export default defineAzureCollector({
  kind: clientSecret,
  async collect(kind, { inputs: { clientSecret: secret = '' } }) {
    return asEvidence(kind, { hint: secret.slice(0, 3), length: secret.length });
  },
});
