import { defineProviderAccess } from '../define-provider-access.ts';
import type { AzureTokens } from './_client/client.ts';
import { azureMachineCredentials } from './_client/machine-credentials.ts';
import { azureCollectors, openAzureCollectors } from './_client/open-collectors.ts';

/** From Spot's vantage no credentials are needed: the client secret is an input. */
export default defineProviderAccess({
  id: 'azure',
  collectors: azureCollectors,
  missing: 'There are no credentials for Azure here. Run az login, and try again.',
  findMachineCredentials: (): AzureTokens => azureMachineCredentials(),
  open: (vantage, tokens, client) =>
    tokens || vantage === 'spot' ? openAzureCollectors({ vantage, tokens, client }) : undefined,
});
