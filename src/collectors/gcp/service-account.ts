import { customRole, serviceAccount, serviceAccountKeys } from '../../evidence/gcp/index.ts';
import { allPages, GcpRefusal } from './clients.ts';
import { addresses, gcpCollector } from './gcp-collector.ts';

/** Asks for the one account, which is quicker than the list that gcloud filters. */
export const serviceAccountCollector = gcpCollector(serviceAccount, async ({ client, inputs }) => {
  try {
    return [await client.get(addresses.account(inputs))];
  } catch (error) {
    if (error instanceof GcpRefusal && error.answer.code === 'NOT_FOUND') return [];
    throw error;
  }
});

export const serviceAccountKeysCollector = gcpCollector(serviceAccountKeys, ({ client, inputs }) =>
  allPages(client, `${addresses.account(inputs)}/keys?keyTypes=USER_MANAGED`, 'keys'),
);

export const customRoleCollector = gcpCollector(customRole, ({ client, inputs }) =>
  client.get(`${addresses.iamProject(inputs)}/roles/${inputs.customRoleId}`),
);
