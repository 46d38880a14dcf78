import { ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';
import attachedPolicies from '../../evidence/aws/attached-policies.ts';
import { read } from './_client/classify.ts';
import { defineAwsCollector } from './_client/context.ts';
import { readPages } from './_client/pages.ts';

/** A role has at most 20 policies; a page holds 100. */
export default defineAwsCollector({
  kind: attachedPolicies,
  collect: (kind, { clients, call, inputs }) =>
    read(kind, async () => {
      const AttachedPolicies = await readPages(5, async (Marker) => {
        const page = await call((options) =>
          clients.iam.send(
            new ListAttachedRolePoliciesCommand({ RoleName: inputs.roleName, Marker }),
            options,
          ),
        );
        return {
          items: page.AttachedPolicies ?? [],
          next: page.IsTruncated ? (page.Marker ?? '') : undefined,
        };
      });
      return { AttachedPolicies };
    }),
});
