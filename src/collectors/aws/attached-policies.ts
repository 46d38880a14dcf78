import { ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';
import { attachedPolicies } from '../../evidence/aws/attached-policies.ts';
import { awsCollector } from './aws-collector.ts';
import { pages } from './pages.ts';

export const attachedPoliciesCollector = awsCollector(
  attachedPolicies,
  async ({ clients, call, inputs }) => {
    const AttachedPolicies = await pages(5, async (Marker) => {
      const page = await call((options) =>
        clients.iam.send(
          new ListAttachedRolePoliciesCommand({ RoleName: inputs.roleName, Marker }),
          options,
        ),
      );
      return {
        items: page.AttachedPolicies ?? [],
        next: page.IsTruncated ? page.Marker : undefined,
      };
    });
    return { AttachedPolicies };
  },
);
