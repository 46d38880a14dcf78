import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { mainRegionOf } from '../../../providers/aws/partitions.ts';
import type { AwsCredentialsProvider } from './clients.ts';

/**
 * The machine's own AWS credentials, from where the AWS CLI finds them: environment, profile,
 * sign-in, instance role.
 */
export function awsMachineCredentials(): AwsCredentialsProvider {
  return fromNodeProviderChain({ clientConfig: { region: mainRegionOf() } });
}
