import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam';
import linkedPolicy from '../../evidence/aws/linked-policy.ts';
import { formatArn } from '../../providers/aws/partitions.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
import { read } from './_client/classify.ts';
import { defineAwsCollector } from './_client/context.ts';

/** Reads the policy's version that counts, which the policy names. */
export default defineAwsCollector({
  kind: linkedPolicy,
  collect: (kind, { clients, call, inputs }) =>
    read(kind, async () => {
      const PolicyArn = formatArn(
        {
          service: 'iam',
          account: inputs.accountId,
          resource: `policy/${inputs.roleName}_Policy`,
        },
        inputs,
      );
      const { Policy } = await call((options) =>
        clients.iam.send(new GetPolicyCommand({ PolicyArn }), options),
      );
      if (Policy?.Arn !== PolicyArn)
        throw new ForeignAnswer(`the policy ${Policy?.Arn ?? '(without a name)'} came back`);
      const VersionId = Policy.DefaultVersionId;
      return call((options) =>
        clients.iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }), options),
      );
    }),
});
