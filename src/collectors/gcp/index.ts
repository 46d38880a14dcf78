import { defineProviderAccess } from '../define-provider-access.ts';
import type { GcpTokens } from './_client/client.ts';
import { gcpMachineCredentials } from './_client/machine-credentials.ts';
import { gcpCollectors, openGcpCollectors } from './_client/open-collectors.ts';

/** From Spot's vantage no credentials are needed: the key file is an input. */
export default defineProviderAccess({
  id: 'gcp',
  collectors: gcpCollectors,
  missing:
    'There are no credentials for Google Cloud here. Run gcloud auth application-default login, and try again.',
  findMachineCredentials: (): GcpTokens => gcpMachineCredentials(),
  open: (vantage, tokens, limits) =>
    tokens || vantage === 'spot' ? openGcpCollectors({ vantage, tokens, ...limits }) : undefined,
});
