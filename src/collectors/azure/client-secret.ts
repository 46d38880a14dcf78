import clientSecret from '../../evidence/azure/client-secret.ts';
import { defineAzureCollector } from './_client/context.ts';

/** The first characters and the length; nothing else of the secret leaves here. */
export default defineAzureCollector({
  kind: clientSecret,
  collect: async (kind, { inputs }) =>
    kind.readInputs?.(inputs) ?? { status: 'notCollected', message: 'Nothing was typed.' },
});
