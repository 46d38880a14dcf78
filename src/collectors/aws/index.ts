import { defineProviderAccess } from '../define-provider-access.ts';
import type { AwsCredentialsProvider } from './_client/clients.ts';
import { awsMachineCredentials } from './_client/machine-credentials.ts';
import { awsCollectors, openAwsCollectors } from './_client/open-collectors.ts';

/** From Spot's vantage the credentials are those of Spot's own principal. */
export default defineProviderAccess({
  id: 'aws',
  collectors: awsCollectors,
  missing:
    'There are no credentials for AWS here. Run aws configure or aws sso login, and try again.',
  findMachineCredentials: (): AwsCredentialsProvider => awsMachineCredentials(),
  open: (vantage, credentials, clients) =>
    credentials && openAwsCollectors({ vantage, credentials, clients }),
});
