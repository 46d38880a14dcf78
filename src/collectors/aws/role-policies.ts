import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import attachedPolicies from '../../evidence/aws/attached-policies.ts';
import rolePolicies from '../../evidence/aws/role-policies.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
import { attempt } from './_client/classify.ts';
import { type AwsContext, defineAwsCollector } from './_client/context.ts';
import { readPages } from './_client/pages.ts';

/** Reads the text of every policy of the role. */
export default defineAwsCollector({
  kind: rolePolicies,
  needs: [attachedPolicies],
  collect: (kind, context) =>
    attempt(kind, async () => {
      const attached = await context.need(attachedPolicies);
      if (attached.status !== 'found') return attached;
      const arns = attached.value.AttachedPolicies.map(({ PolicyArn }) => PolicyArn);
      const RolePolicies = await Promise.all([
        ...(await readNames(context)).map((name) => readInline(context, name)),
        ...arns.map((arn) => readAttached(context, arn)),
      ]);
      return asEvidence(kind, { RolePolicies });
    }),
});

/** Names of the policies that are written into the role. */
function readNames({ clients, call, inputs }: AwsContext): Promise<string[]> {
  return readPages(20, async (Marker) => {
    const page = await call((options) =>
      clients.iam.send(new ListRolePoliciesCommand({ RoleName: inputs.roleName, Marker }), options),
    );
    return {
      items: page.PolicyNames ?? [],
      next: page.IsTruncated ? (page.Marker ?? '') : undefined,
    };
  });
}

async function readInline({ clients, call, inputs }: AwsContext, PolicyName: string) {
  const { RoleName, PolicyDocument } = await call((options) =>
    clients.iam.send(new GetRolePolicyCommand({ RoleName: inputs.roleName, PolicyName }), options),
  );
  return { RoleName, PolicyName, PolicyDocument };
}

async function readAttached({ clients, call }: AwsContext, PolicyArn: string) {
  const { Policy } = await call((options) =>
    clients.iam.send(new GetPolicyCommand({ PolicyArn }), options),
  );
  if (Policy?.Arn !== PolicyArn)
    throw new ForeignAnswer(`the policy ${Policy?.Arn ?? '(without a name)'} came back`);
  const VersionId = Policy.DefaultVersionId;
  const { PolicyVersion } = await call((options) =>
    clients.iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }), options),
  );
  return { PolicyArn, Text: { PolicyVersion } };
}
