import { machineCredentials as awsMachineCredentials } from './aws/machine-credentials.ts';
import { azureMachineCredentials } from './azure/machine-credentials.ts';
import { machineCredentials as gcpMachineCredentials } from './gcp/machine-credentials.ts';
import type { ProviderCredentials } from './index.ts';

/**
 * Whatever credentials this machine has, from where each provider's own command line finds them;
 * for Spot, which has none, the variable SPOT_TOKEN of the guides. Of the others nothing is read
 * before it is asked for.
 */
export function machineCredentials(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ProviderCredentials {
  const token = environment.SPOT_TOKEN?.trim();
  return {
    ...{
      aws: awsMachineCredentials(),
      gcp: gcpMachineCredentials(),
      azure: azureMachineCredentials(),
    },
    ...(token ? { spot: async () => token } : {}),
  };
}
