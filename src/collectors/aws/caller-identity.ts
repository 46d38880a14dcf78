import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { callerIdentity } from '../../evidence/aws/caller-identity.ts';
import { awsCollector } from './aws-collector.ts';

export const callerIdentityCollector = awsCollector(callerIdentity, ({ clients, call }) =>
  call((options) => clients.sts.send(new GetCallerIdentityCommand({}), options)),
);
