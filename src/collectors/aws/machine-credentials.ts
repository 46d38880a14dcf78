import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialsProvider } from './clients.ts';

/**
 * The machine's own AWS credentials, from where the AWS CLI finds them: environment, profile,
 * sign-in, instance role.
 */
export function machineCredentials(): AwsCredentialsProvider {
  return fromNodeProviderChain({ clientConfig: { region: 'us-east-1' } });
}
