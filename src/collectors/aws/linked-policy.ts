import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam';
import { linkedPolicy } from '../../evidence/aws/linked-policy.ts';
import { awsCollector } from './aws-collector.ts';

export const linkedPolicyCollector = awsCollector(
  linkedPolicy,
  async ({ clients, call, inputs }) => {
    const PolicyArn = `arn:aws:iam::${inputs.accountId}:policy/${inputs.roleName}_Policy`;
    const { Policy } = await call((options) =>
      clients.iam.send(new GetPolicyCommand({ PolicyArn }), options),
    );
    return call((options) =>
      clients.iam.send(
        new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
        options,
      ),
    );
  },
);
